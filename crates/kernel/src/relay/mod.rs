//! Delivers events to listeners, at least once and in order, with the effect exactly once: a listener's place in the feed
//! moves in the transaction of its effect. A failing event backs off; after some tries it is parked where an admin sees it.
//!
//! Where the producer runs in another process, the listener follows its [`Feed`]; all else is the same.

mod delivery;
mod follow;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use sea_orm::DbErr;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::feed::Feed;
use crate::live::{Live, LiveEvent};
use crate::outbox::{self, Envelope};
use crate::{Db, Problem, SharedClock, Tx};

use delivery::Delivery;

const BATCH: u64 = 100;
const IDLE: Duration = Duration::from_millis(250);

/// Reacts to another module's events with writes to its own module's tables, and nothing else: no I/O, no ports.
#[async_trait]
pub trait Listener: Send + Sync {
    /// The module whose tables it writes.
    fn module(&self) -> &'static str;
    /// The module whose events it hears.
    fn hears(&self) -> &'static str;
    /// Applies one event. An error rolls everything back and is tried again later.
    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem>;
}

/// Moves one process's events: places them in their feeds, hands them to listeners, and tells the screens.
pub struct Relay {
    delivery: Delivery,
    producers: Vec<&'static str>,
    listeners: Vec<Arc<dyn Listener>>,
    /// Listeners of what happens in other processes.
    afar: Vec<(Arc<dyn Listener>, Arc<dyn Feed>)>,
    live: Live,
}

impl Relay {
    /// A module has one listener for each module that it hears: two would share a place in the feed, and each miss what the other took.
    pub fn new(db: Db, clock: SharedClock, producers: Vec<&'static str>, listeners: Vec<Arc<dyn Listener>>, live: Live) -> Self {
        let places: BTreeSet<_> = listeners.iter().map(|listener| (listener.module(), listener.hears())).collect();
        debug_assert_eq!(places.len(), listeners.len(), "two listeners of one module hear the same module");
        Self { delivery: Delivery { db, clock }, producers, listeners, afar: vec![], live }
    }

    /// Reads the events of these modules from their feeds, because they run elsewhere.
    #[must_use]
    pub fn following(mut self, feeds: &BTreeMap<&'static str, Arc<dyn Feed>>) -> Self {
        for listener in std::mem::take(&mut self.listeners) {
            match feeds.get(listener.hears()) {
                Some(feed) => self.afar.push((listener, feed.clone())),
                None => self.listeners.push(listener),
            }
        }
        self
    }

    /// Runs until cancelled: woken by commits, and now and then for retries and other replicas' events.
    pub async fn run(mut self, stop: CancellationToken) {
        let mut followers = JoinSet::new();
        for (listener, feed) in std::mem::take(&mut self.afar) {
            followers.spawn(follow::follow(self.delivery.clone(), listener, feed, stop.clone()));
        }
        let wake = self.delivery.db.wake();
        let mut heads = self.heads().await;
        while !stop.is_cancelled() {
            let moved = match self.turn().await {
                Ok(moved) => moved,
                Err(error) => {
                    tracing::warn!(%error, "the relay could not work");
                    false
                }
            };
            self.tell_screens(&mut heads).await;
            if moved {
                continue;
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = wake.notified() => {}
                () = tokio::time::sleep(IDLE) => {}
            }
        }
        while followers.join_next().await.is_some() {}
    }

    /// Delivers until nothing is left that can be delivered now.
    pub async fn settle(&self) -> Result<(), DbErr> {
        while self.turn().await? {}
        Ok(())
    }

    async fn turn(&self) -> Result<bool, DbErr> {
        let mut moved = false;
        for module in &self.producers {
            moved |= outbox::sequence(&self.delivery.db, module).await? > 0;
        }
        for listener in &self.listeners {
            moved |= self.deliver(listener.as_ref()).await?;
        }
        Ok(moved)
    }

    /// Hands a listener its next batch; false when there was nothing to do.
    async fn deliver(&self, listener: &dyn Listener) -> Result<bool, DbErr> {
        let Some(cursor) = self.delivery.due(listener).await? else { return Ok(false) };
        let events = outbox::read(&self.delivery.db, listener.hears(), cursor.seq, cursor.limit()).await?;
        self.delivery.hand_over(listener, &cursor, &events).await
    }

    async fn heads(&self) -> Vec<i64> {
        let mut heads = vec![];
        for module in &self.producers {
            heads.push(outbox::head(&self.delivery.db, module).await.unwrap_or_default());
        }
        heads
    }

    async fn tell_screens(&self, heads: &mut [i64]) {
        for (module, head) in self.producers.iter().zip(heads) {
            let events = outbox::read(&self.delivery.db, module, *head, BATCH).await.unwrap_or_default();
            for event in events {
                *head = event.seq;
                self.live.tell(LiveEvent::of(event));
            }
        }
    }
}
