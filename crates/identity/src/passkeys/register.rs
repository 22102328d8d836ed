use std::sync::Arc;

use axum::extract::State;
use kernel::http::{Caller, Json};
use kernel::{Actor, Problem};

use super::view::PasskeyChallenge;
use super::{ceremony, store};
use crate::second_factor::Proof;
use crate::{Error, Identity, proof};

/// How many one person may have.
const MOST: usize = 20;

/// Begins to add a passkey: hand the options to the browser, and what it answers to `/me/passkeys/finish`.
///
/// Permission: none beyond being signed in oneself, and the current password. `not-found` where the public address has no host
/// name.
#[utoipa::path(
    post, path = "/me/passkeys/start", tag = "identity", operation_id = "start_passkey", request_body = Proof,
    security(("bearer" = [])), responses((status = 200, body = PasskeyChallenge))
)]
pub async fn start_passkey(
    State(identity): State<Arc<Identity>>,
    Caller(actor): Caller,
    Json(body): Json<Proof>,
) -> Result<Json<PasskeyChallenge>, Error> {
    start(&identity, &actor, body).await.map(Json)
}

async fn start(identity: &Identity, actor: &Actor, body: Proof) -> Result<PasskeyChallenge, Error> {
    actor.session()?;
    let relying_party = ceremony::relying_party(identity)?;
    let user = proof::again(identity, actor, body.password, "/password").await?;
    let known = store::of(identity.context.db.reader(), user.id).await?;
    if known.len() >= MOST {
        return Err(Problem::conflict("too-many-passkeys", "Remove one that you do not use first").into());
    }
    let challenge = relying_party.ask_to_register(&user, &known)?;
    Ok(PasskeyChallenge { ceremony_id: ceremony::begin(identity, Some(user.id), &challenge.state).await?, options: challenge.options })
}
