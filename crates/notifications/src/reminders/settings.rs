//! What a site chose about reminders.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use contracts::vehicles::DueKind;
use kernel::SiteId;
use kernel::site_settings::SiteSettings;
use sea_orm::ActiveEnum;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use super::ladder::Ladder;
use crate::hours;

const USUAL_HOUR: i16 = 10;
const USUAL_LADDER: &str = "30,7,0";

/// A site's choice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_reminder_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub enabled: bool,
    /// Of the daily run, where the site is.
    pub hour: i16,
    /// Days before something is due, with commas between.
    pub ladder: String,
    /// Of what people are reminded, with commas between.
    pub kinds: String,
    /// When the next daily run begins; whoever begins it moves it on.
    #[serde(skip)]
    pub next_at: Option<DateTime<Utc>>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as ReminderSettings;

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        let (ladder, kinds) = (USUAL_LADDER.to_owned(), listed(&DueKind::ALL));
        Self { site_id, enabled: false, hour: USUAL_HOUR, ladder, kinds, next_at: None, version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    pub fn ladder(&self) -> Ladder {
        Ladder::new(&self.ladder.split(',').filter_map(|days| days.parse().ok()).collect::<Vec<_>>())
    }

    pub fn kinds(&self) -> Vec<DueKind> {
        self.kinds.split(',').filter_map(|name| DueKind::try_from_value(&name.to_owned()).ok()).collect()
    }

    /// When the run of a day begins.
    pub fn begins(&self, day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
        hours::begins(self.hour, day, zone)
    }

    /// When the next run begins that has not.
    pub fn next(&self, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        hours::next(self.hour, zone, now)
    }
}

/// The kinds as they are kept: each once, in their order.
pub fn listed(kinds: &[DueKind]) -> String {
    let chosen: Vec<_> = DueKind::ALL.into_iter().filter(|kind| kinds.contains(kind)).map(|kind| kind.to_value()).collect();
    chosen.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_begins_at_its_hour_whatever_the_clocks_do() {
        let (paris, tunis) = (chrono_tz::Europe::Paris, chrono_tz::Africa::Tunis);
        let table = [
            (tunis, 10, "2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z"),
            (tunis, 10, "2026-11-20T09:00:00Z", "2026-11-21T09:00:00Z"),
            (paris, 10, "2026-10-24T12:00:00Z", "2026-10-25T09:00:00Z"),
            (paris, 10, "2026-10-23T12:00:00Z", "2026-10-24T08:00:00Z"),
            // Two o'clock is skipped on 28 March 2027, and comes twice on 25 October 2026.
            (paris, 2, "2027-03-27T12:00:00Z", "2027-03-28T01:00:00Z"),
            (paris, 2, "2026-10-24T12:00:00Z", "2026-10-25T00:00:00Z"),
            (paris, 2, "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z"),
        ];
        for (zone, hour, now, expected) in table {
            let settings = ReminderSettings { hour, ..ReminderSettings::usual(SiteId::new()) };
            assert_eq!(settings.next(zone, now.parse().unwrap()), Some(expected.parse().unwrap()), "{hour} o'clock after {now} at {zone}");
        }
    }

    #[test]
    fn kinds_stand_once_and_in_their_order() {
        let kinds = listed(&[DueKind::RoadTax, DueKind::Service, DueKind::RoadTax]);
        assert_eq!(kinds, "service,road_tax");
        assert_eq!(ReminderSettings { kinds, ..ReminderSettings::usual(SiteId::new()) }.kinds(), [DueKind::Service, DueKind::RoadTax]);
    }
}
