//! What accountants get: the journal, its exports, and the VAT of a period (PRODUCT 1.P). docs/decisions/0068-accounting.md.
//!
//! Owns charts of accounts and exports with their entries, which are written once. Everything else is told from documents that never
//! change. Refuses an export with nothing in it (`nothing-to-export`), of a day that has not ended or is locked (`until`), and of too
//! much at once (`too-many-entries`).

pub mod chart;
mod doctor;
mod entry;
pub mod export;
mod files;
mod journal;
mod list;
mod paid;
mod recognised;
mod sources;
mod store;
mod vat;
mod words;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use doctor::doctor;
pub use entry::{Journal, percent};

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(chart::get_chart, chart::set_chart))
        .routes(routes!(journal::get_journal))
        .routes(routes!(export::export_journal, list::list_journal_exports))
        .routes(routes!(files::get_journal_file))
        .routes(routes!(vat::get_vat_report))
        .routes(routes!(vat::export_vat_report))
        .with_state(billing)
}
