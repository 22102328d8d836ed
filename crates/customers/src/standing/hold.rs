//! Put a customer on credit hold.

use axum::extract::State;
use contracts::customers::{CUSTOMER_HOLD, CustomerId};
use garde::Validate;
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::text::filled_line;
use kernel::{Context, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::customers::change::{CustomerView, change};

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HoldCustomer)]
pub struct HoldInput {
    #[garde(custom(filled_line(300)))]
    #[schema(max_length = 300, format = "filled-line")]
    pub reason: String,
}

/// Puts a customer on credit hold, or gives the hold another reason: everybody who takes in their vehicle or money sees it, and
/// work of theirs begins only when somebody lets it, where the site's gate says so. Permission: `customer.hold`.
#[utoipa::path(post, path = "/customers/{customer_id}/hold", tag = "customers", operation_id = "hold_customer",
    params(("customer_id" = CustomerId, Path), ("If-Match" = Option<String>, Header)), request_body = HoldInput,
    responses((status = 200, body = CustomerView)), security(("bearer" = [])))]
pub async fn hold_customer(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    read_version: IfMatch,
    Json(input): Json<HoldInput>,
) -> Result<Versioned<CustomerView>, Problem> {
    actor.permit_anywhere(CUSTOMER_HOLD)?;
    let (reason, by, now) = (input.reason.trim().to_owned(), actor.name.clone(), context.clock.now());
    change(&context, &actor, id, &read_version, "customer.hold", |customer| customer.hold(reason, by, now)).await
}
