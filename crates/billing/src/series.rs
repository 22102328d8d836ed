//! Numbers without gaps, by site and year.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use contracts::identity::SiteCard;
use kernel::{Clock, Problem, Tx, counters};

use crate::MODULE;
use crate::invoices::invoice::local_day;

/// A place in a series, and when it was taken.
pub struct Place {
    /// `AV-LAC-2026`
    pub series: String,
    pub sequence: i64,
    pub at: DateTime<Utc>,
    /// The day in the site's time zone.
    pub on: NaiveDate,
}

impl Place {
    /// `AV-LAC-2026-00001`
    pub fn number(&self) -> String {
        format!("{}-{:05}", self.series, self.sequence)
    }
}

/// Takes the next place. The time is read while the series is locked, so that numbers and times rise together.
pub async fn next(tx: &Tx, site: &SiteCard, prefix: &str, clock: &dyn Clock) -> Result<Place, Problem> {
    let zone = zone(site)?;
    let year = local_day(clock.now(), zone).year();
    let series = format!("{prefix}-{year}");
    let sequence = counters::next(tx, MODULE, &series).await?;
    let at = clock.now();
    let on = local_day(at, zone);
    if on.year() != year {
        return Err(lost_race("The year changed while the number was taken"));
    }
    Ok(Place { series, sequence, at, on })
}

/// The site's time zone.
pub fn zone(site: &SiteCard) -> Result<Tz, Problem> {
    site.time_zone.parse().map_err(|_| Problem::internal(&format!("{} is no time zone", site.time_zone)))
}

/// The first instant of a day at a site.
pub fn day_begins(site: &SiteCard, day: NaiveDate) -> Result<DateTime<Utc>, Problem> {
    let (zone, local) = (zone(site)?, day.and_time(NaiveTime::MIN));
    // Where clocks go forward at midnight, the day begins an hour later.
    let began = zone.from_local_datetime(&local).earliest().or_else(|| zone.from_local_datetime(&(local + TimeDelta::hours(1))).earliest());
    began.map(|began| began.with_timezone(&Utc)).ok_or_else(|| Problem::internal(&format!("{day} does not begin in {}", site.time_zone)))
}

/// Asks the retry layer to run the request again.
pub fn lost_race(title: &str) -> Problem {
    let mut problem = Problem::unavailable(title);
    problem.transient = true;
    problem
}
