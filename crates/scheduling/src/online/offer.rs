//! What a site offers online: whether at all, how soon, and how far ahead.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use contracts::identity::{SiteCard, Sites};
use kernel::Problem;

use crate::Scheduling;
use crate::settings::{self, Settings};
use crate::time::hours::zone_of;

/// Four weeks at once.
const MOST: u64 = 28;
const USUAL: u64 = 14;

/// A site with what it chose.
pub struct Offer {
    pub site: SiteCard,
    pub settings: Settings,
    now: DateTime<Utc>,
}

impl Offer {
    pub async fn of(scheduling: &Scheduling, site: SiteCard) -> Result<Self, Problem> {
        let settings = settings::of(scheduling.context.db.reader(), site.id).await?;
        Ok(Self { site, settings, now: scheduling.now() })
    }

    /// The site of a code or an id, if it takes online bookings; the same 404 for all others.
    pub async fn open(scheduling: &Scheduling, named: &str) -> Result<Self, Problem> {
        let site = named_site(scheduling.sites.as_ref(), named).await?;
        let offer = Self::of(scheduling, site).await?;
        if offer.settings.online && offer.site.closed_at.is_none() { Ok(offer) } else { Err(Problem::not_found()) }
    }

    /// The first instant that can be booked.
    pub fn earliest(&self) -> i64 {
        (self.now + TimeDelta::hours(i64::from(self.settings.lead_hours))).timestamp()
    }

    fn last_day(&self) -> NaiveDate {
        let ahead = u64::try_from(self.settings.days_ahead).unwrap_or_default();
        self.today() + Days::new(ahead)
    }

    fn today(&self) -> NaiveDate {
        self.now.with_timezone(&zone_of(&self.site)).date_naive()
    }

    /// The days asked for, as far as they can be booked; none when none can. At most four weeks.
    pub fn days(&self, from: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<Option<(NaiveDate, NaiveDate)>, Problem> {
        let zone = zone_of(&self.site);
        let (from, until) = crate::schedule::when::days(from, until, (USUAL, MOST), (zone, self.now))?;
        let (from, until) = (from.max(self.today()), until.min(self.last_day()));
        Ok((from <= until).then_some((from, until)))
    }

    /// The day of a start, if it can be booked; 409 when it is too soon or too far.
    pub fn day_of(&self, start: i64) -> Result<NaiveDate, Problem> {
        let day = crate::time::at(start).with_timezone(&zone_of(&self.site)).date_naive();
        if start < self.earliest() || day > self.last_day() {
            return Err(super::visitor::taken());
        }
        Ok(day)
    }
}

/// The site of a code or an id; 404 when there is none.
pub async fn named_site(sites: &dyn Sites, named: &str) -> Result<SiteCard, Problem> {
    let all = sites.cards(&[]).await?;
    let is_it = |card: &SiteCard| card.code.eq_ignore_ascii_case(named) || card.id.to_string() == named;
    all.into_iter().find(is_it).ok_or_else(Problem::not_found)
}
