use std::sync::Arc;

use axum::extract::State;
use chrono::TimeDelta;
use contracts::identity::{Alert, UserId};
use garde::Validate;
use kernel::http::Json;
use serde::Deserialize;
use utoipa::ToSchema;

use super::pin::MOST_FAILURES;
use super::store;
use crate::devices::{self, store::Device};
use crate::sessions::store::Beginning;
use crate::sessions::{Answer, Client, Kind, RefreshToken, SessionView, cookie, open};
use crate::sign_ins::{self, Entry, Outcome};
use crate::{Error, Identity, access, alerts, passwords, sessions, tokens, users};

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PinSwitch {
    #[garde(skip)]
    pub user_id: UserId,
    #[garde(length(chars, min = 1, max = 20))]
    #[schema(min_length = 1, max_length = 20)]
    pub pin: String,
}

/// Changes the person on a shared device. The session lasts a quarter of an hour, cannot be renewed, and opens what a technician may
/// do at the device's site, and no more than the person may. It ends what was open in this browser before: nobody who comes
/// next gets into the account of the person who left.
///
/// Permission: none; the device's cookie and the PIN prove it. `device-not-enrolled`; `pin-wrong`; `pin-blocked` after ten
/// wrong ones, until the person sets a new PIN.
#[utoipa::path(
    post, path = "/auth/pin", tag = "identity", operation_id = "switch_by_pin", request_body = PinSwitch, security(()),
    responses((status = 200, body = SessionView))
)]
pub async fn switch_by_pin(State(identity): State<Arc<Identity>>, client: Client, Json(body): Json<PinSwitch>) -> Result<Answer, Error> {
    let now = identity.context.clock.now();
    let guess = identity.limits.secret(client.address, now).await?;
    let device = devices::of_client(&identity, &client).await?;
    guess.succeeded().await;
    let attempt = identity.limits.pin(device.id, body.user_id.0, now).await?;
    let answer = switch(&identity, &client, &device, body).await?;
    attempt.succeeded().await;
    Ok(answer)
}

async fn switch(identity: &Identity, client: &Client, device: &Device, body: PinSwitch) -> Result<Answer, Error> {
    let (db, now) = (&identity.context.db, identity.context.clock.now());
    let pin = store::find_at(db.reader(), body.user_id, device.site_id).await?;
    if pin.as_ref().is_some_and(|pin| pin.failures >= MOST_FAILURES) {
        return Err(Error::PinBlocked);
    }
    let is_known = pin.is_some();
    if !passwords::matches(body.pin, pin.map(|pin| pin.hash)).await? {
        return Err(if is_known { wrong(identity, client, body.user_id).await? } else { Error::PinWrong });
    }
    let key = identity.keys.signing().await?;
    let user = users::store::find(db.reader(), body.user_id).await?.ok_or(Error::PinWrong)?;
    let me = users::store::me(db.reader(), user).await?;
    let left = open::read(identity, client, cookie::Kind::Refresh).map(RefreshToken::from_client);
    let left = match &left {
        Some(token) => sessions::store::find(db.reader(), token).await?,
        None => None,
    };
    let tx = db.begin().await?;
    if let Some(left) = left {
        sessions::store::revoke(&tx, left.session_id, now).await?;
    }
    sessions::store::revoke_at_device(&tx, device.id, now).await?;
    store::succeeded(&tx, me.id).await?;
    devices::store::touch(&tx, device.id, now).await?;
    let beginning = Beginning { user: me.id, kind: Kind::Pin, client, device: Some(device.id) };
    let session = sessions::store::begin(&tx, &beginning, now).await?;
    sign_ins::log(&tx, Entry::of(me.id, Outcome::SignedIn, client), now).await?;
    let actor = access::of_session(&*tx, session, now).await?.ok_or(Error::PinWrong)?;
    tx.commit().await?;
    let me = me.limited_to(&actor);
    let (access_token, expires_at) = tokens::sign(&key, &me, session, now)?;
    let cookies = vec![open::write(identity, cookie::Kind::Refresh, None, TimeDelta::zero())];
    Ok(Answer { session: SessionView { access_token, expires_at, refresh_token: None, me }, cookies })
}

/// Counts a wrong PIN; the tenth in a row blocks it, and its owner is told.
async fn wrong(identity: &Identity, client: &Client, user: UserId) -> Result<Error, Error> {
    let clock = identity.context.clock.as_ref();
    let mut tx = identity.context.db.begin().await?;
    let is_blocked = store::failed(&tx, user).await? >= MOST_FAILURES;
    let outcome = if is_blocked { Outcome::PinBlocked } else { Outcome::PinFailed };
    sign_ins::log(&tx, Entry::of(user, outcome, client), clock.now()).await?;
    if is_blocked {
        alerts::raise(&mut tx, user, Alert::PinBlocked, &client.address(), clock).await?;
    }
    tx.commit().await?;
    Ok(if is_blocked { Error::PinBlocked } else { Error::PinWrong })
}
