//! Tells webhooks what happened, each in the order of the feed.
//!
//! Whoever claims a webhook holds it for a lease, tells it one event after the other, and writes down what came of each before the next. What was
//! told and not written down, because the program died, is told again under the same id. A claim that somebody ended (by changing the webhook)
//! or that grew old moves nothing.

mod post;
mod record;

use std::sync::Arc;

use async_trait::async_trait;
use futures::StreamExt;
use kernel::Problem;
use kernel::module::Worker;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::Webhooks;
use crate::endpoints::{Endpoint, store};
use crate::events;

/// Events that one webhook is told in a turn: the others wait for no more.
const BATCH: u64 = 20;
const AT_ONCE: usize = 20;

/// The worker.
pub struct Sender(pub Arc<Webhooks>);

#[async_trait]
impl Worker for Sender {
    async fn turn(&self) -> Result<bool, DbErr> {
        let it = &self.0;
        let (reader, now) = (it.context.db.reader(), it.context.clock.now());
        let head = events::store::head(reader).await?;
        if !store::is_due(reader, head, now).await? {
            return Ok(false);
        }
        let claim = Uuid::now_v7();
        let tx = it.context.db.begin().await?;
        let claimed = match store::claim(&tx, claim, head, now).await {
            Ok(claimed) => claimed,
            Err(problem) => return Err(DbErr::Custom(problem.title)),
        };
        tx.commit().await?;
        let may_be_more = !claimed.is_empty();
        let all = futures::stream::iter(claimed).for_each_concurrent(AT_ONCE, |one| async move {
            let id = one.id;
            if let Err(problem) = it.tell(one, claim, head).await {
                // The lease runs out, and it is told again.
                tracing::warn!(webhook = %id, error = problem.title, "a webhook could not be told");
            }
        });
        all.await;
        Ok(may_be_more)
    }
}

impl Webhooks {
    /// What happened since, until something is not taken.
    async fn tell(&self, one: Endpoint, claim: Uuid, head: i64) -> Result<(), Problem> {
        let found = events::store::between(self.context.db.reader(), &one.wanted(), one.place, head, BATCH).await?;
        let is_all = u64::try_from(found.len()).is_ok_and(|found| found < BATCH);
        for event in &found {
            let came = self.post(&one, event).await?;
            if !self.record(&one, claim, event, &came).await? {
                return Ok(());
            }
        }
        let place = if is_all { head } else { found.last().map_or(head, |event| event.seq) };
        self.release(one.id, claim, place).await
    }
}
