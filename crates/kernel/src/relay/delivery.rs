//! Hands events to one listener, and keeps its place.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DbErr, FromQueryResult};

use super::{BATCH, Listener};
use crate::outbox::Envelope;
use crate::{Backend, Db, Problem, SharedClock, Tx, db};

const ATTEMPTS_BEFORE_PARKING: i64 = 8;

/// Where listeners keep their places.
#[derive(Clone)]
pub struct Delivery {
    pub db: Db,
    pub clock: SharedClock,
}

/// A listener's place in the feed that it hears.
#[derive(FromQueryResult)]
pub struct Cursor {
    pub seq: i64,
    attempts: i64,
    retry_at: Option<DateTime<Utc>>,
}

impl Cursor {
    /// How many events to read: one by one after a failure.
    pub fn limit(&self) -> u64 {
        if self.attempts > 0 { 1 } else { BATCH }
    }
}

impl Delivery {
    /// The listener's place; none while it waits after a failure.
    pub async fn due(&self, listener: &dyn Listener) -> Result<Option<Cursor>, DbErr> {
        let cursor = self.cursor(listener).await?;
        Ok(Some(cursor).filter(|cursor| cursor.retry_at.is_none_or(|at| at <= self.clock.now())))
    }

    /// Applies the events after the listener's place; false when there was nothing to do.
    pub async fn hand_over(&self, listener: &dyn Listener, cursor: &Cursor, events: &[Envelope]) -> Result<bool, DbErr> {
        let Some(last) = events.last() else { return Ok(false) };
        let mut tx = self.db.begin().await?;
        if !lock_cursor(&tx, listener, cursor.seq).await? {
            return Ok(false);
        }
        for event in events {
            if let Err(problem) = listener.handle(&mut tx, event).await {
                drop(tx);
                return self.failed(listener, cursor, event, &problem).await;
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
