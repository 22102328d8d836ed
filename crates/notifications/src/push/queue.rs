//! Tells what waits: first whom news concern, then each of their browsers.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::documents::Language;
use contracts::identity::{StaffCard, UserId};
use contracts::workshop::{WORK_ORDER_AUTHORISE, WORK_ORDER_READ};
use futures::StreamExt;
use kernel::Problem;
use kernel::module::Worker;
use sea_orm::DbErr;
use uuid::Uuid;

use super::notice::Notice;
use super::post::Posted;
use super::store::{self, Waiting};
use super::subscription::Subscription;
use super::{Push, post};
use crate::news::{self, News};

const BATCH: usize = 50;
const AT_ONCE: usize = 8;
/// Whoever took something and says nothing for so long is dead.
const LEASE: TimeDelta = TimeDelta::minutes(2);
const TRIES: i32 = 6;

/// The worker.
pub struct Pusher(pub Arc<Push>);

/// What a turn knows of all that it tells.
struct Turn {
    news: HashMap<Uuid, News>,
    devices: HashMap<Uuid, Subscription>,
    people: HashMap<UserId, StaffCard>,
}

#[async_trait]
impl Worker for Pusher {
    async fn turn(&self) -> Result<bool, DbErr> {
        let push = &self.0;
        let now = push.context.clock.now();
        if !store::is_due(push.context.db.reader(), now).await? {
            return Ok(false);
        }
        let tx = push.context.db.begin().await?;
        let claimed = store::claim(&tx, now, now + LEASE, BATCH).await?;
        tx.commit().await?;
        push.tell(&claimed, now).await;
        Ok(!claimed.is_empty())
    }
}

impl Push {
    /// What cannot be told now is tried again when the lease runs out.
    async fn tell(&self, claimed: &[Waiting], now: DateTime<Utc>) {
        let failed = |problem: Problem| tracing::warn!(error = problem.title, "a browser could not be told");
        let turn = match self.turn_of(claimed).await {
            Ok(turn) => turn,
            Err(problem) => return failed(problem),
        };
        let all = futures::stream::iter(claimed.to_vec()).for_each_concurrent(AT_ONCE, |waiting| {
            let turn = &turn;
            async move {
                if let Err(problem) = self.take(&waiting, turn, now).await {
                    failed(problem);
                }
            }
        });
        all.await;
    }

    async fn turn_of(&self, claimed: &[Waiting]) -> Result<Turn, Problem> {
        let reader = self.context.db.reader();
        let (of_news, of_devices): (Vec<_>, Vec<_>) = (
            claimed.iter().map(|waiting| waiting.news_id).collect(),
            claimed.iter().filter_map(|waiting| waiting.device_id).collect(),
        );
        let news = news::of_ids(reader, &of_news).await?.into_iter().map(|news| (news.id, news)).collect();
        let devices = store::of_ids(reader, &of_devices).await?;
        let people: Vec<_> = devices.iter().filter_map(|device| device.user_id).collect();
        let cards = self.staff.cards(&people).await?;
        Ok(Turn {
            news,
            devices: devices.into_iter().map(|device| (device.id, device)).collect(),
            people: cards.into_iter().map(|card| (card.id, card)).collect(),
        })
    }

    async fn take(&self, waiting: &Waiting, turn: &Turn, now: DateTime<Utc>) -> Result<(), Problem> {
        let news = turn.news.get(&waiting.news_id).filter(|news| now - news.created_at < post::KEPT);
        match (news, waiting.device_id) {
            (None, _) => self.settle(waiting, None).await,
            (Some(news), None) => self.spread(waiting, news, now).await,
            (Some(news), Some(device)) => match turn.devices.get(&device) {
                None => self.settle(waiting, None).await,
                Some(device) => self.to_one(waiting, news, device, turn).await,
            },
        }
    }

    /// The browsers of those who may know of it now.
    async fn spread(&self, waiting: &Waiting, news: &News, now: DateTime<Utc>) -> Result<(), Problem> {
        let reader = self.context.db.reader();
        let (permission, people) = match news.user_id {
            Some(user) => (WORK_ORDER_READ, vec![user]),
            None => (WORK_ORDER_AUTHORISE, store::people(reader).await?),
        };
        let may = self.staff.who_may(permission.0, news.site_id, &people).await?;
        let devices = store::of_users(reader, &may).await?;
        let tx = self.context.db.begin().await?;
        store::spread(&tx, waiting, &devices, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn to_one(&self, waiting: &Waiting, news: &News, device: &Subscription, turn: &Turn) -> Result<(), Problem> {
        // The browser became a customer's since.
        let Some(user) = device.user_id else { return self.settle(waiting, None).await };
        // What they saw on a screen meanwhile needs no telephone.
        if news::seen(self.context.db.reader(), user).await?.is_some_and(|seen| seen >= news.id) {
            return self.settle(waiting, None).await;
        }
        let language = turn.people.get(&user).map_or("fr", |card| card.language.as_str());
        let posted = self.post(device, &Notice::of_news(news, Language::from_code(language))).await?;
        self.settle(waiting, Some((device.id, posted))).await
    }

    /// Writes down what came of it; without anything, nothing is to be told any more.
    async fn settle(&self, waiting: &Waiting, came: Option<(Uuid, Posted)>) -> Result<(), Problem> {
        let now = self.context.clock.now();
        let tx = self.context.db.begin().await?;
        match came {
            Some((device, Posted::Gone)) => store::forget(&tx, device, None).await?,
            Some((device, Posted::Taken)) => {
                store::told(&tx, device, now).await?;
                store::done(&tx, waiting.id).await?;
            }
            Some((_, Posted::Busy(said))) if waiting.attempts < TRIES => {
                tracing::debug!(said, "a browser is told later");
                store::later(&tx, waiting.id, now + pause(waiting.attempts)).await?;
            }
            Some((device, Posted::Busy(said) | Posted::Refused(said))) => {
                tracing::warn!(%device, said, "a browser was not told");
                store::done(&tx, waiting.id).await?;
            }
            None => {
                store::done(&tx, waiting.id).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Before the next try: half a minute, then twice as long each time.
fn pause(attempts: i32) -> TimeDelta {
    TimeDelta::seconds(30) * (1 << attempts.clamp(1, 10).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_all_tries_fit_before_the_news_are_old() {
        assert_eq!((pause(1), pause(2), pause(5)), (TimeDelta::seconds(30), TimeDelta::minutes(1), TimeDelta::minutes(8)));
        let all = (1..TRIES).map(pause).fold(TimeDelta::zero(), |sum, pause| sum + pause);
        assert!(all < post::KEPT);
    }
}
