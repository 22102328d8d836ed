//! Calendar months (UTC): pure.

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};

/// The first days of this month and the ones before, oldest first, and of the month to come.
pub fn months(now: DateTime<Utc>, count: u32) -> (Vec<NaiveDate>, NaiveDate) {
    let today = now.date_naive();
    let this = today.with_day(1).unwrap_or(today);
    ((0..count).rev().map(|back| this - Months::new(back)).collect(), this + Months::new(1))
}

/// Midnight of today so many months ago.
pub fn ago(now: DateTime<Utc>, months: u32) -> DateTime<Utc> {
    midnight(now.date_naive() - Months::new(months))
}

pub fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::MIN).and_utc()
}

/// A year (`2026`) or a month (`2026-11`).
pub fn is_period(text: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('-') {
        None => digits(text, 4),
        Some((year, month)) => digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_whole_whatever_day_it_is() {
        let now = "2026-03-31T23:30:00Z".parse().unwrap();
        let (months, next) = months(now, 3);
        assert_eq!(months.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-01-01", "2026-02-01", "2026-03-01"]);
        assert_eq!(next.to_string(), "2026-04-01");
        assert_eq!(ago(now, 13).to_string(), "2025-02-28 00:00:00 UTC");
    }

    #[test]
    fn a_period_is_a_year_or_a_month() {
        assert!(["2026", "2026-11", "2026-01"].into_iter().all(is_period));
        assert!(!["", "26", "2026-13", "2026-00", "2026-1", "2026-11-02", "year", "2026-"].into_iter().any(is_period));
    }
}
