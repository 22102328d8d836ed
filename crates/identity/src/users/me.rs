use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use kernel::http::{Caller, Json};
use kernel::{Problem, Via};

use super::store;
use super::view::Me;
use crate::{Error, Identity, access};

/// Who the caller is, where they work and what they may do there, as it is at this moment.
///
/// Permission: none beyond being signed in.
#[utoipa::path(
    get, path = "/me", tag = "identity", operation_id = "get_me", security(("bearer" = [])),
    responses((status = 200, body = Me))
)]
pub async fn get_me(State(identity): State<Arc<Identity>>, Caller(actor): Caller) -> Result<Json<Me>, Error> {
    let db = identity.context.db.reader();
    actor.person()?;
    let user = store::find(db, UserId(actor.id)).await?.ok_or_else(Problem::not_found)?;
    // A screen asks because it heard that roles changed: what the token is trusted for may be older.
    let now = match actor.via {
        Via::Session(session) | Via::Pin(session) => access::of_session(db, session, identity.context.clock.now()).await?,
        Via::ApiKey | Via::System => None,
    };
    Ok(Json(store::me(db, user).await?.limited_to(&now.ok_or(Error::TokenRefused)?)))
}
