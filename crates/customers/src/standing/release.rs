//! Release a credit hold.

use axum::extract::State;
use contracts::customers::{CUSTOMER_HOLD, CustomerId};
use kernel::http::{Caller, IfMatch, Path, Versioned};
use kernel::{Context, Problem};

use crate::customers::change::{CustomerView, change};
use crate::customers::customer::Customer;

/// Ends a credit hold. Permission: `customer.hold`.
#[utoipa::path(post, path = "/customers/{customer_id}/release", tag = "customers", operation_id = "release_customer",
    params(("customer_id" = CustomerId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = CustomerView)), security(("bearer" = [])))]
pub async fn release_customer(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    read_version: IfMatch,
) -> Result<Versioned<CustomerView>, Problem> {
    actor.permit_anywhere(CUSTOMER_HOLD)?;
    change(&context, &actor, id, &read_version, "customer.release", Customer::release).await
}
