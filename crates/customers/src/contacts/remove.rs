//! Remove a contact.

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::{CUSTOMER_WRITE, CustomerId};
use kernel::http::{Caller, Path};
use kernel::{Context, Problem};
use uuid::Uuid;

use super::{all, changed, store};
use crate::customers;

/// Removes a contact; the audit trail keeps who it was. Permission: `customer.write`.
#[utoipa::path(delete, path = "/customers/{customer_id}/contacts/{contact_id}", tag = "customers", operation_id = "remove_contact",
    params(("customer_id" = CustomerId, Path), ("contact_id" = Uuid, Path)),
    responses((status = 204)), security(("bearer" = [])))]
pub async fn remove_contact(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((id, contact_id)): Path<(CustomerId, Uuid)>,
) -> Result<StatusCode, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let tx = context.db.begin().await?;
    let customer = customers::store::lock_present(&tx, id).await?;
    all(&tx, &customer).await?;
    let before = store::find(&tx, customer.id, contact_id).await?;
    store::delete(&tx, contact_id).await?;
    changed(&tx, &context, &actor, &customer, (Some(&before), None)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
