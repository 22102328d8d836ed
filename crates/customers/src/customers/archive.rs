//! Archive a customer.

use axum::extract::State;
use contracts::customers::{CUSTOMER_ARCHIVE, CustomerId};
use kernel::http::{Caller, IfMatch, Path, Versioned};
use kernel::{Actor, Context, Problem};

use super::announce::announce;
use super::store;
use super::view::CustomerView;

/// Takes a customer out of lists and search; what names them stays. Permission: `customer.archive`.
#[utoipa::path(post, path = "/customers/{customer_id}/archive", tag = "customers", operation_id = "archive_customer",
    params(("customer_id" = CustomerId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = CustomerView)), security(("bearer" = [])))]
pub async fn archive_customer(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    read_version: IfMatch,
) -> Result<Versioned<CustomerView>, Problem> {
    let view = archive(&context, &actor, id, &read_version).await?;
    Ok(Versioned(view.version, view))
}

async fn archive(context: &Context, actor: &Actor, id: CustomerId, read_version: &IfMatch) -> Result<CustomerView, Problem> {
    actor.permit_anywhere(CUSTOMER_ARCHIVE)?;
    let mut tx = context.db.begin().await?;
    let mut customer = store::lock(&tx, id).await?;
    read_version.check(customer.version)?;
    let before = customer.clone();
    customer.archive()?;
    store::save(&tx, &mut customer).await?;
    announce(&mut tx, "customer.archive", Some(&before), &customer, actor, context.clock.as_ref()).await?;
    tx.commit().await?;
    Ok(CustomerView::new(customer, actor))
}
