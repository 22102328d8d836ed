//! Receivables: who owes what, and for how long (PRODUCT 1.M, M6; the KPI "A/R aging"). docs/decisions/0066-money-on-account.md.
//!
//! Owns nothing: it reads invoices with something due, and what is open of deposits and receipts.

mod aging;
mod list;
mod store;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub use aging::{Aged, bounds};

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list::get_receivables)).with_state(billing)
}
