//! The night, when nobody's telephone rings.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Quiet hours, from the evening over midnight to the morning, by the clock where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Night {
    /// Minutes since midnight.
    pub from: u16,
    pub until: u16,
}

/// What would go out at night is to go out before it begins.
const BEFORE: u16 = 30;

impl Night {
    /// Nine in the evening to eight in the morning.
    pub const USUAL: Self = Self { from: 21 * 60, until: 8 * 60 };
    /// An evening begins at five at the earliest, and a morning ends at noon at the latest: no night is moved over lunch or done away with.
    pub const EARLIEST: u16 = 17 * 60;
    pub const LATEST: u16 = 12 * 60;
    /// And until five nobody is woken.
    pub const SOONEST: u16 = 5 * 60;

    /// Where it is night in any of the zones, when it has ended in all of them.
    pub fn end(self, zones: &[Tz], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut end = now;
        while let Some(morning) = zones.iter().find_map(|zone| self.morning(*zone, end)) {
            end = morning;
        }
        (end > now).then_some(end)
    }

    /// The time itself; at night, half an hour before it began wherever it had begun.
    pub fn evening_before(self, zones: &[Tz], wanted: DateTime<Utc>) -> DateTime<Utc> {
        let mut time = wanted;
        while let Some(evening) = zones.iter().find_map(|zone| self.evening(*zone, time)) {
            time = evening;
        }
        time
    }

    fn morning(self, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let began = self.began(zone, now)?;
        at(zone, began + Days::new(1), self.until).filter(|morning| *morning > now)
    }

    fn evening(self, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let began = self.began(zone, now)?;
        at(zone, began, self.from - BEFORE).filter(|evening| *evening < now)
    }

    /// At night, the day on whose evening it began.
    fn began(self, zone: Tz, now: DateTime<Utc>) -> Option<NaiveDate> {
        let here = now.with_timezone(&zone);
        let (day, time) = (here.date_naive(), here.time());
        if time >= clock(self.from) {
            return Some(day);
        }
        (time < clock(self.until)).then(|| day - Days::new(1))
    }
}

fn clock(minutes: u16) -> NaiveTime {
    NaiveTime::MIN + TimeDelta::minutes(minutes.into())
}

/// No zone changes its clocks in the morning or the evening; if one did, it would be an hour later.
fn at(zone: Tz, day: NaiveDate, minutes: u16) -> Option<DateTime<Utc>> {
    let on = |minutes| zone.from_local_datetime(&day.and_time(clock(minutes))).earliest();
    on(minutes).or_else(|| on(minutes + 60)).map(|time| time.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{Africa, Atlantic, Europe};

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_night_ends_in_the_morning_whatever_the_clocks_do() {
        let (tunis, paris) = (Africa::Tunis, Europe::Paris);
        let long = Night { from: 18 * 60 + 30, until: 9 * 60 + 15 };
        let table = [
            (Night::USUAL, tunis, "2026-11-24T19:59:59Z", None),
            (Night::USUAL, tunis, "2026-11-24T20:00:00Z", Some("2026-11-25T07:00:00Z")),
            (Night::USUAL, tunis, "2026-11-25T01:00:00Z", Some("2026-11-25T07:00:00Z")),
            (Night::USUAL, tunis, "2026-11-25T06:59:59Z", Some("2026-11-25T07:00:00Z")),
            (Night::USUAL, tunis, "2026-11-25T07:00:00Z", None),
            // The nights of the clock changes are an hour longer and an hour shorter.
            (Night::USUAL, paris, "2026-10-24T21:00:00Z", Some("2026-10-25T07:00:00Z")),
            (Night::USUAL, paris, "2027-03-27T22:00:00Z", Some("2027-03-28T06:00:00Z")),
            // Of a site's own.
            (long, tunis, "2026-11-24T17:29:59Z", None),
            (long, tunis, "2026-11-24T17:30:00Z", Some("2026-11-25T08:15:00Z")),
            (long, tunis, "2026-11-25T08:15:00Z", None),
            (long, paris, "2026-10-24T22:00:00Z", Some("2026-10-25T08:15:00Z")),
        ];
        for (night, zone, now, end) in table {
            assert_eq!(night.end(&[zone], utc(now)), end.map(utc), "{now} at {zone}");
        }
    }

    #[test]
    fn it_is_quiet_while_it_is_night_in_one_of_the_zones() {
        let spain = [Europe::Madrid, Atlantic::Canary];
        let table = [
            // Nine in the evening at Madrid is eight on the Canaries, and eight in the morning seven.
            ("2026-11-24T19:59:00Z", None),
            ("2026-11-24T20:00:00Z", Some("2026-11-25T08:00:00Z")),
            ("2026-11-25T07:30:00Z", Some("2026-11-25T08:00:00Z")),
            ("2026-11-25T08:00:00Z", None),
        ];
        for (now, end) in table {
            assert_eq!(Night::USUAL.end(&spain, utc(now)), end.map(utc), "{now}");
        }
    }

    #[test]
    fn what_would_go_at_night_goes_before_it() {
        let spain = &[Europe::Madrid, Atlantic::Canary][..];
        let (tunis, paris) = (&[Africa::Tunis][..], &[Europe::Paris][..]);
        let early = Night { from: 19 * 60, until: 9 * 60 };
        let table = [
            (Night::USUAL, tunis, "2026-11-24T05:00:00Z", "2026-11-23T19:30:00Z"),
            (Night::USUAL, tunis, "2026-11-24T20:00:00Z", "2026-11-24T19:30:00Z"),
            (Night::USUAL, tunis, "2026-11-24T19:45:00Z", "2026-11-24T19:45:00Z"),
            (Night::USUAL, paris, "2026-03-29T05:30:00Z", "2026-03-28T19:30:00Z"),
            (Night::USUAL, paris, "2026-10-25T06:30:00Z", "2026-10-24T18:30:00Z"),
            (early, tunis, "2026-11-24T07:30:00Z", "2026-11-23T17:30:00Z"),
            // Half past eight at Madrid is night on the Canaries, where half past eight in the evening is night at Madrid.
            (Night::USUAL, spain, "2026-11-24T07:30:00Z", "2026-11-23T19:30:00Z"),
        ];
        for (night, zones, wanted, expected) in table {
            assert_eq!(night.evening_before(zones, utc(wanted)), utc(expected), "{wanted}");
        }
    }
}
