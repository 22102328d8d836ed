use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use garde::Validate;
use kernel::Problem;
use kernel::http::Json;
use serde::Deserialize;
use utoipa::ToSchema;

use super::address::ClientAddress;
use super::cookie;
use super::login::{Delivery, deliver};
use super::session::{RefreshToken, Renewal, Verdict};
use super::store::{self, Entry};
use super::view::{Answer, SessionView};
use crate::{Error, Identity, tokens, users};

/// The refresh token, when it is not in the cookie.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    #[garde(inner(length(chars, min = 1, max = 200)))]
    pub refresh_token: Option<String>,
}

impl Refresh {
    /// The token that was sent, and where the next one goes.
    pub fn token(self, headers: &HeaderMap) -> Option<(RefreshToken, Delivery)> {
        match self.refresh_token {
            Some(text) => Some((RefreshToken::from_client(text), Delivery::Body)),
            None => cookie::read(headers).map(|token| (token, Delivery::Cookie)),
        }
    }
}

/// Renews the session: a fresh access token, and a new refresh token in place of the one sent.
///
/// Permission: none; the refresh token proves the session. One that was replaced more than 10 seconds ago ends the whole
/// session, because two have it. Within 10 seconds it is taken for a second tab: it gets an access token and no new refresh token.
#[utoipa::path(
    post, path = "/auth/refresh", tag = "identity", operation_id = "refresh_session", request_body = Refresh, security(()),
    responses((status = 200, body = SessionView), (status = "4XX", body = Problem))
)]
pub async fn refresh(
    State(identity): State<Arc<Identity>>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Json(body): Json<Refresh>,
) -> Result<Answer, Error> {
    let (token, delivery) = body.token(&headers).ok_or(Error::SessionEnded)?;
    renew(&identity, address, token, delivery).await
}

async fn renew(identity: &Identity, address: IpAddr, token: RefreshToken, delivery: Delivery) -> Result<Answer, Error> {
    let (db, now) = (&identity.context.db, identity.context.clock.now());
    let renewal = store::find(db.reader(), &token).await?.ok_or(Error::SessionEnded)?;
    let next = match renewal.judge(now) {
        Verdict::Rotate => rotate(identity, &renewal, &token).await?,
        Verdict::Race => None,
        Verdict::Reused => return reused(identity, &renewal, address).await,
        Verdict::Ended => return Err(Error::SessionEnded),
    };
    let key = identity.keys.signing().await?;
    let user = users::store::find(db.reader(), renewal.user_id).await?.filter(|user| !user.disabled).ok_or(Error::SessionEnded)?;
    let me = users::store::me(db.reader(), user).await?;
    let (access_token, expires_at) = tokens::sign(&key, &me, renewal.session_id, now)?;
    let session = SessionView { access_token, expires_at, refresh_token: None, me };
    Ok(match next {
        Some(next) => deliver(identity, delivery, next, session),
        None => Answer { session, cookie: None },
    })
}

/// The next refresh token; none when a parallel request rotated it this very moment.
async fn rotate(identity: &Identity, renewal: &Renewal, token: &RefreshToken) -> Result<Option<RefreshToken>, Error> {
    let (next, now) = (RefreshToken::new()?, identity.context.clock.now());
    let tx = identity.context.db.begin().await?;
    if !store::use_up(&tx, token, now).await? {
        return Ok(None);
    }
    if !store::touch(&tx, renewal.session_id, now).await? {
        return Err(Error::SessionEnded);
    }
    store::keep(&tx, renewal.session_id, &next, now).await?;
    tx.commit().await?;
    Ok(Some(next))
}

async fn reused(identity: &Identity, renewal: &Renewal, address: IpAddr) -> Result<Answer, Error> {
    let now = identity.context.clock.now();
    let entry = Entry { user: Some(renewal.user_id), email_hash: None, outcome: "refresh_reused", address: &address.to_string() };
    let tx = identity.context.db.begin().await?;
    store::revoke(&tx, renewal.session_id, now).await?;
    store::log(&tx, entry, now).await?;
    tx.commit().await?;
    tracing::warn!(user.id = %renewal.user_id, session.id = %renewal.session_id, "a refresh token came back after its rotation: the session was ended");
    Err(Error::SessionEnded)
}
