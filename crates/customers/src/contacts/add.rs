//! Add a contact.

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::{CUSTOMER_WRITE, CustomerId};
use kernel::http::{Caller, Created, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Context, Problem};
use uuid::Uuid;

use super::{Contact, ContactInput, ContactView, MOST, all, changed, store};
use crate::{Error, MODULE, customers};

type Answer = Repeatable<Created<Json<ContactView>>>;

/// Adds somebody to ask for at a customer. An `Idempotency-Key` makes it repeatable. Permission: `customer.write`.
#[utoipa::path(post, path = "/customers/{customer_id}/contacts", tag = "customers", operation_id = "add_contact",
    params(("customer_id" = CustomerId, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = ContactInput,
    responses((status = 201, body = ContactView)), security(("bearer" = [])))]
pub async fn add_contact(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    IdempotencyKey(key): IdempotencyKey,
    Json(input): Json<ContactInput>,
) -> Result<Answer, Problem> {
    add(&context, &actor, id, key.as_deref(), input).await
}

async fn add(context: &Context, actor: &Actor, id: CustomerId, key: Option<&str>, input: ContactInput) -> Result<Answer, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let claim = Claim::new(actor, &format!("add_contact:{id}"), key, &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(answer(id, view, true));
    }
    let tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, context.clock.as_ref()).await?;
    let customer = customers::store::lock_present(&tx, id).await?;
    if all(&tx, &customer).await?.len() >= MOST {
        return Err(Error::TooManyContacts.into());
    }
    let contact = Contact::read(Uuid::now_v7(), customer.id, input)?;
    store::insert(&tx, vec![contact.clone()]).await?;
    changed(&tx, context, actor, &customer, (None, Some(&contact))).await?;
    let view = ContactView::from(contact);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(id, view, false))
}

fn answer(customer: CustomerId, view: ContactView, replayed: bool) -> Answer {
    let location = format!("/api/v1/customers/{customer}/contacts/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}
