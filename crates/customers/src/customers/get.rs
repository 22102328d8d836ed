//! Read a customer.

use axum::extract::State;
use contracts::customers::{CUSTOMER_READ, CustomerId};
use kernel::http::{Caller, Path, Versioned};
use kernel::{Context, Problem};

use super::store;
use super::view::CustomerView;

/// A customer's profile, archived ones too. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers/{customer_id}", tag = "customers", operation_id = "get_customer",
    params(("customer_id" = CustomerId, Path)),
    responses((status = 200, body = CustomerView)), security(("bearer" = [])))]
pub async fn get_customer(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
) -> Result<Versioned<CustomerView>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let customer = store::find(context.db.reader(), id).await?;
    Ok(Versioned(customer.version, CustomerView::new(customer, &actor)))
}
