//! What stands against a customer: what is due over all sites, a credit hold, appointments they did not come to.
//! What is used of a limit, and what that stops: docs/decisions/0075-credit-limit.md.

mod credit_limit;
mod hold;
pub mod leads;
mod release;
pub mod revenue;
mod statistics;
pub mod store;

use kernel::{Amount, Context};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(hold::hold_customer))
        .routes(routes!(release::release_customer))
        .routes(routes!(credit_limit::set_credit_limit))
        .routes(routes!(statistics::read_customer_statistics))
        .with_state(context)
}

/// An amount of one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CustomerMoney)]
pub struct Money {
    /// Minor units.
    pub amount: Amount,
    /// ISO 4217.
    pub currency: String,
}
