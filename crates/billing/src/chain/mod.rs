//! The chain of issued documents (PRODUCT 1.M, M13). docs/decisions/0072-documents-that-do-not-change.md.
//!
//! Owns a link for each document with a number: what is frozen of it, hashed with the hash before it in its series. Links are written once,
//! in the transaction that issues the document. [`verify`] finds a document that was changed, removed, swapped or slipped in.

mod heads;
mod link;
mod store;
mod verify;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use link::Document;
pub use store::{Series, add, add_all, documents, links, series};
pub use verify::{Head, Verdict, verify};

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(heads::list_document_chains)).with_state(billing)
}
