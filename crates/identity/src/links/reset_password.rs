use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contracts::identity::{Alert, LinkPurpose};
use garde::Validate;
use kernel::http::Json;
use serde::Deserialize;
use utoipa::ToSchema;

use super::link::{self, LinkToken};
use super::store;
use crate::sessions::open::{known_device, write};
use crate::sessions::{self, Client, add, cookie};
use crate::sign_ins::{self, Entry, Outcome};
use crate::tokens::{KNOWN_FOR, KnownDevice};
use crate::users::store::words_of;
use crate::{Error, Identity, alerts, passwords, users};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    /// From the link.
    #[garde(length(chars, min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
    /// 8 to 128 characters; not one that others would try first.
    #[garde(length(chars, min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub password: String,
}

/// Sets a new password by the link from the mail, and ends the person's sessions everywhere. Then they sign in as always.
///
/// Permission: none; the token proves it. `link-not-valid` when it was used or is too old. The browser is remembered as the
/// person's, so that strangers' guesses do not keep them out.
#[utoipa::path(
    post, path = "/auth/password-reset/complete", tag = "identity", operation_id = "reset_password", request_body = Reset,
    security(()), responses((status = 204))
)]
pub async fn reset_password(State(identity): State<Arc<Identity>>, client: Client, Json(body): Json<Reset>) -> Result<Response, Error> {
    let attempt = identity.limits.secret(client.address, identity.context.clock.now()).await?;
    let cookie = reset(&identity, &client, body).await?;
    attempt.succeeded().await;
    let mut response = StatusCode::NO_CONTENT.into_response();
    add(&mut response, header::SET_COOKIE, &cookie);
    Ok(response)
}

async fn reset(identity: &Identity, client: &Client, body: Reset) -> Result<String, Error> {
    let (db, clock) = (&identity.context.db, identity.context.clock.as_ref());
    let open = store::find(db.reader(), &LinkToken::from_client(body.token), clock.now()).await?;
    let open = open.filter(|open| open.purpose == link::code(LinkPurpose::Reset)).ok_or(Error::LinkNotValid)?;
    passwords::check(&body.password, &words_of(open.email.as_deref(), &open.name, open.user_name.as_deref()))?;
    let hash = passwords::hash(body.password).await?;
    let mut tx = db.begin().await?;
    if !store::use_up(&tx, open.id, clock.now()).await? {
        return Err(Error::LinkNotValid);
    }
    // Whoever asked for another address did it with the old password.
    store::revoke(&tx, open.user_id, LinkPurpose::Email).await?;
    users::store::set_password(&tx, open.user_id, &hash).await?;
    sessions::store::revoke_all(&tx, open.user_id, clock.now()).await?;
    sign_ins::log(&tx, Entry::of(open.user_id, Outcome::PasswordReset, client), clock.now()).await?;
    alerts::raise(&mut tx, open.user_id, Alert::PasswordChanged, &client.address(), clock).await?;
    tx.commit().await?;
    let device = known_device(identity, client).await?.unwrap_or_else(KnownDevice::new);
    let key = identity.keys.signing().await?;
    Ok(write(identity, cookie::Kind::KnownDevice, Some(&device.remember(&key, open.user_id.0, clock.now())?), KNOWN_FOR))
}
