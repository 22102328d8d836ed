//! Documents whose day has come: the second half of an erasure.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::subjects::CustomerErased;
use kernel::audit::{self, Change};
use kernel::module::Worker;
use kernel::{Actor, Problem, outbox};
use parking_lot::Mutex;
use sea_orm::DbErr;

use super::erasure::{Erasure, word};
use super::{Erasures, store, wipe};
use crate::{MODULE, customers};

const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(30);
const AT_ONCE: u64 = 100;

/// Looks each half hour whose day has come, and asks again what must be kept: a later document moves the day.
pub struct Finishing {
    erasures: Erasures,
    looked_at: Mutex<Option<DateTime<Utc>>>,
}

impl Finishing {
    pub fn new(erasures: Erasures) -> Self {
        Self { erasures, looked_at: Mutex::default() }
    }

    async fn look(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        let due = store::due(self.erasures.context.db.reader(), now.date_naive(), AT_ONCE).await?;
        for erasure in due {
            let id = erasure.id;
            if let Err(problem) = self.finish(erasure, now).await {
                tracing::warn!(erasure.id = %id, problem = %problem.title, "an erasure could not be finished");
            }
        }
        Ok(())
    }

    async fn finish(&self, due: Erasure, now: DateTime<Utc>) -> Result<(), Problem> {
        let (db, actor, clock) = (&self.erasures.context.db, Actor::system(), self.erasures.context.clock.as_ref());
        let ids = store::person(db.reader(), due.customer_id).await?;
        let later = self.erasures.legal_hold(&ids).await?.filter(|hold| hold.until > now.date_naive());
        let mut tx = db.begin().await?;
        let Some(mut erasure) = store::lock_kept(&tx, due.id).await? else { return Ok(()) };
        if let Some(hold) = later {
            erasure.hold(hold);
            store::save(&tx, erasure).await?;
            return Ok(tx.commit().await?);
        }
        let before = erasure.clone();
        erasure.finish(now);
        let id = erasure.customer_id;
        let customer = customers::store::lock(&tx, id).await?;
        let word = word(customer.language);
        wipe::forget_documents(&tx, &ids).await?;
        store::save(&tx, erasure.clone()).await?;
        let change = Change { action: "customer.erase", entity: "customer", id: id.0, label: word, site: None };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&erasure)), &actor, clock).await?;
        let told = CustomerErased { id, ids, word: word.to_owned(), accounts: vec![], with_documents: true };
        outbox::append(&mut tx, MODULE, &told, &actor, clock).await?;
        Ok(tx.commit().await?)
    }
}

#[async_trait]
impl Worker for Finishing {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.erasures.context.clock.now();
        if self.looked_at.lock().is_some_and(|at| now - at < LOOK_AGAIN_AFTER) {
            return Ok(false);
        }
        *self.looked_at.lock() = Some(now);
        if let Err(problem) = self.look(now).await {
            tracing::warn!(problem = %problem.title, "erasures could not be looked for");
        }
        Ok(false)
    }
}
