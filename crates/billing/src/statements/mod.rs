//! Statements of account: what a customer was billed and paid at a site, and what is due (PRODUCT 1.M, M6; scenario 3.3 step 9).
//! docs/decisions/0073-papers.md.
//!
//! Owns nothing: a statement is read from the documents. Sending one is an event, which messages hear.

mod get;
mod pdf;
mod read;
mod send;
mod store;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use pdf::printed;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get::get_statement))
        .routes(routes!(pdf::print_statement))
        .routes(routes!(send::send_statements))
        .with_state(billing)
}
