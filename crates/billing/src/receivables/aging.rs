//! Money by its age: pure.

use chrono::{Days, NaiveDate};
use kernel::Amount;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgeSince {
    /// Since it fell due.
    #[default]
    Due,
    /// Since it was issued.
    Issue,
}

/// What is unpaid, in minor units: not yet due, and by how long it has been, in four steps. `older` is more than three steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Aged {
    /// Not due yet; since the issue, of today.
    pub current: Amount,
    /// 1 to 30 days, where a step has 30.
    pub first: Amount,
    /// 31 to 60
    pub second: Amount,
    /// 61 to 90
    pub third: Amount,
    /// More than 90
    pub older: Amount,
    /// All of them.
    pub total: Amount,
}

impl Aged {
    pub fn add(&mut self, other: &Self) {
        self.current += other.current;
        self.first += other.first;
        self.second += other.second;
        self.third += other.third;
        self.older += other.older;
        self.total += other.total;
    }
}

/// The last days that fall into each step: today, and one, two and three steps before.
pub fn bounds(today: NaiveDate, step: u32) -> [NaiveDate; 4] {
    let back = |steps: u32| today.checked_sub_days(Days::new(u64::from(steps * step))).unwrap_or(NaiveDate::MIN);
    [today, back(1), back(2), back(3)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_back_from_today() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let of_30 = ["2026-11-27", "2026-10-28", "2026-09-28", "2026-08-29"].map(day);
        assert_eq!(bounds(day("2026-11-27"), 30), of_30);
    }
}
