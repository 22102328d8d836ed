//! The day's run of a site begins at its hour.

use chrono::{DateTime, Utc};
use contracts::identity::site;
use kernel::site_settings::lock;
use kernel::{Problem, SiteId};
use uuid::Uuid;

use super::run::{Figures, Place, Run};
use super::settings::ReminderSettings;
use super::{Reminders, store};
use crate::sending::zone;

impl Reminders {
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
        let (zone, tx) = (zone(&card), self.context.db.begin().await?);
        let settings: ReminderSettings = lock(&tx, id).await?;
        if !settings.enabled || settings.next_at.is_none_or(|at| at > now) {
            return Ok(());
        }
        let day = now.with_timezone(&zone).date_naive();
        if card.closed_at.is_none() && settings.begins(day, zone).is_some_and(|begins| begins <= now) {
            store::insert_run(&tx, &new_run(id, day, None, now)?).await?;
        }
        store::begin_next_at(&tx, id, settings.next(zone, now)).await?;
        Ok(tx.commit().await?)
    }
}

/// A run that nobody holds; `by_name` of who began it.
pub fn new_run(site_id: SiteId, day: chrono::NaiveDate, by_name: Option<String>, now: DateTime<Utc>) -> Result<Run, Problem> {
    let (id, json) = (Uuid::now_v7(), |error: serde_json::Error| Problem::internal(&error));
    Ok(Run {
        id,
        site_id,
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
