//! Delivers events to listeners, at least once and in order, with the effect exactly once: a listener's place in the feed
//! moves in the transaction of its effect. A failing event backs off; after some tries it is parked where an admin sees it.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DbErr, FromQueryResult};
use tokio_util::sync::CancellationToken;

use crate::live::{Live, LiveEvent};
use crate::outbox::{self, Envelope};
use crate::{Backend, Db, Problem, SharedClock, Tx, db};

const BATCH: u64 = 100;
const ATTEMPTS_BEFORE_PARKING: i64 = 8;
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
    db: Db,
    clock: SharedClock,
    producers: Vec<&'static str>,
    listeners: Vec<Arc<dyn Listener>>,
    live: Live,
}

#[derive(FromQueryResult)]
struct Cursor {
    seq: i64,
    attempts: i64,
    retry_at: Option<DateTime<Utc>>,
}

impl Relay {
    pub fn new(db: Db, clock: SharedClock, producers: Vec<&'static str>, listeners: Vec<Arc<dyn Listener>>, live: Live) -> Self {
        Self { db, clock, producers, listeners, live }
    }

    /// Runs until cancelled: woken by commits, and now and then for retries and other replicas' events.
    pub async fn run(self, stop: CancellationToken) {
        let wake = self.db.wake();
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
    }

    /// Delivers until nothing is left that can be delivered now.
    pub async fn settle(&self) -> Result<(), DbErr> {
        while self.turn().await? {}
        Ok(())
    }

    async fn turn(&self) -> Result<bool, DbErr> {
        let mut moved = false;
        for module in &self.producers {
            moved |= outbox::sequence(&self.db, module).await? > 0;
        }
        for listener in &self.listeners {
            moved |= self.deliver(listener.as_ref()).await?;
        }
        Ok(moved)
    }

    /// Hands a listener its next batch; false when there was nothing to do.
    async fn deliver(&self, listener: &dyn Listener) -> Result<bool, DbErr> {
        let cursor = self.cursor(listener).await?;
        if cursor.retry_at.is_some_and(|at| at > self.clock.now()) {
            return Ok(false);
        }
        let limit = if cursor.attempts > 0 { 1 } else { BATCH };
        let events = outbox::read(&self.db, listener.hears(), cursor.seq, limit).await?;
        let Some(last) = events.last() else { return Ok(false) };
        let mut tx = self.db.begin().await?;
        if !lock_cursor(&tx, listener, cursor.seq).await? {
            return Ok(false);
        }
        for event in &events {
            if let Err(problem) = listener.handle(&mut tx, event).await {
                drop(tx);
                return self.failed(listener, &cursor, event, &problem).await;
            }
        }
        save_cursor(&tx, listener, last.seq).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn failed(&self, listener: &dyn Listener, cursor: &Cursor, event: &Envelope, problem: &Problem) -> Result<bool, DbErr> {
        let error = format!("{}: {} {}", problem.code, problem.title, problem.detail.as_deref().unwrap_or_default());
        let first_of_batch = event.seq == cursor.seq + 1;
        let attempts = if first_of_batch { cursor.attempts + 1 } else { 1 };
        let tx = self.db.begin().await?;
        if first_of_batch && attempts >= ATTEMPTS_BEFORE_PARKING && !problem.transient {
            park(&tx, listener, event, &error, self.clock.now()).await?;
            save_cursor(&tx, listener, event.seq).await?;
            tracing::error!(listener = key(listener), event.kind, %error, "an event was parked");
            tx.commit().await?;
            return Ok(true);
        }
        // A failure inside a batch: go on one by one at once, so that the events before it are delivered.
        let wait = if first_of_batch { TimeDelta::milliseconds(50 << attempts.min(10)) } else { TimeDelta::zero() };
        tracing::warn!(listener = key(listener), event.kind, attempts, %error, "a listener failed");
        let sql = format!("update {}_cursors set attempts = $1, retry_at = $2, last_error = $3 where listener = $4", listener.module());
        db::execute(&*tx, sql, [attempts.into(), (self.clock.now() + wait).into(), error.into(), key(listener).into()]).await?;
        tx.commit().await?;
        Ok(!first_of_batch)
    }

    async fn cursor(&self, listener: &dyn Listener) -> Result<Cursor, DbErr> {
        let sql = format!("select seq, attempts, retry_at from {}_cursors where listener = $1", listener.module());
        let found = db::one::<Cursor, _>(self.db.reader(), sql, [key(listener).into()]).await?;
        if let Some(cursor) = found {
            return Ok(cursor);
        }
        let tx = self.db.begin().await?;
        let sql = format!("insert into {}_cursors (listener, seq, attempts) values ($1, 0, 0) on conflict do nothing", listener.module());
        db::execute(&*tx, sql, [key(listener).into()]).await?;
        tx.commit().await?;
        Ok(Cursor { seq: 0, attempts: 0, retry_at: None })
    }

    async fn heads(&self) -> Vec<i64> {
        let mut heads = vec![];
        for module in &self.producers {
            heads.push(outbox::head(&self.db, module).await.unwrap_or_default());
        }
        heads
    }

    async fn tell_screens(&self, heads: &mut [i64]) {
        for (module, head) in self.producers.iter().zip(heads) {
            if !self.live.is_watched() {
                *head = outbox::head(&self.db, module).await.unwrap_or(*head);
                continue;
            }
            let events = outbox::read(&self.db, module, *head, BATCH).await.unwrap_or_default();
            for event in events {
                *head = event.seq;
                self.live.tell(LiveEvent { kind: event.kind, id: event.aggregate, site_id: event.site_id });
            }
        }
    }
}

fn key(listener: &dyn Listener) -> String {
    format!("{}<{}", listener.module(), listener.hears())
}

/// False when another replica is at it, or was.
async fn lock_cursor(tx: &Tx, listener: &dyn Listener, seq: i64) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Place {
        seq: i64,
    }
    let lock = if tx.backend() == Backend::Postgres { " for update skip locked" } else { "" };
    let sql = format!("select seq from {}_cursors where listener = $1{lock}", listener.module());
    let place = db::one::<Place, _>(&**tx, sql, [key(listener).into()]).await?;
    Ok(place.is_some_and(|place| place.seq == seq))
}

async fn save_cursor(tx: &Tx, listener: &dyn Listener, seq: i64) -> Result<(), DbErr> {
    let sql =
        format!("update {}_cursors set seq = $1, attempts = 0, retry_at = null, last_error = null where listener = $2", listener.module());
    db::execute(&**tx, sql, [seq.into(), key(listener).into()]).await.map(|_| ())
}

async fn park(tx: &Tx, listener: &dyn Listener, event: &Envelope, error: &str, at: DateTime<Utc>) -> Result<(), DbErr> {
    let json = serde_json::to_string(event).map_err(|error| DbErr::Custom(error.to_string()))?;
    let sql = format!(
        "insert into {}_parked (id, listener, event, error, at) values ($1, $2, $3, $4, $5) on conflict do nothing",
        listener.module()
    );
    db::execute(&**tx, sql, [event.id.into(), key(listener).into(), json.into(), error.into(), at.into()]).await.map(|_| ())
}
