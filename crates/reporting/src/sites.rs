//! What is known of the sites, as identity tells it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use kernel::{Amount, Problem, SiteId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    pub id: SiteId,
    pub name: String,
    pub zone: Tz,
    /// ISO 4217.
    pub currency: String,
    /// Per hour, net.
    pub labour_rate: Amount,
}

impl Site {
    /// The day at the site.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.zone).date_naive()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites(pub BTreeMap<SiteId, Site>);

impl Sites {
    /// The clocks of a site, or those of the oldest for what is about all.
    pub fn zone(&self, site: Option<SiteId>) -> Tz {
        let site = site.map_or_else(|| self.0.values().next(), |site| self.0.get(&site));
        site.map_or(Tz::UTC, |site| site.zone)
    }

    /// The day of an instant at a site. A site that nobody told of yet is waited for.
    pub fn day(&self, site: SiteId, at: DateTime<Utc>) -> Result<NaiveDate, Problem> {
        let known = self.0.get(&site).ok_or_else(|| Problem::unavailable("The site is not known yet"))?;
        Ok(known.today(at))
    }
}
