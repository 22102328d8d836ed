//! Take a tag off a customer.

use axum::extract::State;
use contracts::customers::{CUSTOMER_WRITE, CustomerId, TagId};
use kernel::http::{Caller, Path, Versioned};
use kernel::{Context, Problem};

use super::store;
use crate::customers::store::lock_present;
use crate::customers::view::CustomerView;

/// Takes a tag off a customer; one that is not on is no fault. Permission: `customer.write`.
#[utoipa::path(delete, path = "/customers/{customer_id}/tags/{tag_id}", tag = "customers", operation_id = "untag_customer",
    params(("customer_id" = CustomerId, Path), ("tag_id" = TagId, Path)),
    responses((status = 200, body = CustomerView)), security(("bearer" = [])))]
pub async fn untag_customer(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((id, tag_id)): Path<(CustomerId, TagId)>,
) -> Result<Versioned<CustomerView>, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let mut tx = context.db.begin().await?;
    let tag = store::lock(&tx, tag_id).await?;
    let mut customer = lock_present(&tx, id).await?;
    super::take_off(&mut tx, &context, &actor, &tag, &mut customer).await?;
    tx.commit().await?;
    Ok(Versioned(customer.version, CustomerView::new(customer, &actor)))
}
