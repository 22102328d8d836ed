//! A period as a rule: the same report is of other days tomorrow.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::goals::month_of;

/// Of which days a report is, seen from the day on which it is made. Weeks begin on Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReportDays)]
pub enum Rule {
    Today,
    Yesterday,
    ThisWeek,
    LastWeek,
    #[serde(rename = "last_7_days")]
    Last7Days,
    #[serde(rename = "last_30_days")]
    Last30Days,
    ThisMonth,
    LastMonth,
    ThisQuarter,
    LastQuarter,
    /// This month and the two before.
    #[serde(rename = "last_3_months")]
    Last3Months,
    /// This month and the eleven before.
    #[serde(rename = "last_12_months")]
    Last12Months,
    ThisYear,
    LastYear,
}

impl Rule {
    /// The first and the last day. What has begun ends today.
    pub fn of(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let week = back(today, u64::from(today.weekday().num_days_from_monday()));
        let month = month_of(today);
        let quarter = earlier(month, month.month0() % 3);
        let year = earlier(month, month.month0());
        match self {
            Self::Today => (today, today),
            Self::Yesterday => (back(today, 1), back(today, 1)),
            Self::ThisWeek => (week, today),
            Self::LastWeek => (back(week, 7), back(week, 1)),
            Self::Last7Days => (back(today, 6), today),
            Self::Last30Days => (back(today, 29), today),
            Self::ThisMonth => (month, today),
            Self::LastMonth => (earlier(month, 1), back(month, 1)),
            Self::ThisQuarter => (quarter, today),
            Self::LastQuarter => (earlier(quarter, 3), back(quarter, 1)),
            Self::Last3Months => (earlier(month, 2), today),
            Self::Last12Months => (earlier(month, 11), today),
            Self::ThisYear => (year, today),
            Self::LastYear => (earlier(year, 12), back(year, 1)),
        }
    }
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn earlier(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rule: Rule, today: &str) -> [String; 2] {
        let (from, until) = rule.of(today.parse().unwrap());
        [from.to_string(), until.to_string()]
    }

    #[test]
    fn each_rule_has_its_days() {
        // A Sunday.
        for (rule, from, until) in [
            (Rule::Today, "2026-11-29", "2026-11-29"),
            (Rule::Yesterday, "2026-11-28", "2026-11-28"),
            (Rule::ThisWeek, "2026-11-23", "2026-11-29"),
            (Rule::LastWeek, "2026-11-16", "2026-11-22"),
            (Rule::Last7Days, "2026-11-23", "2026-11-29"),
            (Rule::Last30Days, "2026-10-31", "2026-11-29"),
            (Rule::ThisMonth, "2026-11-01", "2026-11-29"),
            (Rule::LastMonth, "2026-10-01", "2026-10-31"),
            (Rule::ThisQuarter, "2026-10-01", "2026-11-29"),
            (Rule::LastQuarter, "2026-07-01", "2026-09-30"),
            (Rule::Last3Months, "2026-09-01", "2026-11-29"),
            (Rule::Last12Months, "2025-12-01", "2026-11-29"),
            (Rule::ThisYear, "2026-01-01", "2026-11-29"),
            (Rule::LastYear, "2025-01-01", "2025-12-31"),
        ] {
            assert_eq!(of(rule, "2026-11-29"), [from, until], "{rule:?}");
        }
    }

    #[test]
    fn what_begins_today_has_one_day_and_what_was_before_is_whole() {
        assert_eq!(of(Rule::ThisWeek, "2024-01-01"), ["2024-01-01", "2024-01-01"]);
        assert_eq!(of(Rule::LastWeek, "2024-01-01"), ["2023-12-25", "2023-12-31"]);
        assert_eq!(of(Rule::LastMonth, "2024-03-31"), ["2024-02-01", "2024-02-29"]);
        assert_eq!(of(Rule::LastQuarter, "2024-02-29"), ["2023-10-01", "2023-12-31"]);
        assert_eq!(of(Rule::LastYear, "2024-02-29"), ["2023-01-01", "2023-12-31"]);
    }
}
