//! A module's part of the audit trail.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use kernel::Problem;
use kernel::audit::{Entry, Filter, Trail};

use crate::Peer;
use crate::door::method;

pub fn trail(module: &str, port: Arc<dyn Trail>) -> Router {
    Router::new().route(&format!("/audit/{module}"), method(port, |port, filter: Filter| async move { port.list(&filter).await }))
}

#[async_trait]
impl Trail for Peer {
    async fn list(&self, filter: &Filter) -> Result<Vec<Entry>, Problem> {
        self.ask(&format!("audit/{}", self.module()), filter).await
    }
}
