//! What stood there: days have what changed, so what was there on a day is what was before and what changed since. Pure.

use chrono::{Datelike, Days, NaiveDate};

use crate::kpis::AHEAD;
use crate::measures::{Measure, Sums};

/// What was there when a period began. Amounts are minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    pub stock: i64,
    /// Of it, what nobody had taken any of for a year.
    pub dead: i64,
}

impl Opening {
    /// What is there when these days are over.
    pub fn after(self, days: &Sums) -> Self {
        Self { stock: self.stock + days[Measure::StockChange], dead: self.dead + days[Measure::Dead] }
    }

    pub fn and(self, other: Self) -> Self {
        Self { stock: self.stock + other.stock, dead: self.dead + other.dead }
    }

    /// The sums of a period with what stood at its end, and on average at the ends of its days.
    pub fn stand(self, sums: &mut Sums, (from, until): (NaiveDate, NaiveDate)) {
        let end = self.after(sums);
        let days = (until - from).num_days() + 1;
        // What came on a day is there on each day from it on.
        let after = i128::from(number(until)) + 1;
        let grown = after * i128::from(sums[Measure::StockChange]) - i128::from(sums[Measure::StockMoment]);
        let of_days = i128::from(self.stock) * i128::from(days) + grown;
        sums[Measure::StockValue] = end.stock;
        sums[Measure::DeadStock] = end.dead;
        sums[Measure::AverageStock] = i64::try_from(of_days / i128::from(days.max(1))).unwrap_or_default();
        sums[Measure::Days] = days;
    }
}

/// The last day before the millennium, from the year 1 on: numbers of days stay small.
const BEFORE: i32 = 730_119;

/// Of stock that no garage has the moment is cut: sums of many stay within a column.
const MOST: i64 = 1_000_000_000_000_000;

fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce() - BEFORE)
}

/// What changed on a day times its number: sums of both say what stood on average.
pub fn moment(day: NaiveDate, change: i64) -> i64 {
    change.saturating_mul(number(day)).clamp(-MOST, MOST)
}

/// The days after a period that are looked at for what is sold of them.
pub fn next((_, until): (NaiveDate, NaiveDate)) -> (NaiveDate, NaiveDate) {
    (until + Days::new(1), until + Days::new(AHEAD))
}

/// The sums of a period with what the days after it can take.
pub fn look_ahead(sums: &mut Sums, next: &Sums) {
    sums[Measure::AbleNext] = next[Measure::Able];
    sums[Measure::SoldNext] = next[Measure::Sold];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_garage_has_stays_within_a_number() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(moment(day("2000-01-02"), 300), 600);
        assert_eq!(moment(day("2026-03-02"), i64::MAX), MOST);
    }

    #[test]
    fn the_average_is_of_the_ends_of_all_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let moved = |on: &str, by: i64| Sums::of([(Measure::StockChange, by), (Measure::StockMoment, moment(day(on), by))]);
        let mut sums = Sums::default();
        for of in [moved("2026-03-02", 300), moved("2026-03-04", -100)] {
            sums.add(&of);
        }
        Opening { stock: 1000, dead: 50 }.stand(&mut sums, (day("2026-03-01"), day("2026-03-04")));
        // 1000, 1300, 1300, 1200
        assert_eq!((sums[Measure::AverageStock], sums[Measure::StockValue], sums[Measure::DeadStock]), (1200, 1200, 50));
        assert_eq!(sums[Measure::Days], 4);
    }
}
