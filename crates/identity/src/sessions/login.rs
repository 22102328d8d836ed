use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use garde::Validate;
use kernel::Problem;
use kernel::http::Json;
use kernel::idempotency::hex;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::address::ClientAddress;
use super::cookie;
use super::session::RefreshToken;
use super::store::{self, Entry};
use super::view::{Answer, SessionView};
use crate::rules::one_line;
use crate::users::email_key;
use crate::{Error, Identity, passwords, tokens, users};

/// Where the refresh token goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Delivery {
    /// Into a cookie that scripts cannot read: for browsers.
    #[default]
    Cookie,
    /// Into the answer: for programs that keep it safe themselves.
    Body,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    #[garde(length(chars, min = 1, max = 254), custom(one_line))]
    pub email: String,
    #[garde(length(chars, min = 1, max = 1000))]
    pub password: String,
    #[garde(skip)]
    #[serde(default)]
    pub refresh: Delivery,
}

/// Signs in.
///
/// Permission: none. `sign-in-failed` says nothing about which of the two was wrong; `too-many-attempts` comes with `Retry-After`.
#[utoipa::path(
    post, path = "/auth/login", tag = "identity", operation_id = "login", request_body = Login, security(()),
    responses((status = 200, body = SessionView), (status = "4XX", body = Problem))
)]
pub async fn login(
    State(identity): State<Arc<Identity>>,
    ClientAddress(address): ClientAddress,
    Json(login): Json<Login>,
) -> Result<Answer, Error> {
    sign_in(&identity, address, login).await
}

async fn sign_in(identity: &Identity, address: IpAddr, login: Login) -> Result<Answer, Error> {
    let db = &identity.context.db;
    let (email, now) = (email_key(&login.email), identity.context.clock.now());
    let attempt = identity.limits.attempt(address, &email, now)?;
    let user = users::store::find_by_email(db.reader(), &email).await?;
    let hash = user.as_ref().map(|user| user.password_hash.clone());
    let matches = passwords::matches(login.password, hash).await?;
    let Some(user) = user.as_ref().filter(|user| matches && !user.disabled) else {
        failed(identity, address, &email, user.map(|user| user.id)).await?;
        return Err(Error::SignInFailed);
    };
    attempt.succeeded();
    let key = identity.keys.signing().await?;
    let me = users::store::me(db.reader(), user.clone()).await?;
    let refresh = RefreshToken::new()?;
    let tx = db.begin().await?;
    let session = store::begin(&tx, user.id, &refresh, now).await?;
    let entry = Entry { user: Some(user.id), email_hash: None, outcome: "signed_in", address: &address.to_string() };
    store::log(&tx, entry, now).await?;
    tx.commit().await?;
    let (access_token, expires_at) = tokens::sign(&key, &me, session, now)?;
    Ok(deliver(identity, login.refresh, refresh, SessionView { access_token, expires_at, refresh_token: None, me }))
}

/// Puts the refresh token where it was asked for.
pub fn deliver(identity: &Identity, delivery: Delivery, refresh: RefreshToken, mut session: SessionView) -> Answer {
    let secret = refresh.into_secret();
    match delivery {
        Delivery::Cookie => Answer { session, cookie: Some(cookie::write(Some(&secret), identity.settings.secure_cookies)) },
        Delivery::Body => {
            session.refresh_token = Some(secret);
            Answer { session, cookie: None }
        }
    }
}

async fn failed(identity: &Identity, address: IpAddr, email: &str, user: Option<UserId>) -> Result<(), Error> {
    // Hashed always, so that the two kinds of failure do the same work.
    let email_hash = Some(hex(&Sha256::digest(email)));
    let entry = Entry { user, email_hash, outcome: "failed", address: &address.to_string() };
    let tx = identity.context.db.begin().await?;
    store::log(&tx, entry, identity.context.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}
