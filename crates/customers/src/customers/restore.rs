//! Restore an archived customer.

use axum::extract::State;
use contracts::customers::{CUSTOMER_ARCHIVE, CustomerId};
use kernel::http::{Caller, IfMatch, Path, Versioned};
use kernel::{Actor, Context, Problem};

use super::announce::announce;
use super::store;
use super::view::CustomerView;

/// Brings an archived customer back. Permission: `customer.archive`.
#[utoipa::path(post, path = "/customers/{customer_id}/restore", tag = "customers", operation_id = "restore_customer",
    params(("customer_id" = CustomerId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = CustomerView)), security(("bearer" = [])))]
pub async fn restore_customer(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    read_version: IfMatch,
) -> Result<Versioned<CustomerView>, Problem> {
    let view = restore(&context, &actor, id, &read_version).await?;
    Ok(Versioned(view.version, view))
}

async fn restore(context: &Context, actor: &Actor, id: CustomerId, read_version: &IfMatch) -> Result<CustomerView, Problem> {
    actor.permit_anywhere(CUSTOMER_ARCHIVE)?;
    let mut tx = context.db.begin().await?;
    let mut customer = store::lock(&tx, id).await?;
    read_version.check(customer.version)?;
    let before = customer.clone();
    customer.restore()?;
    store::save(&tx, &mut customer).await?;
    announce(&mut tx, "customer.restore", Some(&before), &customer, actor, context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(CustomerView::new(customer, actor))
}
