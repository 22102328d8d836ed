//! Days at a site as moments.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use contracts::identity::SiteCard;
use kernel::Problem;

use super::clocking::Moment;

/// No report looks at more days.
const MOST_DAYS: u64 = 400;

/// From a moment to another, which is no longer in it.
pub type Period = (Moment, Moment);

/// Whole days at a site, both included. 422 when they are out of order or too many.
pub fn days(site: &SiteCard, from: NaiveDate, until: NaiveDate) -> Result<Period, Problem> {
    if until < from || from.checked_add_days(Days::new(MOST_DAYS)).is_none_or(|last| until > last) {
        return Err(Problem::field("/until", "out-of-range", "the last day is not before the first, and at most 400 days after it"));
    }
    Ok((midnight(site, from), midnight(site, after(until))))
}

/// Today at the site, and the week it is in, from Monday.
pub fn today_and_week(site: &SiteCard, now: DateTime<Utc>) -> (Period, Period) {
    let (today, monday) = (today(site, now), monday(site, now));
    let day = (midnight(site, today), midnight(site, after(today)));
    (day, (midnight(site, monday), midnight(site, monday + Days::new(7))))
}

pub fn today(site: &SiteCard, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&zone(site)).date_naive()
}

/// Of this week at the site.
pub fn monday(site: &SiteCard, now: DateTime<Utc>) -> NaiveDate {
    let today = today(site, now);
    today - Days::new(u64::from(today.weekday().num_days_from_monday()))
}

fn zone(site: &SiteCard) -> Tz {
    site.time_zone.parse().unwrap_or(Tz::UTC)
}

fn after(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

/// The first moment of a day; where clocks jump over midnight, the first there is.
pub fn midnight(site: &SiteCard, date: NaiveDate) -> Moment {
    let zone = zone(site);
    let mut hours = (0..24).filter_map(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
    let first = hours.find_map(|time| zone.from_local_datetime(&date.and_time(time)).earliest());
    first.map_or_else(|| date.and_time(NaiveTime::MIN).and_utc().timestamp(), |time| time.timestamp())
}
