//! When a site is open and a person is there, as instants: hours are written in the site's own time, and a day of a clock change has
//! an hour more or less. Breaks are gaps between spans; Ramadan is an exception of the site with spans of its own.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use contracts::identity::{OpeningHours, SiteCard, Span};

use super::Interval;
use super::interval::{intersection, merged};

/// No clock is put forward by more.
const LONGEST_GAP: i64 = 180;

pub fn zone_of(site: &SiteCard) -> Tz {
    site.time_zone.parse().unwrap_or(chrono_tz::UTC)
}

/// The day at the site that it is at an instant.
pub fn day_at(zone: Tz, seconds: i64) -> NaiveDate {
    super::at(seconds).with_timezone(&zone).date_naive()
}

/// A day from midnight to midnight: 23, 24 or 25 hours.
pub fn whole_day(zone: Tz, day: NaiveDate) -> Interval {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    Interval::new(begin(zone, day.and_time(NaiveTime::MIN)), begin(zone, next.and_time(NaiveTime::MIN)))
}

/// When the site is open on a day. A site that did not say when it is open is closed.
pub fn open_on(hours: &OpeningHours, zone: Tz, day: NaiveDate) -> Vec<Interval> {
    instants(hours.on(day), zone, day)
}

/// When somebody is there on a day of a week of their own (Monday first): within the site's hours; all of them without such a week.
pub fn there_on(hours: &OpeningHours, week: Option<&[Vec<Span>]>, zone: Tz, day: NaiveDate) -> Vec<Interval> {
    let open = open_on(hours, zone, day);
    let Some(week) = week else { return open };
    let own = OpeningHours { week: week.to_vec(), exceptions: vec![] };
    intersection(&open, &instants(own.on(day), zone, day))
}

/// The days from one to another, both included.
pub fn days(from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= until)
}

fn instants(spans: &[Span], zone: Tz, day: NaiveDate) -> Vec<Interval> {
    let on = |minutes: u16| day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes.into());
    let of = |span: &Span| Interval::new(begin(zone, on(span.from.minutes)), end(zone, on(span.until.minutes)));
    merged(spans.iter().map(of).collect())
}

/// A time that comes twice begins the first time.
fn begin(zone: Tz, local: NaiveDateTime) -> i64 {
    zone.from_local_datetime(&local).earliest().map_or_else(|| after_gap(zone, local), |at| at.timestamp())
}

/// A time that comes twice ends the second time.
fn end(zone: Tz, local: NaiveDateTime) -> i64 {
    zone.from_local_datetime(&local).latest().map_or_else(|| after_gap(zone, local), |at| at.timestamp())
}

/// A time that does not come at all is the instant at which the clock is put forward.
fn after_gap(zone: Tz, local: NaiveDateTime) -> i64 {
    let later = (1..=LONGEST_GAP).find_map(|minutes| zone.from_local_datetime(&(local + TimeDelta::minutes(minutes))).earliest());
    later.map_or_else(|| Utc.from_utc_datetime(&local).timestamp(), |at| at.timestamp())
}

#[cfg(test)]
mod tests {
    use contracts::identity::HoursException;

    use super::*;

    fn span(from: &str, until: &str) -> Span {
        Span { from: from.parse().unwrap(), until: until.parse().unwrap() }
    }

