//! When something is due: how far a vehicle goes in a day, from its odometer's log, and what follows from it. Pure.
//!
//! Source: FACTS, section 9. A day's distance is last less first reading of the last 24 months over the days between, when at
//! least 30 lie between them; kept within 5 and 300 km; 40 km where nothing is known. Due is what comes first, the distance or
//! the date. Distances are in kilometres (hours of a machine), a day's in thousandths. Where readings show that a season is unlike others
//! ([`seasons`]), what lies ahead follows it.

use chrono::{Days, Months, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

use super::seasons::{self, Seasons};
use crate::vehicles::record::{Reason, Unit};
use crate::vehicles::vehicle::Reading;

const WINDOW: Months = Months::new(24);
const LEAST_DAYS: i64 = 30;
const LEAST: i64 = 5_000;
const MOST: i64 = 300_000;
const USUAL: i64 = 40_000;
const MOST_HOURS: i64 = 24_000;
/// Nothing is foretold further away.
const FURTHEST_DAYS: i64 = 36_500;

/// What the odometer showed on a day, as the present instrument counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = OdometerPoint)]
pub struct Point {
    pub on: NaiveDate,
    pub at: i64,
}

/// The readings that count, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    pub points: Vec<Point>,
    /// When another instrument was fitted, and what it showed more than the one before.
    shifts: Vec<(NaiveDate, i64)>,
}

impl Log {
    /// A reading that a later one corrects does not count, nor one that is doubtful; what an instrument showed that was replaced
    /// counts as if the present one had been there.
    pub fn of(readings: &[Reading]) -> Self {
        let mut log = Self::default();
        let mut orders = vec![];
        for reading in readings {
            if let Some(place) = orders.iter().position(|order| reading.work_order_id.is_some() && *order == reading.work_order_id) {
                log.points.remove(place);
                orders.remove(place);
            }
            let on = reading.at.date_naive();
            match (reading.reason, log.points.last().copied()) {
                (Some(Reason::ClusterReplaced), Some(last)) => log.shift(on, reading.km - last.at),
                (Some(Reason::Typo | Reason::UnitMixup), Some(_)) => {
                    log.points.retain(|point| point.at <= reading.km);
                    orders.truncate(log.points.len());
                }
                (None, Some(last)) if last.at > reading.km => continue,
                _ => {}
            }
            if reading.doubt.is_none() {
                log.points.push(Point { on, at: reading.km });
                orders.push(reading.work_order_id);
            }
        }
        log
    }

    fn shift(&mut self, on: NaiveDate, by: i64) {
        self.points.iter_mut().for_each(|point| point.at += by);
        self.shifts.push((on, by));
    }

    /// What was read on a day, as the present instrument counts.
    pub fn at_present(&self, on: NaiveDate, at: i64) -> i64 {
        at + self.shifts.iter().filter(|(day, _)| *day > on).map(|(_, by)| by).sum::<i64>()
    }
}

/// What a day's distance was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = UsageBasis)]
pub enum Basis {
    /// From readings.
    Measured,
    /// From readings that gave an unlikely figure: the nearest likely one.
    Bounded,
    /// There are no two readings 30 days apart: the usual distance.
    Usual,
}

/// How far the vehicle goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DailyUse)]
pub struct Daily {
    /// Thousandths a day; null for a machine whose hours are not known.
    pub thousandths: Option<i64>,
    pub basis: Basis,
    /// The readings it was reckoned from, when it was.
    pub first: Option<Point>,
    pub last: Option<Point>,
    /// How seasons differ, where readings show that they do.
    pub seasons: Option<Seasons>,
}

impl Daily {
    fn pace(&self) -> Option<Pace> {
        Some(Pace { thousandths: self.thousandths?, seasons: self.seasons })
    }
}

/// How far it goes on the days that lie ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pace {
    thousandths: i64,
    seasons: Option<Seasons>,
}

pub fn daily(log: &Log, unit: Unit, today: NaiveDate) -> Daily {
    let since = today.checked_sub_months(WINDOW).unwrap_or(today);
    let seasons = seasons::profile(&log.points);
    let within: Vec<_> = log.points.iter().filter(|point| point.on >= since).collect();
    if let (Some(first), Some(last)) = (within.first(), within.last()) {
        let days = (last.on - first.on).num_days();
        if days >= LEAST_DAYS {
            let measured = ((last.at - first.at) * 2000 + days).div_euclid(days * 2);
            let likely = if unit == Unit::H { measured.clamp(1, MOST_HOURS) } else { measured.clamp(LEAST, MOST) };
            let basis = if likely == measured { Basis::Measured } else { Basis::Bounded };
            return Daily { thousandths: Some(likely), basis, first: Some(**first), last: Some(**last), seasons };
        }
    }
    let usual = (unit != Unit::H).then_some(USUAL);
    Daily { thousandths: usual, basis: Basis::Usual, first: None, last: None, seasons: None }
}

