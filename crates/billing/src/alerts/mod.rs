//! What whoever keeps the books looks at first (PRODUCT O5, N1). docs/decisions/0088-alerts.md.
//!
//! Owns nothing: it counts what waits among electronic documents, cheques and letters.

mod get;
mod store;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

pub fn routes(billing: Billing) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(get::get_billing_alerts)).with_state(billing)
}
