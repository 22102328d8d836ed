use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::{Caller, Json};

use super::store;
use super::view::SecondFactorView;
use crate::Identity;

/// Whether the caller's account asks for a code of an authenticator app.
///
/// Permission: none beyond being signed in oneself.
#[utoipa::path(
    get, path = "/me/second-factor", tag = "identity", operation_id = "get_second_factor", security(("bearer" = [])),
    responses((status = 200, body = SecondFactorView))
)]
pub async fn get_second_factor(State(identity): State<Arc<Identity>>, Caller(actor): Caller) -> Result<Json<SecondFactorView>, Problem> {
    actor.session()?;
    let (db, user) = (identity.context.db.reader(), UserId(actor.id));
    let enabled_at = store::find(db, user).await?.and_then(|app| app.confirmed_at);
    let actions = if enabled_at.is_some() { vec!["remove", "make_recovery_codes"] } else { vec!["begin"] };
    let recovery_codes_left = store::codes_left(db, user).await?;
    Ok(Json(SecondFactorView { enabled: enabled_at.is_some(), enabled_at, recovery_codes_left, actions }))
}