/// How often something is to be done: what comes first counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// Kilometres, or hours of a machine.
    pub distance: Option<i64>,
    pub months: Option<i32>,
}

/// When something was last done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    pub on: NaiveDate,
    /// What the odometer showed, as the present instrument counts.
    pub at: Option<i64>,
}

/// What comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DueBy)]
pub enum By {
    Distance,
    Time,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub on: NaiveDate,
    pub by: By,
    /// What the odometer will show then, when there is a distance.
    pub at: Option<i64>,
}

/// When something is due again; nothing when nothing says.
pub fn due(interval: Interval, done: Done, last: Option<Point>, daily: &Daily) -> Option<Due> {
    let at = done.at.zip(interval.distance).map(|(at, distance)| at + distance);
    let by_distance = at.zip(last).zip(daily.pace()).and_then(|((at, last), pace)| reached(at, last, pace));
    let months = interval.months.and_then(|months| u32::try_from(months).ok());
    let by_time = months.and_then(|months| done.on.checked_add_months(Months::new(months)));
    match (by_distance, by_time) {
        (Some(on), None) => Some(Due { on, by: By::Distance, at }),
        (Some(on), Some(time)) if on <= time => Some(Due { on, by: By::Distance, at }),
        (_, Some(on)) => Some(Due { on, by: By::Time, at }),
        (None, None) => None,
    }
}

/// The day on which the odometer shows this, going on as it did.
fn reached(at: i64, last: Point, pace: Pace) -> Option<NaiveDate> {
    let ahead = (at - last.at) * 1000;
    if let Some(seasons) = pace.seasons.filter(|_| ahead > 0) {
        return seasons::reached(last.on, ahead, pace.thousandths, &seasons, FURTHEST_DAYS);
    }
    let days = -(-ahead).div_euclid(pace.thousandths.max(1));
    let days = days.clamp(-FURTHEST_DAYS, FURTHEST_DAYS);
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { last.on.checked_sub_days(distance) } else { last.on.checked_add_days(distance) }
}

