//! How much further or less a vehicle goes in a season than in others: to the sea in summer, or not at all in winter. Pure.
//!
//! Readings say it where they are no more than 100 days apart, and where each season of two years at least was covered for half of it. Each season
//! weighs alike; a season is kept within half and twice the average, and seasons that all lie within a tenth of it are none.

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

use super::reckon::Point;

/// Readings further apart say nothing of a season between them.
const APART: i64 = 100;
/// Of a season in a year, before the year counts for it.
const COVERED_DAYS: i64 = 45;
const YEARS: usize = 2;
const AVERAGE: i64 = 1000;
const LEAST: i64 = 500;
const MOST: i64 = 2000;
/// Less is no season but chance.
const CHANCE: i64 = 100;

/// A day's distance in each season, in thousandths of the average day's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = UsageSeasons)]
pub struct Seasons {
    pub dec_feb: i64,
    pub mar_may: i64,
    pub jun_aug: i64,
    pub sep_nov: i64,
}

impl From<[i64; 4]> for Seasons {
    fn from([dec_feb, mar_may, jun_aug, sep_nov]: [i64; 4]) -> Self {
        Self { dec_feb, mar_may, jun_aug, sep_nov }
    }
}

impl Seasons {
    fn on(&self, day: NaiveDate) -> i64 {
        [self.dec_feb, self.mar_may, self.jun_aug, self.sep_nov][of_day(day)]
    }
}

/// 0 to 3.
fn of_day(on: NaiveDate) -> usize {
    usize::try_from(on.month() % 12 / 3).unwrap_or_default()
}

/// Where its season ends: the first day of the next.
fn next_season(on: NaiveDate) -> Option<NaiveDate> {
    let month = [3, 6, 9, 12][of_day(on)];
    let year = if on.month() == 12 { on.year() + 1 } else { on.year() };
    NaiveDate::from_ymd_opt(year, month, 1)
}

/// What a season's distance was, and over how many days, in the year in which it ended.
#[derive(Clone, Copy, Debug, Default)]
struct Covered {
    thousandths: i64,
    days: i64,
}

/// The profile that readings give, oldest first; none where they do not.
pub fn profile(points: &[Point]) -> Option<Seasons> {
    let mut years: [std::collections::BTreeMap<i32, Covered>; 4] = Default::default();
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let apart = (to.on - from.on).num_days();
        if !(1..=APART).contains(&apart) {
            continue;
        }
        let mut on = from.on;
        while on < to.on {
            let end = next_season(on)?.min(to.on);
            let (days, year) = ((end - on).num_days(), end.pred_opt()?.year() + i32::from(end.pred_opt()?.month() == 12));
            let covered = years[of_day(on)].entry(year).or_default();
            covered.thousandths += (to.at - from.at) * 1000 * days / apart;
            covered.days += days;
            on = end;
        }
    }
    let daily = years.map(|years| daily_of(years.into_values()));
    let [Some(winter), Some(spring), Some(summer), Some(autumn)] = daily else { return None };
    let all = [winter, spring, summer, autumn];
    let average = all.iter().sum::<i64>() / 4;
    if average < 1 {
        return None;
    }
    let seasons = all.map(|daily| (daily * AVERAGE / average).clamp(LEAST, MOST));
    seasons.iter().any(|season| (season - AVERAGE).abs() > CHANCE).then(|| seasons.into())
}

fn daily_of(years: impl Iterator<Item = Covered>) -> Option<i64> {
    let years: Vec<_> = years.filter(|year| year.days >= COVERED_DAYS).collect();
    let (thousandths, days) = years.iter().fold((0, 0), |(sum, days), year| (sum + year.thousandths, days + year.days));
    (years.len() >= YEARS && days > 0).then(|| thousandths / days)
}

