use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{Actor, Clock, Problem, Tx, outbox};
use uuid::Uuid;

use super::message::{Channel, Draft, MessageChanged};
use super::store;
use crate::MODULE;

/// Queues a message, once per key.
pub async fn queue(tx: &mut Tx, draft: Draft, channel: Channel, clock: &dyn Clock) -> Result<(), Problem> {
    queue_for(tx, draft, channel, clock, clock.now()).await
}

/// Queues a message that is first looked at later.
pub async fn queue_for(tx: &mut Tx, draft: Draft, channel: Channel, clock: &dyn Clock, at: DateTime<Utc>) -> Result<(), Problem> {
    queue_one(tx, draft, channel, clock, at).await.map(drop)
}

/// The same; its id, or none where its key was there.
pub async fn queue_one(tx: &mut Tx, draft: Draft, channel: Channel, clock: &dyn Clock, at: DateTime<Utc>) -> Result<Option<Uuid>, Problem> {
    let site_id = draft.site_id;
    let Some(id) = store::insert(tx, draft, channel, clock.now(), at).await? else { return Ok(None) };
    outbox::append(tx, MODULE, &MessageChanged { id, site_id }, &Actor::system(), clock).await?;
    Ok(Some(id))
}

/// Queues very many messages, each under its id and once per key; those that were queued, by their keys. Screens are told by whoever queues them.
pub async fn queue_many(
    tx: &Tx,
    drafts: Vec<(Uuid, Draft)>,
    channel: Channel,
    now: DateTime<Utc>,
) -> Result<HashMap<String, Uuid>, Problem> {
    let mut queued = HashMap::new();
    for (id, key) in store::insert_many(tx, drafts, channel, now).await? {
        queued.insert(key, id);
    }
    Ok(queued)
}