    /// The same on every day.
    fn daily(spans: &[(&str, &str)]) -> OpeningHours {
        let spans: Vec<_> = spans.iter().map(|(from, until)| span(from, until)).collect();
        OpeningHours { week: vec![spans; 7], exceptions: vec![] }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn shown(all: &[Interval]) -> Vec<String> {
        let instant = |seconds| crate::time::at(seconds).format("%m-%dT%H:%M").to_string();
        all.iter().map(|one| format!("{}/{}", instant(one.from), instant(one.until))).collect()
    }

    /// Zone, day, spans of its hours, and the instants that they are.
    type Case = (Tz, &'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

    #[test]
    fn hours_are_instants_on_every_kind_of_day() {
        let (paris, tunis) = (chrono_tz::Europe::Paris, chrono_tz::Africa::Tunis);
        let cases: &[Case] = &[
            (paris, "2026-01-15", &[("08:00", "12:00"), ("14:00", "18:00")], &["01-15T07:00/01-15T11:00", "01-15T13:00/01-15T17:00"]),
            (paris, "2026-07-15", &[("08:00", "18:00")], &["07-15T06:00/07-15T16:00"]),
            // The clock goes from 2 to 3: the night has seven hours.
            (paris, "2026-03-29", &[("00:00", "08:00")], &["03-28T23:00/03-29T06:00"]),
            (paris, "2026-03-29", &[("01:30", "02:30")], &["03-29T00:30/03-29T01:00"]),
            (paris, "2026-03-29", &[("02:10", "02:50")], &[]),
            (paris, "2026-03-29", &[("02:30", "04:00")], &["03-29T01:00/03-29T02:00"]),
            (paris, "2026-03-28", &[("20:00", "24:00")], &["03-28T19:00/03-28T23:00"]),
            // The clock goes from 3 back to 2: the night has nine hours, and 2:30 comes twice.
            (paris, "2026-10-25", &[("00:00", "08:00")], &["10-24T22:00/10-25T07:00"]),
            (paris, "2026-10-25", &[("02:30", "02:45")], &["10-25T00:30/10-25T01:45"]),
            (paris, "2026-10-25", &[("08:00", "24:00")], &["10-25T07:00/10-25T23:00"]),
            // No clock is changed in Tunis.
            (tunis, "2026-03-29", &[("00:00", "24:00")], &["03-28T23:00/03-29T23:00"]),
            (tunis, "2026-07-15", &[("08:00", "12:00")], &["07-15T07:00/07-15T11:00"]),
            (tunis, "2028-02-29", &[("08:00", "12:00")], &["02-29T07:00/02-29T11:00"]),
            (tunis, "2026-07-15", &[("08:00", "12:00"), ("12:00", "13:00")], &["07-15T07:00/07-15T12:00"]),
        ];
        for (zone, date, spans, expected) in cases {
            assert_eq!(shown(&open_on(&daily(spans), *zone, day(date))), *expected, "{zone} {date} {spans:?}");
        }
    }

    #[test]
    fn a_day_has_23_24_or_25_hours() {
        for (zone, date, hours) in [
            (chrono_tz::Europe::Paris, "2026-03-29", 23),
            (chrono_tz::Europe::Paris, "2026-10-25", 25),
            (chrono_tz::Europe::Paris, "2026-10-26", 24),
            (chrono_tz::Africa::Tunis, "2026-10-25", 24),
        ] {
            let whole = whole_day(zone, day(date));
            assert_eq!(whole.seconds(), hours * 3600, "{date}");
            assert_eq!((day_at(zone, whole.from), day_at(zone, whole.until - 1)), (day(date), day(date)));
        }
    }

    #[test]
    fn ramadan_shortens_everybodys_day_and_a_holiday_closes_it() {
        let exception = |from: &str, until: &str, spans: &[Span]| HoursException {
            name: "x".into(),
            from: day(from),
            until: day(until),
            weekdays: vec![],
            spans: spans.to_vec(),
        };
        let mut hours = daily(&[("08:00", "12:00"), ("14:00", "18:00")]);
        hours.exceptions =
            vec![exception("2026-02-18", "2026-03-19", &[span("09:00", "15:00")]), exception("2026-03-20", "2026-03-21", &[])];
        let tunis = chrono_tz::Africa::Tunis;
        let early = vec![vec![span("07:00", "11:00")]; 7];
        let there = |date: &str, week: Option<&[Vec<Span>]>| shown(&there_on(&hours, week, tunis, day(date)));
        assert_eq!(there("2026-02-17", None), ["02-17T07:00/02-17T11:00", "02-17T13:00/02-17T17:00"]);
        assert_eq!(there("2026-02-17", Some(&early)), ["02-17T07:00/02-17T10:00"]);
        assert_eq!(there("2026-02-18", Some(&early)), ["02-18T08:00/02-18T10:00"]);
        assert!(there("2026-03-20", Some(&early)).is_empty());
        assert!(there("2026-02-17", Some(&vec![vec![]; 7])).is_empty(), "a day off every day");
    }

    #[test]
    fn the_same_day_is_elsewhere_at_a_site_of_another_zone_and_no_hours_is_closed() {
        let hours = daily(&[("08:00", "12:00")]);
        let at = |zone| open_on(&hours, zone, day("2026-07-15"))[0].from;
        assert_eq!(at(chrono_tz::Africa::Tunis) - at(chrono_tz::Europe::Paris), 3600);
        assert!(open_on(&OpeningHours::default(), chrono_tz::Africa::Tunis, day("2026-07-15")).is_empty());
        assert_eq!(days(day("2028-02-28"), day("2028-03-01")).count(), 3);
    }
}
