//! Issued invoices and credit notes as electronic ones (PRODUCT 1.O). docs/decisions/0070-electronic-invoices.md, 0078-sending-e-invoices.md.
//!
//! What is frozen of a document is written as TEIF, CII, UBL or Factur-X, once a check finds nothing that the format would refuse. Refuses a
//! draft (`not-issued`), an earlier system's document (`no-document`), and what is not sound, fault by fault, with the pointer of each
//! (`e-invoice`).

mod credit_note;
mod format;
mod get;
mod get_credit_note;
mod model;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_e_invoice))
        .routes(routes!(get_credit_note::get_electronic_credit_note))
        .with_state(billing)
}