/// What the odometer should show on a day.
pub fn projected(last: Point, daily: &Daily, on: NaiveDate) -> Option<i64> {
    let pace = daily.pace()?;
    let seasonal = pace.seasons.and_then(|seasons| seasons::gone(last.on, on, pace.thousandths, &seasons));
    Some(last.at + seasonal.unwrap_or_else(|| (on - last.on).num_days() * pace.thousandths) / 1000)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use contracts::vehicles::VehicleId;
    use contracts::workshop::WorkOrderId;
    use uuid::Uuid;

    use super::*;
    use crate::vehicles::record::{Doubt, Source};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn reading(on: &str, km: i64, reason: Option<Reason>) -> Reading {
        let at: DateTime<Utc> = format!("{on}T09:00:00Z").parse().unwrap();
        let vehicle_id = VehicleId(Uuid::nil());
        let (source, by_name) = (Source::Manual, String::new());
        Reading { id: Uuid::now_v7(), vehicle_id, km, at, source, reason, work_order_id: None, by_name, doubt: None, past_visit_id: None }
    }

    fn log(readings: &[(&str, i64)]) -> Log {
        Log::of(&readings.iter().map(|(on, km)| reading(on, *km, None)).collect::<Vec<_>>())
    }

    #[test]
    fn a_days_distance_is_last_less_first_over_the_days_between() {
        type Case = (&'static [(&'static str, i64)], &'static str, i64, Basis);
        let cases: [Case; 11] = [
            (&[("2023-07-01", 20_000), ("2024-01-01", 25_000)], "2024-01-01", 27_174, Basis::Measured),
            (&[("2026-01-01", 78_300), ("2026-05-31", 84_300)], "2026-06-01", 40_000, Basis::Measured),
            // Readings between the first and the last change nothing.
            (&[("2026-01-01", 78_300), ("2026-01-09", 83_000), ("2026-05-31", 84_300)], "2026-06-01", 40_000, Basis::Measured),
            (&[("2026-05-01", 1_000), ("2026-05-31", 1_300)], "2026-06-01", 10_000, Basis::Measured),
            (&[("2026-05-01", 1_000), ("2026-05-30", 1_300)], "2026-06-01", 40_000, Basis::Usual),
            (&[("2026-05-01", 1_000)], "2026-06-01", 40_000, Basis::Usual),
            (&[], "2026-06-01", 40_000, Basis::Usual),
            (&[("2026-01-01", 1_000), ("2026-05-31", 1_030)], "2026-06-01", 5_000, Basis::Bounded),
            (&[("2026-01-01", 1_000), ("2026-05-31", 91_000)], "2026-06-01", 300_000, Basis::Bounded),
            // Older than 24 months.
            (&[("2024-05-31", 1_000), ("2026-05-31", 91_000)], "2026-06-01", 40_000, Basis::Usual),
            (&[("2024-06-01", 1_000), ("2026-05-31", 74_000)], "2026-06-01", 100_137, Basis::Measured),
        ];
        for (readings, today, thousandths, basis) in cases {
            let daily = daily(&log(readings), Unit::Km, day(today));
            assert_eq!((daily.thousandths, daily.basis), (Some(thousandths), basis), "{readings:?}");
        }
    }

    fn going(thousandths: Option<i64>) -> Daily {
        Daily { thousandths, basis: Basis::Measured, first: None, last: None, seasons: None }
    }

    #[test]
    fn what_comes_first_is_due() {
        let last = Some(Point { on: day("2026-11-26"), at: 84_300 });
        let oil = Interval { distance: Some(10_000), months: Some(12) };
        let now = Done { on: day("2026-11-26"), at: Some(84_300) };
        let cases = [
            // 10,000 km at 40 km a day are 250 days.
            ("40 a day", oil, now, last, Some(40_000), Some(("2027-08-03", By::Distance, Some(94_300)))),
            ("12 months are sooner", oil, now, last, Some(20_000), Some(("2027-11-26", By::Time, Some(94_300)))),
            ("a day begun counts", oil, now, last, Some(40_001), Some(("2027-08-03", By::Distance, Some(94_300)))),
            ("no reading", oil, Done { at: None, ..now }, None, Some(40_000), Some(("2027-11-26", By::Time, None))),
            ("no date", Interval { months: None, ..oil }, now, last, Some(50_000), Some(("2027-06-14", By::Distance, Some(94_300)))),
            ("nothing", Interval::default(), now, last, Some(40_000), None),
            ("hours unknown", Interval { months: None, ..oil }, now, last, None, None),
            (
                "reached already",
                oil,
                Done { on: day("2026-06-01"), at: Some(74_000) },
                last,
                Some(40_000),
                Some(("2026-11-19", By::Distance, Some(84_000))),
            ),
        ];
        for (name, interval, done, last, daily, expected) in cases {
            let due = due(interval, done, last, &going(daily));
            assert_eq!(due, expected.map(|(on, by, at)| Due { on: day(on), by, at }), "{name}");
        }
        assert_eq!(projected(Point { on: day("2026-01-01"), at: 85_035 }, &going(Some(94_000)), day("2026-02-17")), Some(89_453));
        // 10,000 km at 40 km a day are 250 days; who goes far in summer is there in July already.
        let summer = Daily { seasons: Some([700, 900, 1700, 700].into()), ..going(Some(40_000)) };
        assert_eq!(due(oil, now, last, &summer).unwrap().on, day("2027-07-31"));
        assert_eq!(projected(Point { on: day("2026-11-26"), at: 84_300 }, &summer, day("2027-07-31")), Some(94_352));
    }

    #[test]
    fn a_correction_takes_the_place_of_what_was_wrong() {
        let on = |readings: &[Reading]| Log::of(readings).points.iter().map(|point| point.at).collect::<Vec<_>>();
        let first = reading("2026-01-01", 80_000, None);
        for reason in [Reason::Typo, Reason::UnitMixup] {
            let wrong = reading("2026-02-01", 810_000, None);
            assert_eq!(on(&[first.clone(), wrong, reading("2026-02-01", 81_000, Some(reason))]), [80_000, 81_000]);
        }
        // A lower one from a work order is kept and does not count.
        assert_eq!(on(&[first.clone(), reading("2026-03-01", 70_000, None), reading("2026-04-01", 82_000, None)]), [80_000, 82_000]);
        let doubtful = Reading { doubt: Some(Doubt::Fast), ..reading("2026-01-02", 99_000, None) };
        assert_eq!(on(&[first.clone(), doubtful]), [80_000]);
        let order = Some(WorkOrderId::new());
        let of_order = |km, day| Reading { work_order_id: order, ..reading(day, km, None) };
        assert_eq!(on(&[first, of_order(91_000, "2026-05-01"), of_order(81_000, "2026-05-02")]), [80_000, 81_000]);
    }

    #[test]
    fn another_instrument_goes_on_where_the_old_one_stood() {
        let readings = [
            reading("2026-01-01", 80_000, None),
            reading("2026-02-01", 82_000, None),
            reading("2026-02-01", 10, Some(Reason::ClusterReplaced)),
            reading("2026-04-01", 2_000, None),
        ];
        let log = Log::of(&readings);
        assert_eq!(log.points.iter().map(|point| point.at).collect::<Vec<_>>(), [-1_990, 10, 10, 2_000]);
        assert_eq!(daily(&log, Unit::Km, day("2026-04-02")).thousandths, Some(44_333));
        assert_eq!(log.at_present(day("2026-01-10"), 80_500), -1_490);
        assert_eq!(log.at_present(day("2026-03-01"), 900), 900);
    }

    #[test]
    fn a_machine_has_hours_and_no_usual_use() {
        let hours = log(&[("2026-01-01", 1_000), ("2026-04-11", 1_650)]);
        assert_eq!(daily(&hours, Unit::H, day("2026-04-12")).thousandths, Some(6_500));
        assert_eq!(daily(&Log::default(), Unit::H, day("2026-04-12")).thousandths, None);
    }
}
