use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::{Caller, Json};

use super::store;
use super::view::Me;
use crate::Identity;

/// Who the caller is, where they work and what they may do there.
///
/// Permission: none beyond being signed in.
#[utoipa::path(
    get, path = "/me", tag = "identity", operation_id = "get_me", security(("bearer" = [])),
    responses((status = 200, body = Me))
)]
pub async fn get_me(State(identity): State<Arc<Identity>>, Caller(actor): Caller) -> Result<Json<Me>, Problem> {
    let db = identity.context.db.reader();
    actor.person()?;
    let user = store::find(db, UserId(actor.id)).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(store::me(db, user).await?.limited_to(&actor)))
}
