//! A module's part of the search box.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::search::{SearchHit, Searchable};
use kernel::search::Query;
use kernel::{Actor, Problem};

use crate::Peer;
use crate::door::method;

pub fn searchable(module: &str, port: Arc<dyn Searchable>) -> Router {
    let asked =
        |port: Arc<dyn Searchable>, (actor, query, limit): (Actor, Query, u64)| async move { port.search(&actor, &query, limit).await };
    Router::new().route(&format!("/search/{module}"), method(port, asked))
}

#[async_trait]
impl Searchable for Peer {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        self.ask(&format!("search/{}", self.module()), &(actor, query, limit)).await
    }
}
