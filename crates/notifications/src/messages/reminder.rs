//! When a reminder goes out: so many hours before, and never at night.

use chrono::{DateTime, Days, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::night::{QUIET_FROM, QUIET_UNTIL};

/// So many hours before an appointment.
pub const HOURS: [i64; 2] = [24, 2];
/// What would go out at night goes out half an hour before it begins.
const EVENING: (u32, u32) = (20, 30);
/// No reminder is moved further.
const FURTHEST: TimeDelta = TimeDelta::hours(13);

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

    pub fn turn(&self, start: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> Turn {
        let due = due(start, self.hours, zone);
        if due <= self.asked_at || now >= start {
            return Turn::Never;
        }
        if now < due { Turn::At(due) } else { Turn::Now }
    }
}

fn due(start: DateTime<Utc>, hours: i64, zone: Tz) -> DateTime<Utc> {
    let wanted = (start - TimeDelta::hours(hours)).with_timezone(&zone);
    let evening = match wanted.hour() {
        QUIET_FROM.. => wanted.date_naive(),
        ..QUIET_UNTIL => wanted.date_naive() - Days::new(1),
        _ => return wanted.to_utc(),
    };
    // No zone changes its clocks in the evening; if one did, the reminder would go at the time first wanted.
    let evening = evening.and_hms_opt(EVENING.0, EVENING.1, 0).and_then(|local| zone.from_local_datetime(&local).earliest());
    evening.unwrap_or(wanted).to_utc()
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
            assert_eq!(due(utc(start), hours, zone), utc(expected), "{start}, {hours} hours before at {zone}");
        }
    }

    #[test]
    fn who_booked_after_it_gets_none() {
        let start = utc("2026-11-24T07:30:00Z");
        let of = |hours, asked: &str| Reminder { hours, asked_at: utc(asked) };
        let zone = chrono_tz::Africa::Tunis;
        assert_eq!(of(24, "2026-11-23T12:00:00Z").first_look(start), None);
        let late = of(2, "2026-11-23T21:00:00Z");
        assert!(late.first_look(start).is_some());
        assert_eq!(late.turn(start, zone, late.asked_at), Turn::Never, "it was moved to before the booking");
        let early = of(2, "2026-11-20T09:00:00Z");
        assert!(early.first_look(start).unwrap() <= utc("2026-11-23T19:30:00Z"));
        assert_eq!(early.turn(start, zone, utc("2026-11-23T18:00:00Z")), Turn::At(utc("2026-11-23T19:30:00Z")));
        assert_eq!(early.turn(start, zone, utc("2026-11-23T19:30:00Z")), Turn::Now);
        assert_eq!(early.turn(start, zone, start), Turn::Never);
    }
}
