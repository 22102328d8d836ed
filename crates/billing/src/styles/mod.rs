//! How a site's documents look: its colour, its logo, the foot of each page and its conditions (PRODUCT 1.M).
//! docs/decisions/0086-how-documents-look.md.
//!
//! Styles are only added, and a document with a number keeps the one of its moment. Refuses a colour that white text cannot be read on
//! (`too-pale`) and a logo that is no picture (`bad-picture`).

pub mod demo;
mod example;
mod get;
mod orders;
mod preview;
mod set;
pub mod store;
mod style;
mod view;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contracts::documents::{Language, Style, Styles};
use kernel::{Context, Problem, SiteId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

/// How documents look, for who prints some elsewhere.
pub struct Port(pub Context);

#[async_trait]
impl Styles for Port {
    async fn style(&self, site: SiteId, at: Option<DateTime<Utc>>, language: Language) -> Result<Style, Problem> {
        Ok(store::at(self.0.db.reader(), site, at, language).await?)
    }
}

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_document_style, set::set_document_style))
        .routes(routes!(preview::preview_document, preview::preview_document_style))
        .with_state(billing)
}
