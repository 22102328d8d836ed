use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::Caller;

use super::store;
use crate::Identity;

/// Removes the caller's PIN: shared devices open nothing for them any more.
///
/// Permission: none beyond being signed in oneself.
#[utoipa::path(
    delete, path = "/me/pin", tag = "identity", operation_id = "remove_pin", security(("bearer" = [])),
    responses((status = 204))
)]
pub async fn remove_pin(State(identity): State<Arc<Identity>>, Caller(actor): Caller) -> Result<StatusCode, Problem> {
    actor.session()?;
    let tx = identity.context.db.begin().await?;
    store::remove(&tx, UserId(actor.id)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
