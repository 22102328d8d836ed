//! Days from outside, within what both databases keep and anybody means.

use chrono::{Datelike, NaiveDate};

/// A day of a body: present, optional, or optional and nullable.
pub trait Day {
    fn day(&self) -> Option<NaiveDate>;
}

impl Day for NaiveDate {
    fn day(&self) -> Option<NaiveDate> {
        Some(*self)
    }
}

impl<T: Day> Day for Option<T> {
    fn day(&self) -> Option<NaiveDate> {
        self.as_ref().and_then(Day::day)
    }
}

/// Use as `#[garde(custom(plausible))]`.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "what garde hands over")]
pub fn plausible<T: Day>(value: &T, (): &()) -> garde::Result {
    match value.day() {
        Some(day) if !(1900..=2100).contains(&day.year()) => Err(garde::Error::new("it is between 1900 and 2100")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_of_this_age() {
        let is_taken = |text: &str| plausible(&Some(Some(text.parse::<NaiveDate>().unwrap())), &()).is_ok();
        assert!(is_taken("1900-01-01") && is_taken("2100-12-31"));
        assert!(!is_taken("1899-12-31") && !is_taken("-4800-01-01") && !is_taken("+99999-01-01"));
        assert!(plausible(&None::<Option<NaiveDate>>, &()).is_ok());
    }
}
