//! What figures are to be: each of a site, for a month. docs/decisions/0116-goals.md.

use chrono::{Datelike, Days, Months, NaiveDate};
use kernel::money::pro_rata;
use kernel::{Amount, SiteId};

use crate::kpis::Kpi;

/// What somebody wants of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    pub site_id: SiteId,
    /// Its first day.
    pub month: NaiveDate,
    pub kpi: String,
    /// In the figure's unit.
    pub value: i64,
}

/// What a figure is to be in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Of what adds up, the part of these days; of a share, as it is.
    pub value: i64,
    /// Of the whole month, where the period is within one.
    pub month: Option<i64>,
}

/// The first day of a day's month.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// What a figure is to be at these sites together; none where one of them has no goal for one of the months. Shares of several sites or months are
/// not added up.
pub fn target(kpi: &Kpi, sites: &[SiteId], (from, until): (NaiveDate, NaiveDate), goals: &[Goal]) -> Option<Target> {
    let of = |site: SiteId, month: NaiveDate| goals.iter().find(|goal| goal.site_id == site && goal.month == month && goal.kpi == kpi.id);
    let months = months(from, until);
    if kpi.denominator.is_some() {
        let ([site], [month]) = (sites, months.as_slice()) else { return None };
        return of(*site, *month).map(|goal| Target { value: goal.value, month: Some(goal.value) });
    }
    let (mut value, mut whole) = (0, 0);
    for month in &months {
        let last = last_of(*month);
        let days = (until.min(last) - from.max(*month)).num_days() + 1;
        for site in sites {
            let goal = of(*site, *month)?;
            value += pro_rata(Amount(goal.value), days, i64::from(last.day())).0;
            whole += goal.value;
        }
    }
    (!sites.is_empty()).then(|| Target { value, month: (months.len() == 1).then_some(whole) })
}

fn last_of(month: NaiveDate) -> NaiveDate {
    month.checked_add_months(Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(month)
}

/// The first day of each month that a period touches.
fn months(from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let next = |month: &NaiveDate| month.checked_add_months(Months::new(1)).filter(|month| *month <= until);
    std::iter::successors(Some(month_of(from)), next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kpis::find;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn goal(site_id: SiteId, month: &str, kpi: &str, value: i64) -> Goal {
        Goal { site_id, month: day(month), kpi: kpi.into(), value }
    }

    #[test]
    fn what_adds_up_has_its_part_of_each_month() {
        let (lac, sfax, sales) = (SiteId::new(), SiteId::new(), find("net_sales").unwrap());
        let goals = [
            goal(lac, "2026-11-01", "net_sales", 300_000),
            goal(sfax, "2026-11-01", "net_sales", 60_000),
            goal(lac, "2026-12-01", "net_sales", 310_000),
        ];
        let of = |sites: &[SiteId], from, until| target(sales, sites, (day(from), day(until)), &goals);
        assert_eq!(of(&[lac], "2026-11-01", "2026-11-20"), Some(Target { value: 200_000, month: Some(300_000) }));
        assert_eq!(of(&[lac, sfax], "2026-11-01", "2026-11-30"), Some(Target { value: 360_000, month: Some(360_000) }));
        assert_eq!(of(&[lac], "2026-11-16", "2026-12-01"), Some(Target { value: 160_000, month: None }));
        assert_eq!(of(&[lac, sfax], "2026-11-16", "2026-12-01"), None, "Sfax has none for December");
        assert_eq!(of(&[lac], "2026-10-31", "2026-11-20"), None);
        assert_eq!(of(&[], "2026-11-01", "2026-11-20"), None);
    }

    #[test]
    fn a_share_is_of_one_site_and_month() {
        let (lac, sfax, share) = (SiteId::new(), SiteId::new(), find("gp_parts").unwrap());
        let goals = [goal(lac, "2026-11-01", "gp_parts", 5000), goal(sfax, "2026-11-01", "gp_parts", 4000)];
        let of = |sites: &[SiteId], until| target(share, sites, (day("2026-11-05"), day(until)), &goals);
        assert_eq!(of(&[lac], "2026-11-20"), Some(Target { value: 5000, month: Some(5000) }));
        assert_eq!((of(&[lac, sfax], "2026-11-20"), of(&[lac], "2026-12-01")), (None, None));
    }
}
