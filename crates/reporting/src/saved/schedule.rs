//! When a report goes out.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use contracts::identity::UserId;
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// So far ahead a schedule is looked through: every month has its day within two.
const AHEAD: usize = 63;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReportEvery)]
pub enum Every {
    Day,
    /// Monday to Friday.
    Weekday,
    Week,
    Month,
}

/// When a report goes to whom, by the clocks of its site; of one about all sites, of the oldest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReportSchedule)]
pub struct Schedule {
    #[garde(skip)]
    pub every: Every,
    /// Of a week the day, 1 for Monday; of a month the day, where it has fewer its last. Null of the others.
    #[serde(default)]
    #[garde(range(min = 1, max = 31))]
    #[schema(minimum = 1, maximum = 31)]
    pub on: Option<u32>,
    #[garde(range(max = 23))]
    #[schema(minimum = 0, maximum = 23)]
    pub hour: u32,
    /// Who work here and may see figures there.
    #[garde(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub recipients: Vec<UserId>,
}

impl Schedule {
    /// Whether the day it names is one.
    pub fn has_day(&self) -> bool {
        match self.every {
            Every::Day | Every::Weekday => self.on.is_none(),
            Every::Week => self.on.is_some_and(|on| (1..=7).contains(&on)),
            Every::Month => self.on.is_some(),
        }
    }

    /// The first time after an instant.
    pub fn next(&self, after: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let days = after.with_timezone(&zone).date_naive().iter_days().take(AHEAD);
        days.filter(|day| self.falls_on(*day)).filter_map(|day| at(day, self.hour, zone)).find(|at| *at > after)
    }

    fn falls_on(&self, day: NaiveDate) -> bool {
        let weekday = day.weekday().number_from_monday();
        match self.every {
            Every::Day => true,
            Every::Weekday => weekday <= 5,
            Every::Week => self.on == Some(weekday),
            Every::Month => self.on.is_some_and(|on| day.day() == on.min(u32::from(day.num_days_in_month()))),
        }
    }
}

/// An hour that the clocks leave out is the next; one that comes twice is the first.
fn at(day: NaiveDate, hour: u32, zone: Tz) -> Option<DateTime<Utc>> {
    let at = |hour: u32| zone.from_local_datetime(&day.and_hms_opt(hour, 0, 0)?).earliest();
    at(hour).or_else(|| at(hour + 1)).map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(every: Every, on: Option<u32>, hour: u32, after: &str, zone: Tz) -> String {
        let schedule = Schedule { every, on, hour, recipients: vec![] };
        schedule.next(after.parse().unwrap(), zone).unwrap().to_rfc3339()
    }

    #[test]
    fn it_goes_at_the_hour_of_the_site() {
        let tunis = chrono_tz::Africa::Tunis;
        let of = |every, on, after| next(every, on, 7, after, tunis);
        assert_eq!(of(Every::Day, None, "2026-11-29T05:59:59Z"), "2026-11-29T06:00:00+00:00");
        assert_eq!(of(Every::Day, None, "2026-11-29T06:00:00Z"), "2026-11-30T06:00:00+00:00");
        // From Friday to Monday.
        assert_eq!(of(Every::Weekday, None, "2026-11-27T06:00:00Z"), "2026-11-30T06:00:00+00:00");
        assert_eq!(of(Every::Week, Some(7), "2026-11-27T06:00:00Z"), "2026-11-29T06:00:00+00:00");
        assert_eq!(of(Every::Week, Some(7), "2026-11-29T06:00:00Z"), "2026-12-06T06:00:00+00:00");
        assert_eq!(of(Every::Month, Some(31), "2026-11-29T06:00:00Z"), "2026-11-30T06:00:00+00:00");
        assert_eq!(of(Every::Month, Some(31), "2027-01-31T06:00:00Z"), "2027-02-28T06:00:00+00:00");
        assert_eq!(of(Every::Month, Some(1), "2026-11-01T06:00:00Z"), "2026-12-01T06:00:00+00:00");
    }

    #[test]
    fn clocks_that_change_lose_no_day_and_make_none_twice() {
        let paris = chrono_tz::Europe::Paris;
        // Two o'clock is left out on 28 March, and comes twice on 31 October.
        assert_eq!(next(Every::Day, None, 2, "2027-03-27T12:00:00Z", paris), "2027-03-28T01:00:00+00:00");
        assert_eq!(next(Every::Day, None, 2, "2027-10-30T12:00:00Z", paris), "2027-10-31T00:00:00+00:00");
        assert_eq!(next(Every::Day, None, 2, "2027-10-31T00:00:00Z", paris), "2027-11-01T01:00:00+00:00");
    }

    #[test]
    fn weeks_and_months_name_their_day_and_others_none() {
        let has = |every, on| Schedule { every, on, hour: 7, recipients: vec![] }.has_day();
        assert!(has(Every::Day, None) && has(Every::Week, Some(7)) && has(Every::Month, Some(31)));
        assert!(!has(Every::Day, Some(1)) && !has(Every::Week, Some(8)) && !has(Every::Week, None) && !has(Every::Month, None));
    }
}
