//! The rows of series, and on which days one comes.

use chrono::{DateTime, Days, Months, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use contracts::customers::CustomerId;
use contracts::scheduling::SeriesId;
use contracts::vehicles::VehicleId;
use kernel::SiteId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is counted between two appointments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = SeriesUnit)]
pub enum Unit {
    Weeks,
    Months,
}

/// A series as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "scheduling_series")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeriesId,
    pub site_id: SiteId,
    pub unit: Unit,
    pub every: i32,
    pub times: i32,
    pub customer_id: CustomerId,
    pub vehicle_id: Option<VehicleId>,
    /// JSON, as an appointment has it.
    pub services: String,
    /// The first.
    pub starts: i64,
    pub active: bool,
    pub by_name: String,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The first start and those after it, at the same time of the day at the site. A month without the day has its last; a time that a
    /// clock change leaves out is skipped.
    pub fn starts(&self, zone: Tz) -> Vec<i64> {
        let first = crate::time::at(self.starts).with_timezone(&zone).naive_local();
        let (every, times) = (u32::try_from(self.every).unwrap_or(1), u32::try_from(self.times).unwrap_or(1));
        let local = |count: u32| -> Option<NaiveDateTime> {
            match self.unit {
                Unit::Weeks => first.checked_add_days(Days::new(u64::from(count * every) * 7)),
                Unit::Months => first.checked_add_months(Months::new(count * every)),
            }
        };
        (0..times).filter_map(local).filter_map(|local| zone.from_local_datetime(&local).earliest()).map(|at| at.timestamp()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(unit: Unit, every: i32, times: i32, first: &str) -> Model {
        Model {
            id: SeriesId::new(),
            site_id: SiteId::new(),
            unit,
            every,
            times,
            customer_id: CustomerId::new(),
            vehicle_id: None,
            services: "[]".into(),
            starts: first.parse::<DateTime<Utc>>().unwrap().timestamp(),
            active: true,
            by_name: String::new(),
            created_at: DateTime::default(),
            version: 1,
        }
    }

    #[test]
    fn a_series_keeps_the_time_of_the_day_over_a_clock_change_and_the_end_of_the_month() {
        let shown = |series: Model, zone| -> Vec<_> {
            series.starts(zone).into_iter().map(|at| crate::time::at(at).format("%m-%dT%H:%M").to_string()).collect()
        };
        let paris = chrono_tz::Europe::Paris;
        assert_eq!(shown(series(Unit::Weeks, 2, 3, "2026-03-16T08:00:00Z"), paris), ["03-16T08:00", "03-30T07:00", "04-13T07:00"]);
        let tunis = chrono_tz::Africa::Tunis;
        assert_eq!(shown(series(Unit::Months, 1, 3, "2026-01-31T08:00:00Z"), tunis), ["01-31T08:00", "02-28T08:00", "03-31T08:00"]);
        assert_eq!(shown(series(Unit::Weeks, 1, 2, "2026-03-22T01:30:00Z"), paris), ["03-22T01:30"], "2:30 does not come");
    }
}
