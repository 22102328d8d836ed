use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use garde::Validate;
use kernel::http::{Caller, Json};
use kernel::{Actor, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::client::Client;
use super::store;
use crate::Identity;
use crate::sign_ins::{self, Entry, Outcome};

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndSessions {
    /// Ends the session that asks, too.
    #[garde(skip)]
    #[serde(default)]
    pub this_one_too: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EndedSessions {
    /// How many sessions were ended.
    pub ended: u64,
}

/// Signs the caller out everywhere else, or everywhere, within five seconds.
///
/// Permission: none beyond being signed in oneself.
#[utoipa::path(
    post, path = "/me/sessions/end", tag = "identity", operation_id = "end_sessions", request_body = EndSessions,
    security(("bearer" = [])), responses((status = 200, body = EndedSessions))
)]
pub async fn end_sessions(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Json(body): Json<EndSessions>,
) -> Result<Json<EndedSessions>, Problem> {
    end(&identity, &actor, &client, &body).await.map(Json)
}

async fn end(identity: &Identity, actor: &Actor, client: &Client, body: &EndSessions) -> Result<EndedSessions, Problem> {
    let current = actor.session()?;
    let (user, now) = (UserId(actor.id), identity.context.clock.now());
    let kept = if body.this_one_too { Uuid::nil() } else { current };
    let tx = identity.context.db.begin().await?;
    let ended = store::revoke_others(&tx, user, kept, now).await?;
    sign_ins::log(&tx, Entry::of(user, Outcome::SessionsEnded, client), now).await?;
    tx.commit().await?;
    Ok(EndedSessions { ended })
}
