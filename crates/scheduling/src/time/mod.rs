//! Time, pure: intervals, and when a site and its people are there.

pub mod hours;
pub mod interval;

use chrono::{DateTime, Utc};

pub use interval::Interval;

/// The tables keep seconds since 1970: numbers sort alike on both databases.
pub fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}
