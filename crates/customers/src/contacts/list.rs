//! Read a customer's contacts.

use axum::extract::State;
use contracts::customers::{CUSTOMER_READ, CustomerId};
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};

use super::{ContactView, Contacts, store};
use crate::customers;

/// Everybody to ask for at a customer, oldest first. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers/{customer_id}/contacts", tag = "customers", operation_id = "list_contacts",
    params(("customer_id" = CustomerId, Path)),
    responses((status = 200, body = Contacts)), security(("bearer" = [])))]
pub async fn list_contacts(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
) -> Result<Json<Contacts>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let customer = customers::store::find(context.db.reader(), id).await?;
    let found = store::of(context.db.reader(), customer.id).await?;
    Ok(Json(Contacts { items: found.into_iter().map(ContactView::from).collect() }))
}
