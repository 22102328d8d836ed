//! `DELETE /push/devices/{id}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::{Caller, Path};
use uuid::Uuid;

use super::{Push, store};

/// A browser of the caller's is told nothing any more; one that is not there is as good. Permission: none but being signed in oneself.
#[utoipa::path(delete, path = "/push/devices/{id}", tag = "notifications", operation_id = "forget_push_device",
    params(("id" = Uuid, Path)), responses((status = 204)), security(("bearer" = [])))]
pub async fn forget_push_device(State(push): State<Arc<Push>>, Caller(actor): Caller, Path(id): Path<Uuid>) -> Result<StatusCode, Problem> {
    actor.session()?;
    let tx = push.context.db.begin().await?;
    store::forget(&tx, id, Some(UserId(actor.id))).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
