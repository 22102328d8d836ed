//! Which days a question is about.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use kernel::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::time::{Interval, at};

/// From one instant to another, the end not included.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = TimeSpan)]
pub struct TimeSpan {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl From<Interval> for TimeSpan {
    fn from(time: Interval) -> Self {
        Self { from: at(time.from), until: at(time.until) }
    }
}

/// From the first day (today at the site when left out) to the last (`usual` days in all when left out); at most `most` days.
pub fn days(
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    (usual, most): (u64, u64),
    (zone, now): (Tz, DateTime<Utc>),
) -> Result<(NaiveDate, NaiveDate), Problem> {
    let from = from.unwrap_or_else(|| now.with_timezone(&zone).date_naive());
    if !(2000..=2100).contains(&from.year()) {
        return Err(Problem::field("/from", "out-of-range", "a day of this century"));
    }
    let until = until.unwrap_or_else(|| from + Days::new(usual - 1));
    if until < from || until >= from + Days::new(most) {
        return Err(Problem::field(
            "/until",
            "out-of-range",
            format!("the last day is the first or later, and at most {most} days are shown"),
        ));
    }
    Ok((from, until))
}
