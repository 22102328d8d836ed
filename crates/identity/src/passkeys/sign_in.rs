use std::sync::Arc;

use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contracts::identity::UserId;
use garde::Validate;
use kernel::Problem;
use kernel::http::Json;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential};

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
    let begun = ceremony::relying_party(&identity)?.start_discoverable_authentication();
    let (challenge, state) = begun.map_err(|error| Problem::internal(&error))?;
    let options = serde_json::to_value(challenge).map_err(|error| Problem::internal(&error))?;
    Ok(Json(PasskeyChallenge { ceremony_id: ceremony::begin(&identity, None, &state).await?, options }))
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
    let answer: PublicKeyCredential = serde_json::from_value(body.credential).map_err(|_| Error::PasskeyRefused)?;
    let state: DiscoverableAuthentication = ceremony::take(identity, body.ceremony_id, None).await?;
    let (user, credential) = relying_party.identify_discoverable_authentication(&answer).map_err(|_| Error::PasskeyRefused)?;
    let row = store::find(db.reader(), UserId(user), &URL_SAFE_NO_PAD.encode(credential)).await?.ok_or(Error::PasskeyRefused)?;
    let user = users::store::find(db.reader(), row.user_id).await?.filter(|user| !user.disabled).ok_or(Error::PasskeyRefused)?;
    let mut passkey: Passkey = serde_json::from_str(&row.credential).map_err(|error| Problem::internal(&error))?;
    let result = relying_party.finish_discoverable_authentication_v2(&answer, state, &passkey).map_err(|error| {
        tracing::info!(%error, user.id = %user.id, "a sign-in with a passkey was refused");
        Error::PasskeyRefused
    })?;
    passkey.update_credential(&result);
    let credential = serde_json::to_string(&passkey).map_err(|error| Problem::internal(&error))?;
    let tx = db.begin().await?;
    store::used(&tx, row.id, &credential, identity.context.clock.now()).await?;
    tx.commit().await?;
    Ok(user)
}
