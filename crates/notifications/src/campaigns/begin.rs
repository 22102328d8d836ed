//! The day's runs of a site begin at its hour.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::identity::site;
use kernel::site_settings::lock;
use kernel::{Actor, Problem, SiteId, Tx, outbox};
use uuid::Uuid;

use super::campaign::{Campaign, CampaignChanged, CampaignState};
use super::run::{Figures, Place, Run};
use super::settings::CampaignSettings;
use super::{Campaigns, store};
use crate::sending::zone;
use crate::{MODULE, hours};

impl Campaigns {
    /// Writes down the runs whose hour has come; true where there was any. Of days that went by while nothing ran only the present one counts,
    /// and only after its hour.
    pub(super) async fn begin_days(&self) -> Result<bool, Problem> {
        let now = self.context.clock.now();
        let sites = store::to_begin(self.context.db.reader(), now).await?;
        for settings in &sites {
            self.begin_day(settings.site_id, now).await?;
        }
        Ok(!sites.is_empty())
    }

    async fn begin_day(&self, id: SiteId, now: DateTime<Utc>) -> Result<(), Problem> {
        let card = site(self.sites.as_ref(), id).await?;
        let (zone, mut tx) = (zone(&card), self.context.db.begin().await?);
        let settings: CampaignSettings = lock(&tx, id).await?;
        if settings.next_at.is_none_or(|at| at > now) {
            return Ok(());
        }
        let day = now.with_timezone(&zone).date_naive();
        let is_on = card.closed_at.is_none() && hours::begins(settings.hour, day, zone).is_some_and(|begins| begins <= now);
        let mut goes_on = false;
        for campaign in store::running(&*tx, id).await? {
            goes_on |= self.begin_one(&mut tx, campaign, day, is_on, now).await?;
        }
        let next = hours::next(settings.hour, zone, now).filter(|_| goes_on);
        store::begin_next_at(&tx, id, next).await?;
        Ok(tx.commit().await?)
    }

    /// Whether it may run on another day.
    async fn begin_one(&self, tx: &mut Tx, campaign: Campaign, day: NaiveDate, is_on: bool, now: DateTime<Utc>) -> Result<bool, Problem> {
        if campaign.is_over(day) {
            store::set_state(tx, campaign.id, CampaignState::Ended).await?;
            let changed = CampaignChanged { id: campaign.id, site_id: campaign.site_id };
            outbox::append(tx, MODULE, &changed, &Actor::system(), self.context.clock.as_ref()).await?;
            return Ok(false);
        }
        if is_on && campaign.is_of(day) {
            store::insert_run(tx, &new_run(&campaign, day, None, now)?).await?;
        }
        Ok(true)
    }
}

/// A run that nobody holds; `by_name` of who began it.
pub fn new_run(campaign: &Campaign, day: NaiveDate, by_name: Option<String>, now: DateTime<Utc>) -> Result<Run, Problem> {
    let (id, json) = (Uuid::now_v7(), |error: serde_json::Error| Problem::internal(&error));
    Ok(Run {
        id,
        campaign_id: campaign.id,
        site_id: campaign.site_id,
        key: if by_name.is_some() { id.to_string() } else { day.to_string() },
        day,
        by_name,
        began_at: now,
        ended_at: None,
        lease_until: None,
        holder: 0,
        place: serde_json::to_string(&Place::default()).map_err(json)?,
        figures: serde_json::to_string(&Figures::default()).map_err(json)?,
    })
}
