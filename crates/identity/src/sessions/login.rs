use std::sync::Arc;

use axum::extract::State;
use contracts::identity::UserId;
use garde::Validate;
use kernel::http::Json;
use kernel::idempotency::hex;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::client::Client;
use super::open::{known_device, open};
use super::session::Kind;
use super::view::{Answer, SessionView};
use crate::limits::Attempt;
use crate::rules::one_line;
use crate::sign_ins::{self, Entry, Outcome};
use crate::users::email_key;
use crate::users::store::User;
use crate::{Error, Identity, passwords, second_factor, users};

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
    /// The e-mail address, or the user name.
    #[garde(length(chars, min = 1, max = 254), custom(one_line))]
    #[schema(min_length = 1, max_length = 254, format = "line")]
    pub email: String,
    #[garde(length(chars, min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub password: String,
    /// The authenticator app's code or a recovery code, once `second-factor-needed` was answered.
    #[garde(inner(length(chars, min = 1, max = 40)))]
    #[schema(min_length = 1, max_length = 40)]
    pub code: Option<String>,
    #[garde(skip)]
    #[serde(default)]
    pub refresh: Delivery,
}

/// Signs in, by e-mail address or user name.
///
/// Permission: none. `sign-in-failed` says nothing about which of the two was wrong; `too-many-attempts` comes with `Retry-After`.
/// Who has a second factor is asked for its code (`second-factor-needed`): send everything once more, with the code
/// (`code-wrong`).
#[utoipa::path(
    post, path = "/auth/login", tag = "identity", operation_id = "login", request_body = Login, security(()),
    responses((status = 200, body = SessionView))
)]
pub async fn login(State(identity): State<Arc<Identity>>, client: Client, Json(login): Json<Login>) -> Result<Answer, Error> {
    sign_in(&identity, &client, login).await
}

async fn sign_in(identity: &Identity, client: &Client, login: Login) -> Result<Answer, Error> {
    let typed = email_key(&login.email);
    let user = users::store::find_by_sign_in(identity.context.db.reader(), &typed).await?;
    // Whichever of their two names is typed, the tries are of one account.
    let account = user.as_ref().map_or(typed, User::known_as);
    let attempts = let_through(identity, client, &account, user.as_ref()).await?;
    let matches = passwords::matches(login.password, user.as_ref().and_then(User::hash)).await?;
    let Some(user) = user.as_ref().filter(|user| matches && !user.disabled) else {
        failed(identity, client, &account, user.map(|user| user.id)).await?;
        return Err(Error::SignInFailed);
    };
    for attempt in attempts {
        attempt.succeeded().await;
    }
    second_factor::check(identity, user, login.code.as_deref(), client).await?;
    open(identity, user.clone(), Kind::Password, client, login.refresh).await
}

/// Counts the try. A device that knows the person, and an address where they signed in lately, cannot be used up by others.
async fn let_through(identity: &Identity, client: &Client, account: &str, user: Option<&User>) -> Result<Vec<Attempt>, Error> {
    let (limits, now) = (&identity.limits, identity.context.clock.now());
    let device = known_device(identity, client).await?.filter(|device| user.is_some_and(|user| device.knows(user.id.0)));
    let is_known = device.is_some();
    let mut attempts = vec![limits.password(client.address, account, device.map(|device| device.id), now).await?];
    if is_known {
        return Ok(attempts);
    }
    match limits.account(account, now).await {
        Ok(attempt) => attempts.push(attempt),
        Err(error) => {
            let Some(user) = user else { return Err(error) };
            if !sign_ins::store::is_usual_place(identity.context.db.reader(), user.id, client.address, now).await? {
                return Err(error);
            }
        }
    }
    Ok(attempts)
}

async fn failed(identity: &Identity, client: &Client, account: &str, user: Option<UserId>) -> Result<(), Error> {
    // Hashed always, so that the two kinds of failure do the same work.
    let email_hash = Some(hex(&Sha256::digest(account)));
    let entry = Entry { user, email_hash, outcome: Outcome::Failed, client, by: "" };
    let tx = identity.context.db.begin().await?;
    sign_ins::log(&tx, entry, identity.context.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}
