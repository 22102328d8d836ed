//! A challenge that waits for its answer: kept for five minutes, answered once.

use chrono::TimeDelta;
use contracts::identity::UserId;
use kernel::Problem;
use uuid::Uuid;

use super::relying_party::RelyingParty;
use super::store;
use crate::{Error, Identity};

pub const LIFE: TimeDelta = TimeDelta::minutes(5);

/// 404 where there can be no passkeys.
pub fn relying_party(identity: &Identity) -> Result<&RelyingParty, Problem> {
    identity.passkeys.as_ref().ok_or_else(Problem::not_found)
}

/// Keeps what the answer is checked against; its id.
pub async fn begin(identity: &Identity, user: Option<UserId>, state: &str) -> Result<Uuid, Error> {
    let tx = identity.context.db.begin().await?;
    let id = store::begin(&tx, user, state, identity.context.clock.now()).await?;
    tx.commit().await?;
    Ok(id)
}

/// What the answer is checked against, taken out for good, whatever comes of it.
pub async fn take(identity: &Identity, id: Uuid, user: Option<UserId>) -> Result<String, Error> {
    let tx = identity.context.db.begin().await?;
    let state = store::take(&tx, id, user, identity.context.clock.now()).await?;
    tx.commit().await?;
    state.ok_or(Error::PasskeyRefused)
}
