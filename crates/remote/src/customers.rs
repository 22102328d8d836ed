//! Cards of customers.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::customers::{CustomerCard, CustomerId, Customers};
use kernel::Problem;

use crate::Peer;
use crate::door::method;

pub fn customers(port: Arc<dyn Customers>) -> Router {
    Router::new()
        .route("/customers/cards", method(port.clone(), |port, ids: Vec<CustomerId>| async move { port.cards(&ids).await }))
        .route("/customers/find-by-keys", method(port, |port, keys: Vec<String>| async move { port.find_by_keys(&keys).await }))
}

#[async_trait]
impl Customers for Peer {
    async fn cards(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCard>, Problem> {
        self.ask("customers/cards", &ids).await
    }

    async fn find_by_keys(&self, keys: &[String]) -> Result<Vec<(String, CustomerId)>, Problem> {
        self.ask("customers/find-by-keys", &keys).await
    }
}
