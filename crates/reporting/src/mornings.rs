//! Each morning those who see figures are told what leaks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use contracts::identity::{Staff, UserId};
use contracts::inventory::STOCK_SEE_COST;
use contracts::reporting::{LeaksFound, REPORT_READ};
use kernel::module::Worker;
use kernel::{Actor, Amount, Context, Problem, SiteId, outbox};
use sea_orm::DbErr;

use crate::MODULE;
use crate::leaks::Kind;
use crate::sites::Site;
use crate::store;
use crate::store::leaks::{self, Total};

const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(30);
/// Of the site's day.
const FROM: u32 = 7;

pub struct Mornings {
    context: Context,
    staff: Arc<dyn Staff>,
    looked_at: Mutex<Option<DateTime<Utc>>>,
    /// The day that this process has seen to, at each site.
    seen: Mutex<HashMap<SiteId, NaiveDate>>,
}

impl Mornings {
    pub fn new(context: Context, staff: Arc<dyn Staff>) -> Self {
        Self { context, staff, looked_at: Mutex::default(), seen: Mutex::default() }
    }

    /// Whether enough time passed since it looked last.
    fn is_due(&self, now: DateTime<Utc>) -> bool {
        let mut looked_at = self.looked_at.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = looked_at.is_none_or(|at| now - at >= LOOK_AGAIN_AFTER);
        if is_due {
            *looked_at = Some(now);
        }
        is_due
    }

    async fn of_site(&self, site: &Site, now: DateTime<Utc>) -> Result<(), Problem> {
        let today = site.today(now);
        let has_told = self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(&site.id) == Some(&today);
        if now.with_timezone(&site.zone).hour() < FROM || has_told {
            return Ok(());
        }
        let totals = leaks::totals(self.context.db.reader(), &[(site.id, today)]).await?;
        let events = self.news(site, today, &totals).await?;
        let mut tx = self.context.db.begin().await?;
        // Of processes that look at once, one tells.
        if leaks::first_this_morning(&tx, site.id, today).await? {
            outbox::append_many(&mut tx, MODULE, &events, &Actor::system(), self.context.clock.as_ref()).await?;
            tx.commit().await?;
        }
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(site.id, today);
        Ok(())
    }

    /// For each who sees the site's figures, where something leaks.
    async fn news(&self, site: &Site, on: NaiveDate, totals: &[Total]) -> Result<Vec<LeaksFound>, Problem> {
        let count = totals.iter().map(|total| total.count).sum();
        if count == 0 {
            return Ok(vec![]);
        }
        let readers = self.staff.all_who_may(REPORT_READ.0, site.id).await?;
        let see_costs = self.staff.who_may(STOCK_SEE_COST.0, site.id, &readers).await?;
        let news = |user_id: UserId| LeaksFound {
            site_id: site.id,
            site: site.name.clone(),
            user_id,
            on,
            count,
            amount: amount(totals, see_costs.contains(&user_id)),
            currency: site.currency.clone(),
        };
        Ok(readers.iter().copied().map(news).collect())
    }
}

fn amount(totals: &[Total], sees_costs: bool) -> Amount {
    let is_seen = |total: &&Total| sees_costs || Kind::named(&total.kind).is_some_and(|kind| !kind.is_cost());
    totals.iter().filter(is_seen).map(|total| total.amount).sum()
}

#[async_trait]
impl Worker for Mornings {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.context.clock.now();
        if !self.is_due(now) {
            return Ok(false);
        }
        for site in store::sites::all(self.context.db.reader()).await?.0.values() {
            if let Err(problem) = self.of_site(site, now).await {
                tracing::warn!(site.id = %site.id, problem = %problem.title, "what leaks could not be told");
            }
        }
        Ok(false)
    }
}
