//! What a module keeps of a person.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::customers::CustomerId;
use contracts::identity::OpenRecord;
use contracts::subjects::{LegalHold, SubjectData, SubjectPart};
use kernel::Problem;

use crate::Peer;
use crate::door::method;

pub fn subjects(module: &str, port: Arc<dyn SubjectData>) -> Router {
    let gathered = |port: Arc<dyn SubjectData>, ids: Vec<CustomerId>| async move { port.gather(&ids).await };
    let unsettled = |port: Arc<dyn SubjectData>, ids: Vec<CustomerId>| async move { port.unsettled(&ids).await };
    let held = |port: Arc<dyn SubjectData>, ids: Vec<CustomerId>| async move { port.legal_hold(&ids).await };
    Router::new()
        .route(&format!("/subjects/{module}/gather"), method(port.clone(), gathered))
        .route(&format!("/subjects/{module}/unsettled"), method(port.clone(), unsettled))
        .route(&format!("/subjects/{module}/legal-hold"), method(port, held))
}

#[async_trait]
impl SubjectData for Peer {
    async fn gather(&self, ids: &[CustomerId]) -> Result<Vec<SubjectPart>, Problem> {
        self.ask(&format!("subjects/{}/gather", self.module()), &ids).await
    }

    async fn unsettled(&self, ids: &[CustomerId]) -> Result<Vec<OpenRecord>, Problem> {
        self.ask(&format!("subjects/{}/unsettled", self.module()), &ids).await
    }

    async fn legal_hold(&self, ids: &[CustomerId]) -> Result<Option<LegalHold>, Problem> {
        self.ask(&format!("subjects/{}/legal-hold", self.module()), &ids).await
    }
}
