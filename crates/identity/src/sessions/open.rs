use chrono::TimeDelta;

use super::client::Client;
use super::cookie;
use super::login::Delivery;
use super::session::{Kind, LIFE, RefreshToken};
use super::store::{self, Beginning};
use super::view::{Answer, SessionView};
use crate::sign_ins::{self, Entry, Outcome};
use crate::tokens::{self, KNOWN_FOR, KnownDevice};
use crate::users::store::User;
use crate::{Error, Identity, users};

/// Opens a session for somebody who proved who they are, and remembers the device.
pub async fn open(identity: &Identity, user: User, kind: Kind, client: &Client, delivery: Delivery) -> Result<Answer, Error> {
    let (db, now) = (&identity.context.db, identity.context.clock.now());
    let key = identity.keys.signing().await?;
    let device = known_device(identity, client).await?.unwrap_or_else(KnownDevice::new).remember(&key, user.id.0, now)?;
    let refresh = RefreshToken::new()?;
    let me = users::store::me(db.reader(), user).await?;
    let tx = db.begin().await?;
    let session = store::begin(&tx, &Beginning { user: me.id, kind, client, device: None }, now).await?;
    store::keep(&tx, session, &refresh, now).await?;
    sign_ins::log(&tx, Entry::of(me.id, Outcome::SignedIn, client), now).await?;
    tx.commit().await?;
    let (access_token, expires_at) = tokens::sign(&key, &me, session, now)?;
    let mut answer = deliver(identity, delivery, refresh, SessionView { access_token, expires_at, refresh_token: None, me });
    answer.cookies.push(write(identity, cookie::Kind::KnownDevice, Some(&device), KNOWN_FOR));
    Ok(answer)
}

/// The device that the request comes from, when somebody signed in on it before.
pub async fn known_device(identity: &Identity, client: &Client) -> Result<Option<KnownDevice>, Error> {
    let Some(token) = read(identity, client, cookie::Kind::KnownDevice) else { return Ok(None) };
    KnownDevice::read(&identity.keys, &token, identity.context.clock.now()).await
}

/// Puts the refresh token where it was asked for.
pub fn deliver(identity: &Identity, delivery: Delivery, refresh: RefreshToken, mut session: SessionView) -> Answer {
    let secret = refresh.into_secret();
    match delivery {
        Delivery::Cookie => Answer { session, cookies: vec![write(identity, cookie::Kind::Refresh, Some(&secret), LIFE)] },
        Delivery::Body => {
            session.refresh_token = Some(secret);
            Answer { session, cookies: vec![] }
        }
    }
}

pub fn read(identity: &Identity, client: &Client, kind: cookie::Kind) -> Option<String> {
    cookie::read(&client.headers, kind, identity.settings.secure_cookies)
}

pub fn write(identity: &Identity, kind: cookie::Kind, value: Option<&str>, life: TimeDelta) -> String {
    cookie::write(kind, value, life, identity.settings.secure_cookies)
}
