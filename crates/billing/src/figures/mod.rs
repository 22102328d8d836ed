//! What a site invoiced, by month, state and customer, and what it gave away. docs/decisions/0081-figures-of-invoices.md.

mod get;
mod store;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get::get_invoice_figures)).with_state(billing)
}
