//! Sites, staff and secret links; and the one port that identity asks of others, what keeps a site from closing.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use contracts::identity::{AccountLinks, OpenRecord, OpenWork, SiteCard, Sites, Staff, StaffCard, UserId};
use kernel::{Problem, SiteId};
use uuid::Uuid;

use crate::Peer;
use crate::door::method;

pub fn sites(port: Arc<dyn Sites>) -> Router {
    Router::new().route("/sites/cards", method(port, |port, ids: Vec<SiteId>| async move { port.cards(&ids).await }))
}

#[async_trait]
impl Sites for Peer {
    async fn cards(&self, ids: &[SiteId]) -> Result<Vec<SiteCard>, Problem> {
        self.ask("sites/cards", &ids).await
    }
}

pub fn staff(port: Arc<dyn Staff>) -> Router {
    let who = |port: Arc<dyn Staff>, (permission, site, of): (String, SiteId, Vec<UserId>)| async move {
        port.who_may(&permission, site, &of).await
    };
    let all = |port: Arc<dyn Staff>, (permission, site): (String, SiteId)| async move { port.all_who_may(&permission, site).await };
    let accounts = |port: Arc<dyn Staff>, emails: Vec<String>| async move { port.accounts_of_customers(&emails).await };
    Router::new()
        .route("/staff/cards", method(port.clone(), |port, ids: Vec<UserId>| async move { port.cards(&ids).await }))
        .route("/staff/who-may", method(port.clone(), who))
        .route("/staff/all-who-may", method(port.clone(), all))
        .route("/staff/accounts-of-customers", method(port, accounts))
}

#[async_trait]
impl Staff for Peer {
    async fn cards(&self, ids: &[UserId]) -> Result<Vec<StaffCard>, Problem> {
        self.ask("staff/cards", &ids).await
    }

    async fn who_may(&self, permission: &str, site: SiteId, of: &[UserId]) -> Result<Vec<UserId>, Problem> {
        self.ask("staff/who-may", &(permission, site, of)).await
    }

    async fn all_who_may(&self, permission: &str, site: SiteId) -> Result<Vec<UserId>, Problem> {
        self.ask("staff/all-who-may", &(permission, site)).await
    }

    async fn accounts_of_customers(&self, emails: &[String]) -> Result<Vec<UserId>, Problem> {
        self.ask("staff/accounts-of-customers", &emails).await
    }
}

pub fn account_links(port: Arc<dyn AccountLinks>) -> Router {
    Router::new().route("/account-links/issue", method(port, |port, request: Uuid| async move { port.issue(request).await }))
}

#[async_trait]
impl AccountLinks for Peer {
    async fn issue(&self, request: Uuid) -> Result<Option<String>, Problem> {
        self.ask("account-links/issue", &request).await
    }
}

pub fn open_work(port: Arc<dyn OpenWork>) -> Router {
    let asked = |port: Arc<dyn OpenWork>, (site, limit): (SiteId, u64)| async move { port.open_work(site, limit).await };
    Router::new().route("/open-work/open-work", method(port, asked))
}

#[async_trait]
impl OpenWork for Peer {
    async fn open_work(&self, site: SiteId, limit: u64) -> Result<Vec<OpenRecord>, Problem> {
        self.ask("open-work/open-work", &(site, limit)).await
    }
}
