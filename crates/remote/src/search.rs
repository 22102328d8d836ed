//! A module's part of the search box.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::search::{Due, SearchHit, Searchable, Undone};
use kernel::search::Query;
use kernel::{Actor, Problem};
use uuid::Uuid;

use crate::Peer;
use crate::door::method;

pub fn searchable(module: &str, port: Arc<dyn Searchable>) -> Router {
    let asked =
        |port: Arc<dyn Searchable>, (actor, query, limit): (Actor, Query, u64)| async move { port.search(&actor, &query, limit).await };
    let owed = |port: Arc<dyn Searchable>, (actor, customers): (Actor, Vec<Uuid>)| async move { port.due_of(&actor, &customers).await };
    let left = |port: Arc<dyn Searchable>, (actor, vehicles): (Actor, Vec<Uuid>)| async move { port.undone_of(&actor, &vehicles).await };
    Router::new()
        .route(&format!("/search/{module}"), method(port.clone(), asked))
        .route(&format!("/search/{module}/due"), method(port.clone(), owed))
        .route(&format!("/search/{module}/undone"), method(port, left))
}

#[async_trait]
impl Searchable for Peer {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        self.ask(&format!("search/{}", self.module()), &(actor, query, limit)).await
    }

    async fn due_of(&self, actor: &Actor, customers: &[Uuid]) -> Result<Vec<Due>, Problem> {
        self.ask(&format!("search/{}/due", self.module()), &(actor, customers)).await
    }

    async fn undone_of(&self, actor: &Actor, vehicles: &[Uuid]) -> Result<Vec<Undone>, Problem> {
        self.ask(&format!("search/{}/undone", self.module()), &(actor, vehicles)).await
    }
}
