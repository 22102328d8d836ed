//! Set what a customer may owe.

use axum::extract::State;
use contracts::customers::{CUSTOMER_HOLD, CustomerId};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Amount, Context, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Money;
use crate::customers::change::{CustomerView, change};

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SetCreditLimit)]
pub struct CreditLimitInput {
    /// Null is no limit.
    #[garde(skip)]
    pub limit: Option<LimitInput>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreditLimit)]
pub struct LimitInput {
    /// Minor units.
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub amount: Amount,
    /// ISO 4217.
    #[schema(min_length = 3, max_length = 3, pattern = "^[A-Z]{3}$")]
    pub currency: String,
}

impl From<LimitInput> for Money {
    fn from(limit: LimitInput) -> Self {
        Self { amount: limit.amount, currency: limit.currency }
    }
}

/// Sets or lifts what a customer may owe in one currency, less what they paid ahead. When it is reached, work of theirs begins only when
/// somebody lets it. Permission: `customer.hold`.
#[utoipa::path(post, path = "/customers/{customer_id}/credit-limit", tag = "customers", operation_id = "set_credit_limit",
    params(("customer_id" = CustomerId, Path), ("If-Match" = Option<String>, Header)), request_body = CreditLimitInput,
    responses((status = 200, body = CustomerView)), security(("bearer" = [])))]
pub async fn set_credit_limit(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    read_version: IfMatch,
    Json(input): Json<CreditLimitInput>,
) -> Result<Versioned<CustomerView>, Problem> {
    actor.permit_anywhere(CUSTOMER_HOLD)?;
    change(&context, &actor, id, &read_version, "customer.set_credit_limit", |customer| customer.limit_credit(input.limit.map(Money::from)))
        .await
}
