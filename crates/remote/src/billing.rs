//! Invoices as PDF, and how documents look.

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use chrono::{DateTime, Utc};
use contracts::billing::{InvoiceId, Invoices, LetterId, Pdf, StatementAsked};
use contracts::documents::{Language, Style, Styles};
use kernel::{Problem, SiteId};

use crate::Peer;
use crate::door::method;
use crate::packed::{pack, unpack};

pub fn invoices(port: Arc<dyn Invoices>) -> Router {
    let statement = |port: Arc<dyn Invoices>, asked: StatementAsked| async move { port.statement(&asked).await.map(pack) };
    Router::new()
        .route("/invoices/pdf", method(port.clone(), |port, id: InvoiceId| async move { port.pdf(id).await.map(pack) }))
        .route("/invoices/letter", method(port.clone(), |port, id: LetterId| async move { port.letter(id).await.map(pack) }))
        .route("/invoices/statement", method(port, statement))
}

pub fn styles(port: Arc<dyn Styles>) -> Router {
    type Asked = (SiteId, Option<DateTime<Utc>>, Language);
    let style = |port: Arc<dyn Styles>, (site, at, language): Asked| async move { port.style(site, at, language).await };
    Router::new().route("/styles/style", method(port, style))
}

#[async_trait]
impl Styles for Peer {
    async fn style(&self, site: SiteId, at: Option<DateTime<Utc>>, language: Language) -> Result<Style, Problem> {
        self.ask("styles/style", &(site, at, language)).await
    }
}

#[async_trait]
impl Invoices for Peer {
    async fn pdf(&self, id: InvoiceId) -> Result<Pdf, Problem> {
        unpack(self.ask("invoices/pdf", &id).await?)
    }

    async fn statement(&self, asked: &StatementAsked) -> Result<Pdf, Problem> {
        unpack(self.ask("invoices/statement", asked).await?)
    }

    async fn letter(&self, id: LetterId) -> Result<Pdf, Problem> {
        unpack(self.ask("invoices/letter", &id).await?)
    }
}
