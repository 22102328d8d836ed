//! Put a tag on a customer.

use axum::extract::State;
use contracts::customers::{CUSTOMER_WRITE, CustomerId, TagId};
use kernel::http::{Caller, Path, Versioned};
use kernel::{Context, Problem};

use super::store;
use crate::Error;
use crate::customers::store::lock_present;
use crate::customers::view::CustomerView;

/// Puts a tag on a customer; one that is on already stays. Permission: `customer.write`.
#[utoipa::path(put, path = "/customers/{customer_id}/tags/{tag_id}", tag = "customers", operation_id = "tag_customer",
    params(("customer_id" = CustomerId, Path), ("tag_id" = TagId, Path)),
    responses((status = 200, body = CustomerView)), security(("bearer" = [])))]
pub async fn tag_customer(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((id, tag_id)): Path<(CustomerId, TagId)>,
) -> Result<Versioned<CustomerView>, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let mut tx = context.db.begin().await?;
    let tag = store::lock(&tx, tag_id).await?;
    if tag.retired {
        return Err(Error::TagRetired.into());
    }
    let mut customer = lock_present(&tx, id).await?;
    super::put_on(&mut tx, &context, &actor, &tag, &mut customer).await?;
    tx.commit().await?;
    Ok(Versioned(customer.version, CustomerView::new(customer, &actor)))
}
