use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::Caller;

use super::store;
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, passkeys, users};

/// Ends the link with the provider.
///
/// Permission: none beyond being signed in oneself. `only-way-in` without a password or a passkey to sign in with.
#[utoipa::path(
    delete, path = "/me/oidc", tag = "identity", operation_id = "unlink_oidc", security(("bearer" = [])),
    responses((status = 204))
)]
pub async fn unlink_oidc(State(identity): State<Arc<Identity>>, Caller(actor): Caller, client: Client) -> Result<StatusCode, Error> {
    actor.session()?;
    let (id, now) = (UserId(actor.id), identity.context.clock.now());
    let tx = identity.context.db.begin().await?;
    let user = users::store::find_locked(&tx, id).await?.ok_or_else(Problem::not_found)?;
    if user.hash().is_none() && passkeys::store::of(&*tx, id).await?.is_empty() {
        return Err(Error::OnlyWayIn);
    }
    if store::unlink(&tx, id).await? {
        sign_ins::log(&tx, Entry::of(id, Outcome::SignInUnlinked, &client), now).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
