//! What callers were refused: a line in the program's log and an entry in the log of sign-ins.
//!
//! Who asks again and again is noted once an hour for each operation, for at most [`MOST`] operations, and of each caller a
//! bounded number of entries is kept: a flood of refused requests fills no disk.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use kernel::Context;
use kernel::actor::Refusal;
use moka::sync::Cache;
use parking_lot::Mutex;
use sea_orm::DbErr;
use uuid::Uuid;

use super::store;

/// Different refusals of one caller that are noted in an hour.
const MOST: usize = 20;
const HOUR: i64 = 3_600;
const CALLERS: u64 = 10_000;

/// Operations with the code of their refusal.
type Noted = Arc<Mutex<BTreeSet<(String, String)>>>;

pub struct Refusals {
    context: Context,
    /// By caller and hour.
    noted: Cache<(Uuid, i64), Noted>,
}

impl Refusals {
    pub fn new(context: Context) -> Self {
        Self { context, noted: Cache::builder().max_capacity(CALLERS).time_to_live(Duration::from_hours(1)).build() }
    }

    /// Notes a refusal. That it cannot be kept does not change the answer.
    pub async fn note(&self, refusal: &Refusal) {
        let Some(place) = self.place(refusal) else { return };
        let Refusal { actor, operation, code, address, .. } = refusal;
        tracing::info!(caller.id = %actor.id, operation, code, client.address = %address, "a request was refused");
        if place == MOST {
            tracing::warn!(caller.id = %actor.id, "more that this caller is refused within the hour is not noted");
        }
        if let Err(error) = self.keep(refusal).await {
            tracing::warn!(%error, "a refusal was not kept");
        }
    }

    /// Which refusal of the caller's hour it is; none when it is not to be noted.
    fn place(&self, refusal: &Refusal) -> Option<usize> {
        let hour = self.context.clock.now().timestamp() / HOUR;
        let noted = self.noted.get_with((refusal.actor.id, hour), Noted::default);
        let mut noted = noted.lock();
        let is_new = noted.len() < MOST && noted.insert((refusal.operation.clone(), refusal.code.clone()));
        is_new.then_some(noted.len())
    }

    async fn keep(&self, refusal: &Refusal) -> Result<(), DbErr> {
        let tx = self.context.db.begin().await?;
        store::log_refusal(&tx, refusal, self.context.clock.now()).await?;
        tx.commit().await
    }
}
