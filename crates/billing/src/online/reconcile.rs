//! What no message told: open checkouts are asked about until they are closed, and each night payments are looked for that the provider has and
//! we do not.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use kernel::module::Worker;
use kernel::{Problem, counters};
use parking_lot::Mutex;
use sea_orm::{ActiveEnum, DbErr};
use uuid::Uuid;

use super::checkout::{Difference, State, ask_at};
use super::provider::{Answer, Standing, silent};
use super::settle::settle;
use super::tables::{accounts as account, checkouts};
use super::{Online, accounts, store};
use crate::MODULE;

const AT_ONCE: u64 = 20;
const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(20);
/// A night's look goes back further than a night: one that was missed is made up for.
const BACK: TimeDelta = TimeDelta::days(3);
/// Of the days of the world, in UTC: deep night in Tunis.
const NIGHT: TimeDelta = TimeDelta::hours(1);

pub struct Reconcile {
    online: Arc<Online>,
    looked_at: Mutex<Option<DateTime<Utc>>>,
    /// The night that this process has seen to.
    night: Mutex<Option<i64>>,
}

impl Reconcile {
    pub fn new(online: Arc<Online>) -> Self {
        Self { online, looked_at: Mutex::default(), night: Mutex::default() }
    }

    /// Asks about what is due to be asked about; true when there may be more. What a provider does not answer is asked again later.
    async fn open(&self, now: DateTime<Utc>) -> Result<bool, DbErr> {
        let db = &self.online.context().db;
        let waiting = store::to_ask(db.reader(), now, AT_ONCE).await?;
        for checkout in &waiting {
            let tx = db.begin().await?;
            let is_mine = store::claim(&tx, checkout, ask_at(checkout.created_at, now)).await?;
            tx.commit().await?;
            if is_mine && let Err(problem) = settle(&self.online, checkout, None).await {
                tracing::warn!(checkout.id = %checkout.id, problem = %problem.title, "a checkout could not be settled");
            }
        }
        Ok(!waiting.is_empty())
    }

    /// Looks at each account once a night, in one of the processes.
    async fn nightly(&self, now: DateTime<Utc>) -> Result<(), DbErr> {
        let night = (now - NIGHT).timestamp().div_euclid(86_400);
        if *self.night.lock() == Some(night) {
            return Ok(());
        }
        for row in accounts::enabled(self.online.context().db.reader()).await? {
            if self.is_first(&row, night).await?
                && let Err(problem) = self.strangers(&row, now).await
            {
                tracing::warn!(provider = row.provider.name(), problem = %problem.title, "what was paid could not be compared");
            }
        }
        *self.night.lock() = Some(night);
        Ok(())
    }

    /// Of processes that look at once, one does.
    async fn is_first(&self, row: &account::Model, night: i64) -> Result<bool, DbErr> {
        let tx = self.online.context().db.begin().await?;
        let name = format!("compared {} {}", row.provider.to_value(), row.site_id);
        let last = counters::raise(&tx, MODULE, &name, 0).await?;
        if last < night {
            counters::raise(&tx, MODULE, &name, night - last).await?;
            tx.commit().await?;
        }
        Ok(last < night)
    }

    /// Writes down what the provider has and we do not, for the desk.
    async fn strangers(&self, row: &account::Model, now: DateTime<Utc>) -> Result<(), Problem> {
        let Some(provider) = self.online.provider_of(row.site_id, row.provider).await? else { return Ok(()) };
        let paid = provider.paid_since(row.site_id, now - BACK).await.map_err(|fault| silent(row.provider, &fault))?;
        for standing in paid {
            let db = &self.online.context().db;
            match store::by_reference(db.reader(), row.provider, &standing.reference).await? {
                Some(known) if known.state == State::Paid || known.difference.is_some() => {}
                Some(known) => settle(&self.online, &known, None).await?,
                None => {
                    let tx = db.begin().await?;
                    store::insert(&tx, unknown(row, standing, now)).await?;
                    tx.commit().await?;
                }
            }
        }
        Ok(())
    }
}

fn unknown(row: &account::Model, standing: Standing, now: DateTime<Utc>) -> checkouts::Model {
    debug_assert_eq!(standing.answer, Answer::Paid);
    checkouts::Model {
        id: Uuid::now_v7(),
        site_id: row.site_id,
        invoice_id: None,
        invoice_number: String::new(),
        provider: row.provider,
        request_key: format!("{} {}", row.provider.name(), standing.reference),
        reference: standing.reference,
        url: String::new(),
        amount: standing.amount,
        currency: standing.currency.clone(),
        test_mode: row.test_mode,
        state: State::Unknown,
        difference: Some(Difference::Unknown),
        told_amount: Some(standing.amount),
        told_currency: Some(standing.currency),
        created_at: now,
        expires_at: now,
        closed_at: Some(now),
        asked_at: now,
        ask_at: now,
    }
}

#[async_trait]
impl Worker for Reconcile {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.online.context().clock.now();
        if self.looked_at.lock().is_some_and(|at| now - at < LOOK_AGAIN_AFTER) {
            return Ok(false);
        }
        let more = self.open(now).await?;
        self.nightly(now).await?;
        if !more {
            *self.looked_at.lock() = Some(now);
        }
        Ok(more)
    }
}
