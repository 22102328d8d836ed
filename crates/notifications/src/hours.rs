//! When what a site does once a day begins: at its hour, by its clock.

use chrono::{DateTime, Days, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;

/// When it begins on a day. Where the clocks skip the hour, an hour later; where they repeat it, the first time.
pub fn begins(hour: i16, day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let hour = u32::try_from(hour).ok()?;
    let at = |hour| zone.from_local_datetime(&day.and_hms_opt(hour, 0, 0)?).earliest();
    at(hour).or_else(|| at(hour + 1)).map(|begins| begins.to_utc())
}

/// When it begins next.
pub fn next(hour: i16, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let today = now.with_timezone(&zone).date_naive();
    let days = [today, today + Days::new(1), today + Days::new(2)];
    days.into_iter().filter_map(|day| begins(hour, day, zone)).find(|begins| *begins > now)
}
