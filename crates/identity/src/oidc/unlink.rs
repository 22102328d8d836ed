use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::Alert;
use kernel::http::{Caller, Json};
use kernel::{Actor, Problem};

use super::store;
use crate::second_factor::Proof;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, alerts, passkeys, proof, users};

/// Ends the link with the provider.
///
/// Permission: none beyond being signed in oneself, and the current password. `only-way-in` without a password or a passkey to
/// sign in with.
#[utoipa::path(
    post, path = "/me/oidc/unlink", tag = "identity", operation_id = "unlink_oidc", request_body = Proof,
    security(("bearer" = [])), responses((status = 204))
)]
pub async fn unlink_oidc(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(body): Json<Proof>,
) -> Result<StatusCode, Error> {
    unlink(&identity, &actor, &client, body).await.map(|()| StatusCode::NO_CONTENT)
}

async fn unlink(identity: &Identity, actor: &Actor, client: &Client, body: Proof) -> Result<(), Error> {
    let id = proof::again(identity, actor, body.password, "/password").await?.id;
    let clock = identity.context.clock.as_ref();
    let mut tx = identity.context.db.begin().await?;
    let user = users::store::find_locked(&tx, id).await?.ok_or_else(Problem::not_found)?;
    if user.hash().is_none() && passkeys::store::of(&*tx, id).await?.is_empty() {
        return Err(Error::OnlyWayIn);
    }
    if store::unlink(&tx, id).await? {
        sign_ins::log(&tx, Entry::of(id, Outcome::SignInUnlinked, client), clock.now()).await?;
        alerts::raise(&mut tx, id, Alert::SignInUnlinked, &client.address(), clock).await?;
    }
    tx.commit().await?;
    Ok(())
}
