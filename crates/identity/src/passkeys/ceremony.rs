//! A challenge that waits for its answer: kept for five minutes, answered once.

use chrono::TimeDelta;
use contracts::identity::UserId;
use kernel::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use webauthn_rs::prelude::Webauthn;

use super::store;
use crate::{Error, Identity};

pub const LIFE: TimeDelta = TimeDelta::minutes(5);

/// 404 where there can be no passkeys.
pub fn relying_party(identity: &Identity) -> Result<&Webauthn, Problem> {
    identity.passkeys.as_ref().ok_or_else(Problem::not_found)
}

/// Keeps what the answer is checked against; its id.
pub async fn begin(identity: &Identity, user: Option<UserId>, state: &impl Serialize) -> Result<Uuid, Error> {
    let state = serde_json::to_string(state).map_err(|error| Problem::internal(&error))?;
    let tx = identity.context.db.begin().await?;
    let id = store::begin(&tx, user, &state, identity.context.clock.now()).await?;
    tx.commit().await?;
    Ok(id)
}

/// What the answer is checked against, taken out for good, whatever comes of it.
pub async fn take<S: DeserializeOwned>(identity: &Identity, id: Uuid, user: Option<UserId>) -> Result<S, Error> {
    let tx = identity.context.db.begin().await?;
    let state = store::take(&tx, id, user, identity.context.clock.now()).await?;
    tx.commit().await?;
    serde_json::from_str(&state.ok_or(Error::PasskeyRefused)?).map_err(|_| Error::PasskeyRefused)
}
