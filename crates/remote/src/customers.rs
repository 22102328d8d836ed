//! Cards of customers.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::customers::{
    AudienceAsked, Audiences, Channel, Consents, Credit, CreditStanding, CustomerCard, CustomerId, Customers, Purpose,
};
use kernel::Problem;

use crate::Peer;
use crate::door::method;

pub fn customers(port: Arc<dyn Customers>) -> Router {
    Router::new()
        .route("/customers/cards", method(port.clone(), |port, ids: Vec<CustomerId>| async move { port.cards(&ids).await }))
        .route("/customers/find-by-keys", method(port, |port, keys: Vec<String>| async move { port.find_by_keys(&keys).await }))
}

pub fn consents(port: Arc<dyn Consents>) -> Router {
    type Asked = Vec<(CustomerId, Channel, Purpose)>;
    Router::new().route("/customers/may-contact", method(port, |port, asked: Asked| async move { port.may_contact(&asked).await }))
}

pub fn audiences(port: Arc<dyn Audiences>) -> Router {
    let asked = |port: Arc<dyn Audiences>, asked: AudienceAsked| async move { port.audience(&asked).await };
    Router::new().route("/customers/audience", method(port, asked))
}

#[async_trait]
impl Audiences for Peer {
    async fn audience(&self, asked: &AudienceAsked) -> Result<Vec<CustomerId>, Problem> {
        self.ask("customers/audience", asked).await
    }
}

pub fn credit(port: Arc<dyn Credit>) -> Router {
    Router::new().route("/customers/credit-of", method(port, |port, ids: Vec<CustomerId>| async move { port.credit_of(&ids).await }))
}

#[async_trait]
impl Credit for Peer {
    async fn credit_of(&self, customers: &[CustomerId]) -> Result<Vec<CreditStanding>, Problem> {
        self.ask("customers/credit-of", &customers).await
    }
}

#[async_trait]
impl Consents for Peer {
    async fn may_contact(&self, asked: &[(CustomerId, Channel, Purpose)]) -> Result<Vec<bool>, Problem> {
        self.ask("customers/may-contact", &asked).await
    }
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
