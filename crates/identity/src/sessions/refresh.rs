use std::sync::Arc;

use axum::extract::State;
use contracts::identity::Alert;
use garde::Validate;
use kernel::http::Json;
use serde::Deserialize;
use utoipa::ToSchema;

use super::client::Client;
use super::login::Delivery;
use super::open::{deliver, read};
use super::session::{RefreshToken, Renewal, Verdict};
use super::view::{Answer, SessionView};
use super::{cookie, store};
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, alerts, tokens, users};

/// The refresh token, when it is not in the cookie.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    #[garde(inner(length(chars, min = 1, max = 200)))]
    #[schema(min_length = 1, max_length = 200)]
    pub refresh_token: Option<String>,
}

impl Refresh {
    /// The token that was sent, and where the next one goes.
    pub fn token(self, identity: &Identity, client: &Client) -> Option<(RefreshToken, Delivery)> {
        match self.refresh_token {
            Some(text) => Some((RefreshToken::from_client(text), Delivery::Body)),
            None => read(identity, client, cookie::Kind::Refresh).map(|text| (RefreshToken::from_client(text), Delivery::Cookie)),
        }
    }
}

/// Renews the session: a fresh access token, and a new refresh token in place of the one sent.
///
/// Permission: none; the refresh token proves the session. One that was replaced more than 10 seconds ago ends the whole
/// session, because two have it. Within 10 seconds it is taken for a second tab: it gets an access token and no new refresh token.
#[utoipa::path(
    post, path = "/auth/refresh", tag = "identity", operation_id = "refresh_session", request_body = Refresh, security(()),
    responses((status = 200, body = SessionView))
)]
pub async fn refresh(State(identity): State<Arc<Identity>>, client: Client, Json(body): Json<Refresh>) -> Result<Answer, Error> {
    let (token, delivery) = body.token(&identity, &client).ok_or(Error::SessionEnded)?;
    let attempt = identity.limits.secret(client.address, identity.context.clock.now()).await?;
    let answer = renew(&identity, &client, token, delivery).await?;
    attempt.succeeded().await;
    Ok(answer)
}

async fn renew(identity: &Identity, client: &Client, token: RefreshToken, delivery: Delivery) -> Result<Answer, Error> {
    let (db, now) = (&identity.context.db, identity.context.clock.now());
    let renewal = store::find(db.reader(), &token).await?.ok_or(Error::SessionEnded)?;
    let next = match renewal.judge(now) {
        Verdict::Rotate => rotate(identity, client, &renewal, &token).await?,
        Verdict::Race => None,
        Verdict::Reused => return reused(identity, &renewal, client).await,
        Verdict::Ended => return Err(Error::SessionEnded),
    };
    let key = identity.keys.signing().await?;
    let user = users::store::find(db.reader(), renewal.user_id).await?.filter(|user| !user.disabled).ok_or(Error::SessionEnded)?;
    let me = users::store::me(db.reader(), user).await?;
    let (access_token, expires_at) = tokens::sign(&key, &me, renewal.session_id, now)?;
    let session = SessionView { access_token, expires_at, refresh_token: None, me };
    Ok(match next {
        Some(next) => deliver(identity, delivery, next, session),
        None => Answer { session, cookies: vec![] },
    })
}

/// The next refresh token; none when a parallel request rotated it this very moment.
async fn rotate(identity: &Identity, client: &Client, renewal: &Renewal, token: &RefreshToken) -> Result<Option<RefreshToken>, Error> {
    let (next, now) = (RefreshToken::new()?, identity.context.clock.now());
    let tx = identity.context.db.begin().await?;
    if !store::use_up(&tx, token, now).await? {
        return Ok(None);
    }
    if !store::touch(&tx, renewal.session_id, client, now).await? {
        return Err(Error::SessionEnded);
    }
    store::keep(&tx, renewal.session_id, &next, now).await?;
    tx.commit().await?;
    Ok(Some(next))
}

async fn reused(identity: &Identity, renewal: &Renewal, client: &Client) -> Result<Answer, Error> {
    let (now, user) = (identity.context.clock.now(), renewal.user_id);
    let mut tx = identity.context.db.begin().await?;
    store::revoke(&tx, renewal.session_id, now).await?;
    sign_ins::log(&tx, Entry::of(user, Outcome::RefreshReused, client), now).await?;
    alerts::raise(&mut tx, user, Alert::SessionStolen, &client.address(), identity.context.clock.as_ref()).await?;
    tx.commit().await?;
    tracing::warn!(user.id = %user, session.id = %renewal.session_id, "a refresh token came back after its rotation: the session was ended");
    Err(Error::SessionEnded)
}
