//! Change a contact.

use axum::extract::State;
use contracts::customers::{CUSTOMER_WRITE, CustomerId};
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};
use uuid::Uuid;

use super::{Contact, ContactInput, ContactView, all, changed, store};
use crate::customers;

/// Replaces what is known of a contact. Permission: `customer.write`.
#[utoipa::path(put, path = "/customers/{customer_id}/contacts/{contact_id}", tag = "customers", operation_id = "update_contact",
    params(("customer_id" = CustomerId, Path), ("contact_id" = Uuid, Path)), request_body = ContactInput,
    responses((status = 200, body = ContactView)), security(("bearer" = [])))]
pub async fn update_contact(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((id, contact_id)): Path<(CustomerId, Uuid)>,
    Json(input): Json<ContactInput>,
) -> Result<Json<ContactView>, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let tx = context.db.begin().await?;
    let customer = customers::store::lock_present(&tx, id).await?;
    all(&tx, &customer).await?;
    let before = store::find(&tx, customer.id, contact_id).await?;
    let after = Contact::read(contact_id, customer.id, input)?;
    store::save(&tx, after.clone()).await?;
    changed(&tx, &context, &actor, &customer, (Some(&before), Some(&after))).await?;
    tx.commit().await?;
    Ok(Json(after.into()))
}
