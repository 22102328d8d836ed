//! How a site's documents look: its colour, its logo, the foot of each page and its conditions (PRODUCT 1.M).
//! docs/decisions/0086-how-documents-look.md.
//!
//! Styles are only added, and a document with a number keeps the one of its moment. Refuses a colour that white text cannot be read on
//! (`too-pale`) and a logo that is no picture (`bad-picture`).

mod example;
mod get;
mod preview;
mod set;
pub mod store;
mod style;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_document_style, set::set_document_style))
        .routes(routes!(preview::preview_document, preview::preview_document_style))
        .with_state(billing)
}
