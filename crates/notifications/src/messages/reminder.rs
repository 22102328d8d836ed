//! When a reminder goes out: so many hours before, and never at night.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::night::Night;

/// So many hours before an appointment.
pub const HOURS: [i64; 2] = [24, 2];
/// No reminder is moved further: over the longest night, the hours between two zones of a country, and a change of clocks.
const FURTHEST: TimeDelta = TimeDelta::hours(22);

/// Of an appointment as it was promised at `asked_at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    pub hours: i64,
    pub asked_at: DateTime<Utc>,
}

/// What to do with a reminder now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Now,
    At(DateTime<Utc>),
    /// The time was promised when the reminder would have gone already, or it has begun.
    Never,
}

impl Reminder {
    /// Not before this is it worth a look; none when it is too late already.
    pub fn first_look(&self, start: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let wanted = start - TimeDelta::hours(self.hours);
        (wanted > self.asked_at).then(|| (wanted - FURTHEST).max(self.asked_at))
    }

    /// `zones` are those that the customer may be in.
    pub fn turn(&self, start: DateTime<Utc>, night: Night, zones: &[Tz], now: DateTime<Utc>) -> Turn {
        let due = night.evening_before(zones, start - TimeDelta::hours(self.hours));
        if due <= self.asked_at || now >= start {
            return Turn::Never;
        }
        if now < due { Turn::At(due) } else { Turn::Now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn reminders_keep_the_night() {
        let tunis = chrono_tz::Africa::Tunis;
        let paris = chrono_tz::Europe::Paris;
        let table = [
            // Ten in the morning at Tunis: the day before at ten, and at eight.
            (tunis, "2026-11-24T09:00:00Z", 24, "2026-11-23T09:00:00Z"),
            (tunis, "2026-11-24T09:00:00Z", 2, "2026-11-24T07:00:00Z"),
            // At half past eight: six in the morning becomes the evening before.
            (tunis, "2026-11-24T07:30:00Z", 2, "2026-11-23T19:30:00Z"),
            // At seven: both would be at night.
            (tunis, "2026-11-24T06:00:00Z", 24, "2026-11-22T19:30:00Z"),
            // Nine in the evening is night, a minute before is not.
            (tunis, "2026-11-24T20:00:00Z", 24, "2026-11-23T19:30:00Z"),
            (tunis, "2026-11-24T19:59:00Z", 24, "2026-11-23T19:59:00Z"),
            // The night of 25 October has an hour more at Paris: 24 hours before half past eight are half past nine in the evening.
            (paris, "2026-10-25T19:30:00Z", 24, "2026-10-24T18:30:00Z"),
            // The night of 29 March has an hour less: 24 hours before half past eight in the morning are half past seven.
            (paris, "2026-03-29T06:30:00Z", 24, "2026-03-27T19:30:00Z"),
            // A leap day.
            (paris, "2028-03-01T08:00:00Z", 24, "2028-02-29T08:00:00Z"),
        ];
        for (zone, start, hours, expected) in table {
            let due = Night::USUAL.evening_before(&[zone], utc(start) - TimeDelta::hours(hours));
            assert_eq!(due, utc(expected), "{start}, {hours} hours before at {zone}");
        }
    }

    #[test]
    fn who_booked_after_it_gets_none() {
        let start = utc("2026-11-24T07:30:00Z");
        let of = |hours, asked: &str| Reminder { hours, asked_at: utc(asked) };
        let (night, zone) = (Night::USUAL, &[chrono_tz::Africa::Tunis]);
        assert_eq!(of(24, "2026-11-23T12:00:00Z").first_look(start), None);
        let late = of(2, "2026-11-23T21:00:00Z");
        assert!(late.first_look(start).is_some());
        assert_eq!(late.turn(start, night, zone, late.asked_at), Turn::Never, "it was moved to before the booking");
        let early = of(2, "2026-11-20T09:00:00Z");
        assert!(early.first_look(start).unwrap() <= utc("2026-11-23T19:30:00Z"));
        assert_eq!(early.turn(start, night, zone, utc("2026-11-23T18:00:00Z")), Turn::At(utc("2026-11-23T19:30:00Z")));
        assert_eq!(early.turn(start, night, zone, utc("2026-11-23T19:30:00Z")), Turn::Now);
        assert_eq!(early.turn(start, night, zone, start), Turn::Never);
    }
}
