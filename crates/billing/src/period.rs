//! Days of a site, and the instants that they begin and end at.

use chrono::{DateTime, Days, NaiveDate, Utc};
use contracts::identity::SiteCard;
use kernel::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::invoices::invoice::local_day;
use crate::series::{day_begins, zone};

/// Longest period of figures.
pub const A_YEAR: u32 = 400;
/// Longest period of entries, which are told one by one.
pub const A_QUARTER: u32 = 100;

#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PeriodQuery {
    /// The first day at the site; the first of this month when left out.
    pub from: Option<NaiveDate>,
    /// The last day; today when left out.
    pub until: Option<NaiveDate>,
}

/// From the beginning of the first day to the end of the last.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub begins: DateTime<Utc>,
    /// The first instant after it.
    pub ends: DateTime<Utc>,
}

impl Period {
    /// What was asked for; at most `longest` days.
    pub fn asked(query: PeriodQuery, site: &SiteCard, now: DateTime<Utc>, longest: u32) -> Result<Self, Problem> {
        let until = match query.until {
            Some(until) => until,
            None => local_day(now, zone(site)?),
        };
        let from = query.from.unwrap_or_else(|| chrono::Datelike::with_day(&until, 1).unwrap_or(until));
        let days = (until - from).num_days();
        if !(0..=i64::from(longest)).contains(&days) {
            let why = format!("the last day is not before the first, and at most {longest} days after it");
            return Err(Problem::field("/until", "out-of-range", why));
        }
        Self::of(site, from, until)
    }

    pub fn of(site: &SiteCard, from: NaiveDate, until: NaiveDate) -> Result<Self, Problem> {
        let next = until.checked_add_days(Days::new(1)).ok_or_else(|| Problem::field("/until", "out-of-range", "there is no such day"))?;
        Ok(Self { from, until, begins: day_begins(site, from)?, ends: day_begins(site, next)? })
    }
}
