//! Points that nobody used in time go, the oldest first.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contracts::identity::SiteCard;
use kernel::module::Worker;
use kernel::{Actor, Problem, SiteId, Tx};
use parking_lot::Mutex;
use sea_orm::DbErr;

use super::store::{self, Account, Moment, entry};
use super::tables::Kind;
use crate::Billing;
use crate::invoices::invoice::local_day;
use crate::series::zone;

const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(10);
const AT_ONCE: u64 = 200;

/// Takes what is too old of an account, which is locked; answers how much. A second look takes nothing.
pub async fn expire(tx: &Tx, account: &Account, months: i64, moment: Moment<'_>) -> Result<i64, DbErr> {
    let Some(limit) = store::expiry(moment.at, months) else { return Ok(0) };
    let expired = store::sums(&**tx, account, limit).await?.expired();
    if expired > 0 {
        store::add(tx, entry(account, Kind::Expired, -expired, moment)).await?;
    }
    Ok(expired)
}

/// Once a day, at each site whose points expire.
pub struct Expiring {
    billing: Billing,
    looked_at: Mutex<Option<DateTime<Utc>>>,
    /// The day that this process has seen to, at each site.
    seen: Mutex<HashMap<SiteId, NaiveDate>>,
}

impl Expiring {
    pub fn new(billing: Billing) -> Self {
        Self { billing, looked_at: Mutex::default(), seen: Mutex::default() }
    }

    async fn look(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        let expiring = store::expiring(self.billing.context.db.reader()).await?;
        let ids: Vec<_> = expiring.iter().map(|settings| settings.site_id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        for site in self.billing.sites.cards(&ids).await? {
            let Some(settings) = expiring.iter().find(|settings| settings.site_id == site.id) else { continue };
            let today = local_day(now, zone(&site)?);
            if self.seen.lock().get(&site.id) == Some(&today) {
                continue;
            }
            while self.some_of(&site, settings.months, now, today).await? {}
            self.seen.lock().insert(site.id, today);
        }
        Ok(())
    }

    /// Some accounts, each in a transaction of its own; whether there may be more.
    async fn some_of(&self, site: &SiteCard, months: i64, at: DateTime<Utc>, on: NaiveDate) -> Result<bool, DbErr> {
        let Some(limit) = store::expiry(at, months) else { return Ok(false) };
        let (db, by) = (&self.billing.context.db, Actor::system());
        let holders = store::holders(db.reader(), site.id, limit, AT_ONCE).await?;
        let mut expired = 0;
        for account in &holders {
            let tx = db.begin().await?;
            store::lock(&tx, account).await?;
            expired += expire(&tx, account, months, Moment { by: &by, at, on }).await?;
            tx.commit().await?;
        }
        Ok(expired > 0)
    }
}

#[async_trait]
impl Worker for Expiring {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.billing.context.clock.now();
        if self.looked_at.lock().is_some_and(|at| now - at < LOOK_AGAIN_AFTER) {
            return Ok(false);
        }
        *self.looked_at.lock() = Some(now);
        if let Err(problem) = self.look(now).await {
            tracing::warn!(problem = %problem.title, "old points could not be looked for");
        }
        Ok(false)
    }
}
