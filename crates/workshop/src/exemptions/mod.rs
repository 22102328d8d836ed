//! Orders of customers who buy without VAT (PRODUCT L2; docs/decisions/0082-exemptions-from-vat.md).
//!
//! Owns which certificate an order is sold by. It takes the one that holds on the day that it is opened, as a copy; lines keep their rates and
//! are charged none. Certificates are the customers module's, and whether one still holds on the day of an invoice is billing's to ask.

mod exempt;
mod migration;
mod rule;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;

pub use migration::KeepExemptions;
pub use rule::today;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(exempt::exempt_work_order)).with_state(workshop)
}
