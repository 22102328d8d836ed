//! Issued invoices as electronic ones (PRODUCT 1.O). docs/decisions/0070-electronic-invoices.md.
//!
//! Owns nothing: what is frozen of an invoice is written as TEIF, CII, UBL or Factur-X, once a check finds nothing that the format would
//! refuse. Refuses a draft (`not-issued`), an earlier system's document (`no-document`), and what is not sound, fault by fault, with the
//! pointer of each (`e-invoice`).

mod get;
mod model;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get::get_e_invoice)).with_state(billing)
}
