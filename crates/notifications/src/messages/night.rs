//! The night, when nobody's telephone rings.

use chrono::{DateTime, Days, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// Quiet from nine in the evening to eight in the morning, where the site is.
pub const QUIET_FROM: u32 = 21;
pub const QUIET_UNTIL: u32 = 8;

/// At night, when it ends.
pub fn end_of_night(zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let here = now.with_timezone(&zone);
    let morning = match here.hour() {
        QUIET_FROM.. => here.date_naive() + Days::new(1),
        ..QUIET_UNTIL => here.date_naive(),
        _ => return None,
    };
    // No zone changes its clocks at eight; if one did, it would end an hour later.
    let at = |hour| zone.from_local_datetime(&morning.and_hms_opt(hour, 0, 0)?).earliest();
    at(QUIET_UNTIL).or_else(|| at(QUIET_UNTIL + 1)).map(|end| end.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_night_ends_at_eight_whatever_the_clocks_do() {
        let (tunis, paris) = (chrono_tz::Africa::Tunis, chrono_tz::Europe::Paris);
        let table = [
            (tunis, "2026-11-24T19:59:59Z", None),
            (tunis, "2026-11-24T20:00:00Z", Some("2026-11-25T07:00:00Z")),
            (tunis, "2026-11-25T01:00:00Z", Some("2026-11-25T07:00:00Z")),
            (tunis, "2026-11-25T06:59:59Z", Some("2026-11-25T07:00:00Z")),
            (tunis, "2026-11-25T07:00:00Z", None),
            // The nights of the clock changes are an hour longer and an hour shorter.
            (paris, "2026-10-24T21:00:00Z", Some("2026-10-25T07:00:00Z")),
            (paris, "2027-03-27T22:00:00Z", Some("2027-03-28T06:00:00Z")),
        ];
        for (zone, now, end) in table {
            let end: Option<DateTime<Utc>> = end.map(|text| text.parse().unwrap());
            assert_eq!(end_of_night(zone, now.parse().unwrap()), end, "{now} at {zone}");
        }
    }
}
