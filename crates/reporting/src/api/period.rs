//! Of which sites, from which day until which.

use chrono::{Days, NaiveDate};
use contracts::reporting::REPORT_READ;
use kernel::{Actor, Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::sites::{Site, Sites};

/// No report looks at more days: three years.
const MOST_DAYS: i64 = 1_096;

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PeriodQuery {
    /// All where the caller may see figures when left out.
    pub site: Option<SiteId>,
    /// The first day at the site.
    pub from: NaiveDate,
    /// The last day; at most three years after the first.
    pub until: NaiveDate,
}

/// Two days, both in it.
pub type Days2 = (NaiveDate, NaiveDate);

impl PeriodQuery {
    /// 422 when the days are out of order or too many.
    pub fn days(&self) -> Result<Days2, Problem> {
        let days = (self.until - self.from).num_days();
        if !(0..MOST_DAYS).contains(&days) {
            return Err(Problem::field("/until", "out-of-range", "the last day is not before the first, and at most three years after it"));
        }
        Ok((self.from, self.until))
    }

    /// As many days before.
    pub fn before(&self) -> Result<Days2, Problem> {
        let days = u64::try_from((self.until - self.from).num_days() + 1).unwrap_or(1);
        let back = |day: NaiveDate| day.checked_sub_days(Days::new(days));
        back(self.from).zip(back(self.until)).ok_or_else(|| Problem::field("/from", "out-of-range", "there are no days before it"))
    }
}

/// The sites to report on that are known, by their currency: amounts of two are not added up.
pub fn by_currency(actor: &Actor, asked: Option<SiteId>, known: &Sites) -> Result<Vec<(String, Vec<Site>)>, Problem> {
    let visible = actor.visible_sites(asked, REPORT_READ)?;
    let mut groups: Vec<(String, Vec<Site>)> = vec![];
    for site in known.0.values().filter(|site| visible.as_ref().is_none_or(|visible| visible.contains(&site.id))) {
        match groups.iter_mut().find(|(currency, _)| *currency == site.currency) {
            Some((_, sites)) => sites.push(site.clone()),
            None => groups.push((site.currency.clone(), vec![site.clone()])),
        }
    }
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(from: &str, until: &str) -> PeriodQuery {
        PeriodQuery { site: None, from: from.parse().unwrap(), until: until.parse().unwrap() }
    }

    #[test]
    fn the_period_before_has_as_many_days() {
        let (from, until) = query("2026-03-01", "2026-03-31").before().unwrap();
        assert_eq!((from.to_string(), until.to_string()), ("2026-01-29".into(), "2026-02-28".into()));
        assert!(query("2026-03-02", "2026-03-01").days().is_err());
        assert!(query("2023-03-02", "2026-03-03").days().is_err());
        assert!(query("2026-03-02", "2026-03-02").days().is_ok());
    }
}
