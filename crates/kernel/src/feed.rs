//! A module's events in order, for listeners in another process.

use std::time::Duration;

use async_trait::async_trait;
use tokio::time::{Instant, timeout};

use crate::outbox::{self, Envelope};
use crate::{Db, Problem};

/// How long a reader is kept waiting for the next event. Shorter than any proxy's patience.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is looked whether another replica placed events: of those, this process is not told.
const LOOKED_EVERY: Duration = Duration::from_millis(500);

#[async_trait]
pub trait Feed: Send + Sync {
    /// Up to `limit` events after `seq`. Where there is none yet it waits for one, at most [`PATIENCE`].
    async fn after(&self, seq: i64, limit: u64) -> Result<Vec<Envelope>, Problem>;

    /// The last place given so far.
    async fn head(&self) -> Result<i64, Problem>;
}

/// The feed of a module that runs in this process.
pub struct OwnFeed {
    pub db: Db,
    pub module: &'static str,
}

#[async_trait]
impl Feed for OwnFeed {
    async fn after(&self, seq: i64, limit: u64) -> Result<Vec<Envelope>, Problem> {
        let (until, mut placed) = (Instant::now() + PATIENCE, self.db.placed());
        loop {
            // What is placed from here on is noticed, though it may have been read already.
            placed.borrow_and_update();
            let events = outbox::read(&self.db, self.module, seq, limit).await?;
            let left = until.saturating_duration_since(Instant::now());
            if !events.is_empty() || left.is_zero() {
                return Ok(events);
            }
            let _ = timeout(left.min(LOOKED_EVERY), placed.changed()).await;
        }
    }

    async fn head(&self) -> Result<i64, Problem> {
        Ok(outbox::head(&self.db, self.module).await?)
    }
}
