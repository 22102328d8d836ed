//! Once a day, from each site's hour on, it is looked who is late.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use contracts::identity::SiteCard;
use kernel::module::Worker;
use kernel::{Actor, Problem, SiteId};
use parking_lot::Mutex;
use sea_orm::DbErr;

use super::propose::{Place, alone, propose, send};
use super::settings::{Mode, Model as Settings};
use super::store;
use crate::Billing;
use crate::series::zone;

const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(30);

pub struct Daily {
    billing: Billing,
    looked_at: Mutex<Option<DateTime<Utc>>>,
    /// The day that this process has seen to, at each site.
    seen: Mutex<HashMap<SiteId, i64>>,
}

impl Daily {
    pub fn new(billing: Billing) -> Self {
        Self { billing, looked_at: Mutex::default(), seen: Mutex::default() }
    }

    async fn look(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        let writing = store::writing(self.billing.context.db.reader()).await?;
        if writing.is_empty() {
            return Ok(());
        }
        let ids: Vec<_> = writing.iter().map(|settings| settings.site_id).collect();
        let sites = self.billing.sites.cards(&ids).await?;
        for settings in &writing {
            let Some(site) = sites.iter().find(|site| site.id == settings.site_id && site.closed_at.is_none()) else { continue };
            if let Err(problem) = self.of_site(site, settings, now).await {
                tracing::warn!(site.id = %site.id, problem = %problem.title, "who is late could not be written to");
            }
        }
        Ok(())
    }

    async fn of_site(&self, site: &SiteCard, settings: &Settings, now: DateTime<Utc>) -> Result<(), Problem> {
        let local = now.with_timezone(&zone(site)?);
        let day = i64::from(local.date_naive().num_days_from_ce());
        let is_early = i64::from(local.hour()) < i64::from(settings.hour);
        if is_early || self.seen.lock().get(&site.id) == Some(&day) {
            return Ok(());
        }
        let (actor, clock) = (Actor::system(), self.billing.context.clock.as_ref());
        let mut tx = self.billing.context.db.begin().await?;
        // Of processes that look at once, one does.
        let last = alone(&tx, site, 0).await?;
        if last < day {
            alone(&tx, site, day - last).await?;
            let place = Place { site, settings, actor: &actor, clock };
            let proposed = propose(&mut tx, place).await?;
            if settings.mode == Mode::Send {
                send(&mut tx, place, proposed).await?;
            }
            tx.commit().await?;
        }
        self.seen.lock().insert(site.id, day);
        Ok(())
    }
}

#[async_trait]
impl Worker for Daily {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.billing.context.clock.now();
        if self.looked_at.lock().is_some_and(|at| now - at < LOOK_AGAIN_AFTER) {
            return Ok(false);
        }
        *self.looked_at.lock() = Some(now);
        if let Err(problem) = self.look(now).await {
            tracing::warn!(problem = %problem.title, "who is late could not be looked for");
        }
        Ok(false)
    }
}
