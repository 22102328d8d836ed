use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::UserId;
use kernel::http::{Caller, Path};
use kernel::{Actor, Problem};
use uuid::Uuid;

use super::client::Client;
use super::store;
use crate::Identity;
use crate::sign_ins::{self, Entry, Outcome};

/// Signs the caller out on one of their devices, within five seconds.
///
/// Permission: none beyond being signed in oneself.
#[utoipa::path(
    delete, path = "/me/sessions/{session_id}", tag = "identity", operation_id = "end_session", params(("session_id" = Uuid, Path)),
    security(("bearer" = [])), responses((status = 204))
)]
pub async fn end_session(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    client: Client,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    end(&identity, &actor, &client, id).await.map(|()| StatusCode::NO_CONTENT)
}

async fn end(identity: &Identity, actor: &Actor, client: &Client, id: Uuid) -> Result<(), Problem> {
    actor.session()?;
    let (user, now) = (UserId(actor.id), identity.context.clock.now());
    let tx = identity.context.db.begin().await?;
    if !store::revoke_one(&tx, user, id, now).await? {
        return Err(Problem::not_found());
    }
    sign_ins::log(&tx, Entry::of(user, Outcome::SignedOut, client), now).await?;
    tx.commit().await?;
    Ok(())
}
