use std::sync::Arc;

use axum::extract::State;
use garde::Validate;
use kernel::http::Json;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::relying_party::Answer as Credential;
use super::view::PasskeyChallenge;
use super::{ceremony, store};
use crate::sessions::login::Delivery;
use crate::sessions::open::open;
use crate::sessions::{Answer, Client, Kind, SessionView};
use crate::users::store::User;
use crate::{Error, Identity, users};

/// Begins to sign in with a passkey: hand the options to the browser, and what it answers to `/auth/passkey/finish`.
///
/// Permission: none. `not-found` where there are no passkeys (`/auth/options` says so).
#[utoipa::path(
    post, path = "/auth/passkey/start", tag = "identity", operation_id = "start_passkey_sign_in", security(()),
    responses((status = 200, body = PasskeyChallenge))
)]
pub async fn start_passkey_sign_in(State(identity): State<Arc<Identity>>, client: Client) -> Result<Json<PasskeyChallenge>, Error> {
    identity.limits.start(client.address, identity.context.clock.now()).await?;
    let challenge = ceremony::relying_party(&identity)?.ask_to_sign_in()?;
    Ok(Json(PasskeyChallenge { ceremony_id: ceremony::begin(&identity, None, &challenge.state).await?, options: challenge.options }))
}

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeySignIn {
    #[garde(skip)]
    pub ceremony_id: Uuid,
    /// What `navigator.credentials.get` answered, as JSON.
    #[garde(skip)]
    #[schema(value_type = Object)]
    pub credential: Value,
    #[garde(skip)]
    #[serde(default)]
    pub refresh: Delivery,
}

/// Signs in by the browser's answer.
///
/// Permission: none. `passkey-refused` when the answer is not right, comes too late or a second time, or is from nobody here.
#[utoipa::path(
    post, path = "/auth/passkey/finish", tag = "identity", operation_id = "finish_passkey_sign_in", request_body = PasskeySignIn,
    security(()), responses((status = 200, body = SessionView))
)]
pub async fn finish_passkey_sign_in(
    State(identity): State<Arc<Identity>>,
    client: Client,
    Json(body): Json<PasskeySignIn>,
) -> Result<Answer, Error> {
    let attempt = identity.limits.secret(client.address, identity.context.clock.now()).await?;
    let delivery = body.refresh;
    let user = verify(&identity, body).await?;
    attempt.succeeded().await;
    open(&identity, user, Kind::Passkey, &client, delivery).await
}

async fn verify(identity: &Identity, body: PasskeySignIn) -> Result<User, Error> {
    let (db, relying_party) = (&identity.context.db, ceremony::relying_party(identity)?);
    let state = ceremony::take(identity, body.ceremony_id, None).await?;
    let answer = Credential::read(&body.credential)?;
    let (user, credential) = answer.claims()?;
    let row = store::find(db.reader(), user, &credential).await?.ok_or(Error::PasskeyRefused)?;
    let user = users::store::find(db.reader(), row.user_id).await?.filter(|user| !user.disabled).ok_or(Error::PasskeyRefused)?;
    let credential = relying_party.sign_in(&state, &answer, &row)?;
    let tx = db.begin().await?;
    if !store::used(&tx, &row, &credential, identity.context.clock.now()).await? {
        return Err(Error::PasskeyRefused);
    }
    tx.commit().await?;
    Ok(user)
}