/// The day on which so many thousandths more are gone, from a day on.
pub fn reached(from: NaiveDate, thousandths: i64, daily: i64, seasons: &Seasons, furthest: i64) -> Option<NaiveDate> {
    let (mut on, mut left) = (from, thousandths);
    let last = from.checked_add_days(Days::new(furthest.unsigned_abs()))?;
    while left > 0 && on < last {
        let (end, pace) = (next_season(on)?.min(last), pace(on, daily, seasons));
        let needed = left.div_euclid(pace) + i64::from(left.rem_euclid(pace) > 0);
        let days = needed.min((end - on).num_days());
        left -= days * pace;
        on = on.checked_add_days(Days::new(days.unsigned_abs()))?;
    }
    Some(on)
}

/// How many thousandths are gone between two days.
pub fn gone(from: NaiveDate, to: NaiveDate, daily: i64, seasons: &Seasons) -> Option<i64> {
    let (mut on, mut sum) = (from, 0);
    while on < to {
        let end = next_season(on)?.min(to);
        sum += (end - on).num_days() * pace(on, daily, seasons);
        on = end;
    }
    Some(sum)
}

fn pace(on: NaiveDate, daily: i64, seasons: &Seasons) -> i64 {
    (daily * seasons.on(on) / AVERAGE).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Read on the first of each season from December 2023 on, having gone so far in each.
    fn points(gone: &[i64]) -> Vec<Point> {
        let (mut at, mut on) = (0, day("2023-12-01"));
        let mut points = vec![Point { on, at }];
        for distance in gone {
            at += distance;
            on = next_season(on).unwrap();
            points.push(Point { on, at });
        }
        points
    }

    #[test]
    fn two_years_of_each_season_give_a_profile_and_less_gives_none() {
        let two_years = [1_820, 2_760, 5_520, 2_730, 1_800, 2_760, 5_520, 2_730];
        assert_eq!(profile(&points(&two_years)), Some([571, 857, 1714, 857].into()));
        assert_eq!(profile(&points(&two_years[..7])), None, "one autumn alone");
        assert_eq!(profile(&points(&[2_730, 2_760, 2_760, 2_730, 2_700, 2_760, 2_760, 2_730])), None, "no season");
        let far: Vec<_> = points(&two_years).into_iter().step_by(2).collect();
        assert_eq!(profile(&far), None, "half a year between readings");
        assert_eq!(profile(&[]), None);
        assert_eq!(profile(&points(&[0; 8])), None, "it does not move");
    }

    #[test]
    fn a_distance_is_reached_sooner_in_the_season_of_much() {
        let seasons = [500, 1000, 2000, 500].into();
        let of = |from, thousandths| reached(day(from), thousandths, 40_000, &seasons, 36_500).unwrap();
        assert_eq!(of("2026-07-01", 800_000), day("2026-07-11"));
        assert_eq!(of("2026-01-01", 800_000), day("2026-02-10"));
        // 31 days of August at 80 km, then autumn at 20.
        assert_eq!(of("2026-08-01", 31 * 80_000 + 20_001), day("2026-09-03"));
        assert_eq!(of("2026-07-01", 0), day("2026-07-01"));
        assert_eq!(gone(day("2026-08-30"), day("2026-09-04"), 40_000, &seasons), Some(2 * 80_000 + 3 * 20_000));
        assert_eq!(gone(day("2026-11-30"), day("2026-12-02"), 40_000, &seasons), Some(40_000));
        assert_eq!(gone(day("2026-08-30"), day("2026-08-30"), 40_000, &seasons), Some(0));
    }

    #[test]
    fn a_season_belongs_to_the_year_in_which_it_ends() {
        assert_eq!(next_season(day("2026-12-31")), Some(day("2027-03-01")));
        assert_eq!(next_season(day("2027-02-28")), Some(day("2027-03-01")));
        assert_eq!(next_season(day("2026-11-30")), Some(day("2026-12-01")));
        assert_eq!([of_day(day("2026-12-01")), of_day(day("2026-03-01")), of_day(day("2026-08-31"))], [0, 1, 2]);
    }
}
