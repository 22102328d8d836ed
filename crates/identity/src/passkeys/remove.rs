use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::Alert;
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem};
use uuid::Uuid;

use super::store;
use crate::second_factor::Proof;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, alerts, oidc, proof, users};

/// Removes one of the caller's passkeys.
///
/// Permission: none beyond being signed in oneself, and the current password. `only-way-in` when there is nothing else to sign in
/// with.
#[utoipa::path(
    post, path = "/me/passkeys/{passkey_id}/remove", tag = "identity", operation_id = "remove_passkey", params(("passkey_id" = Uuid, Path)),
    request_body = Proof, security(("bearer" = [])), responses((status = 204))
)]
pub async fn remove_passkey(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Path(id): Path<Uuid>,
    Json(body): Json<Proof>,
) -> Result<StatusCode, Error> {
    remove(&identity, &actor, &client, id, body).await.map(|()| StatusCode::NO_CONTENT)
}

async fn remove(identity: &Identity, actor: &Actor, client: &Client, id: Uuid, body: Proof) -> Result<(), Error> {
    let user = proof::again(identity, actor, body.password, "/password").await?.id;
    let clock = identity.context.clock.as_ref();
    let mut tx = identity.context.db.begin().await?;
    let person = users::store::find_locked(&tx, user).await?.ok_or_else(Problem::not_found)?;
    if !store::remove(&tx, user, id).await? {
        return Err(Problem::not_found().into());
    }
    let is_way_in = person.hash().is_some() || oidc::store::linked_at(&*tx, user).await?.is_some();
    if !is_way_in && store::of(&*tx, user).await?.is_empty() {
        return Err(Error::OnlyWayIn);
    }
    sign_ins::log(&tx, Entry::of(user, Outcome::PasskeyRemoved, client), clock.now()).await?;
    alerts::raise(&mut tx, user, Alert::PasskeyRemoved, &client.address(), clock).await?;
    tx.commit().await?;
    Ok(())
}
