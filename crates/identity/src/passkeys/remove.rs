use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::{Caller, Path};
use uuid::Uuid;

use super::store;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, oidc, users};

/// Removes one of the caller's passkeys.
///
/// Permission: none beyond being signed in oneself. `only-way-in` when there is nothing else to sign in with.
#[utoipa::path(
    delete, path = "/me/passkeys/{passkey_id}", tag = "identity", operation_id = "remove_passkey", params(("passkey_id" = Uuid, Path)),
    security(("bearer" = [])), responses((status = 204))
)]
pub async fn remove_passkey(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Error> {
    actor.session()?;
    let (user, now) = (UserId(actor.id), identity.context.clock.now());
    let tx = identity.context.db.begin().await?;
    let person = users::store::find_locked(&tx, user).await?.ok_or_else(Problem::not_found)?;
    if !store::remove(&tx, user, id).await? {
        return Err(Problem::not_found().into());
    }
    let is_way_in = person.hash().is_some() || oidc::store::linked_at(&*tx, user).await?.is_some();
    if !is_way_in && store::of(&*tx, user).await?.is_empty() {
        return Err(Error::OnlyWayIn);
    }
    sign_ins::log(&tx, Entry::of(user, Outcome::PasskeyRemoved, &client), now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
