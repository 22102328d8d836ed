//! What customers ask of their own data at the portal.

use axum::extract::State;
use axum::response::Response;
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use kernel::actor::Via;
use kernel::http::{Caller, Json};
use kernel::{Actor, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::erase::erase;
use super::get::outlook;
use super::subject::{file, gather};
use super::view::{ErasureView, Outlook};
use super::{Erasures, store};

/// Whether the garage knows the caller as a customer, and what an erasure would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MyData {
    /// Null for who is no customer, by the proved address of the account.
    pub outlook: Option<Outlook>,
}

/// What an erasure of the caller's own data as a customer would have to wait for, and what would be kept until when. Permission: none, one's own.
#[utoipa::path(get, path = "/my-data", tag = "customers", operation_id = "get_my_data",
    responses((status = 200, body = MyData)), security(("bearer" = [])))]
pub async fn get_my_data(State(erasures): State<Erasures>, Caller(actor): Caller) -> Result<Json<MyData>, Problem> {
    let outlook = match me(&erasures, &actor).await? {
        Some(id) => Some(outlook(&erasures, id).await?),
        None => None,
    };
    Ok(Json(MyData { outlook }))
}

/// All that the garage keeps of the caller as a customer, as one JSON file. Permission: none, one's own.
#[utoipa::path(get, path = "/my-data/export", tag = "customers", operation_id = "export_my_data",
    responses((status = 200, body = super::subject::Subject), (status = 404, description = "The caller is no customer")), security(("bearer" = [])))]
pub async fn export_my_data(State(erasures): State<Erasures>, Caller(actor): Caller) -> Result<Response, Problem> {
    let id = me(&erasures, &actor).await?.ok_or_else(Problem::not_found)?;
    Ok(file(gather(&erasures, id, &Actor::system()).await?))
}

/// Forgets the caller as a customer, and their account, as far as the law lets it. Refused as `POST /customers/{id}/erase` is. Permission: none,
/// one's own.
#[utoipa::path(post, path = "/my-data/erase", tag = "customers", operation_id = "erase_my_data",
    responses((status = 200, body = ErasureView), (status = 404, description = "The caller is no customer")), security(("bearer" = [])))]
pub async fn erase_my_data(State(erasures): State<Erasures>, Caller(actor): Caller) -> Result<Json<ErasureView>, Problem> {
    let id = me(&erasures, &actor).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(erase(&erasures, id, &Actor::system()).await?.into()))
}

/// The customer whose address the caller proved to be theirs: of several with one address the first, for they are asked one after the other.
/// A program is nobody, and a PIN stays away from the account; nor is it who works here, for accounts of staff are none of customers.
async fn me(erasures: &Erasures, actor: &Actor) -> Result<Option<CustomerId>, Problem> {
    let Via::Session(_) = actor.via else { return Ok(None) };
    let Some(card) = erasures.staff.cards(&[UserId(actor.id)]).await?.into_iter().next() else { return Ok(None) };
    let Some(email) = card.email else { return Ok(None) };
    Ok(store::with_email(erasures.context.db.reader(), &email).await?.into_iter().next())
}
