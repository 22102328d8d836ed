//! The figures that owners look at (PRODUCT.md 5), as data: what is divided by what, in which unit, and who may see it. Names and formulas in
//! words are the web app's.

mod capacity;
mod desk;
mod labour;
mod margins;
mod receivables;
mod sales;
mod stock;
mod work;

use contracts::inventory::STOCK_SEE_COST;
use contracts::workshop::PAY_READ;
use kernel::{Permission, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::facts::Kind;
use crate::measures::{Measure, Sums};

/// A figure.
#[derive(Clone, Copy, Debug)]
pub struct Kpi {
    pub id: &'static str,
    pub family: Family,
    pub numerator: Side,
    /// None of a mere sum.
    pub denominator: Option<Side>,
    pub unit: KpiUnit,
    pub about: Secrets,
    /// Facts that it is made of.
    pub rows: &'static [Kind],
    /// Where garages want it, in its unit; a hint and no more.
    pub hint: Option<(i64, i64)>,
    /// Less is better.
    pub is_less_better: bool,
    /// What a day counts may still change for so many days after it.
    pub final_after: Option<u64>,
}

/// A sum of what is counted, each so many times.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    pub unit: SideUnit,
    pub terms: &'static [(Measure, i64)],
}

/// Which figures stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = KpiFamily)]
pub enum Family {
    Sales,
    Margins,
    Labour,
    Work,
    Stock,
    Desk,
}

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KpiUnit {
    /// Minor units.
    Money,
    /// Minor units for an hour.
    MoneyPerHour,
    /// Hundredths of a per cent.
    Percent,
    /// Thousandths of an hour.
    Hours,
    /// Seconds.
    Time,
    Count,
    /// Hundredths of how often in a year.
    TimesAYear,
    Days,
}

/// What a numerator or a denominator is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SideUnit {
    /// Minor units.
    Money,
    /// Thousandths of an hour.
    Hours,
    /// Seconds.
    Time,
    Count,
}

/// What a figure gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    Nothing,
    Costs,
    Wages,
    CostsAndWages,
}

/// All of them, as they are shown.
pub fn all() -> impl Iterator<Item = &'static Kpi> {
    [sales::KPIS, margins::KPIS, labour::KPIS, work::KPIS, stock::KPIS, desk::KPIS, capacity::KPIS].into_iter().flatten()
}

pub fn find(id: &str) -> Option<&'static Kpi> {
    all().chain(receivables::KPIS).find(|kpi| kpi.id == id)
}

impl Secrets {
    pub fn needs(self) -> &'static [Permission] {
        match self {
            Self::Nothing => &[],
            Self::Costs => &[STOCK_SEE_COST],
            Self::Wages => &[PAY_READ],
            Self::CostsAndWages => &[STOCK_SEE_COST, PAY_READ],
        }
    }

    /// Whether the actor may see it of all these sites.
    pub fn shown_to(self, actor: &kernel::Actor, sites: &[SiteId]) -> bool {
        self.needs().iter().all(|permission| sites.iter().all(|site| actor.may(*permission, *site)))
    }
}

impl Side {
    pub fn of(self, sums: &Sums) -> i64 {
        self.terms.iter().map(|(measure, times)| sums[*measure] * times).sum()
    }

    /// In tenths of a second where it is time: a thousandth of an hour is 3.6 seconds.
    fn exact(self, value: i64) -> i128 {
        let times = match self.unit {
            SideUnit::Money | SideUnit::Count => 1,
            SideUnit::Hours => 36,
            SideUnit::Time => 10,
        };
        i128::from(value) * times
    }
}

/// Days.
const A_YEAR: i128 = 365;
/// So many days after a period are looked at for what of them is sold.
pub const AHEAD: u64 = 5;

impl Kpi {
    /// It is of the days after a period.
    pub fn is_ahead(&self) -> bool {
        self.measures().any(|measure| measure == Measure::SoldNext)
    }

    /// It is as it stands at the end of a period, whenever that came about.
    pub fn stands(&self) -> bool {
        self.measures().any(|measure| measure == Measure::DeadStock)
    }

    /// The figure of two sums of so many days; none over nothing.
    fn value(&self, numerator: i64, denominator: Option<i64>, days: i64) -> Option<i64> {
        let (Some(side), Some(value)) = (self.denominator, denominator) else { return Some(numerator) };
        let (above, below) = (self.numerator.exact(numerator), side.exact(value));
        let (above, below) = match self.unit {
            KpiUnit::Percent => (above * 10_000, below),
            KpiUnit::MoneyPerHour => (above * 36_000, below),
            KpiUnit::Hours => (above, below * 36),
            KpiUnit::Time => (above, below * 10),
            KpiUnit::TimesAYear => (above * 100 * A_YEAR, below * i128::from(days)),
            KpiUnit::Days => (above * i128::from(days), below),
            KpiUnit::Money | KpiUnit::Count => (above, below),
        };
        rounded(above, below)
    }

    /// The sums and the figure.
    pub fn of(&self, sums: &Sums) -> (i64, Option<i64>, Option<i64>) {
        let (numerator, denominator) = (self.numerator.of(sums), self.denominator.map(|side| side.of(sums)));
        (numerator, denominator, self.value(numerator, denominator, sums[Measure::Days]))
    }

    /// All that it is made of.
    pub fn measures(&self) -> impl Iterator<Item = Measure> {
        let below = self.denominator.map_or(&[][..], |side| side.terms);
        self.numerator.terms.iter().chain(below).map(|(measure, _)| *measure)
    }
}

/// Days of credit sales that are open, where so much was sold on credit in so many days.
pub fn dso(open: i64, credit_sales: i64, days: u64) -> Option<i64> {
    rounded(i128::from(open) * i128::from(days), i128::from(credit_sales))
}

/// So much of it, in hundredths of a per cent; none of nothing.
pub fn share(part: i64, whole: i64) -> Option<i64> {
    rounded(i128::from(part) * 10_000, i128::from(whole))
}

/// Half away from zero.
fn rounded(above: i128, below: i128) -> Option<i64> {
    if below <= 0 {
        return None;
    }
    let half = if above < 0 { -below / 2 } else { below / 2 };
    i64::try_from((above + half) / below).ok()
}

const fn money(terms: &'static [(Measure, i64)]) -> Side {
    Side { unit: SideUnit::Money, terms }
}

const fn hours(terms: &'static [(Measure, i64)]) -> Side {
    Side { unit: SideUnit::Hours, terms }
}

const fn time(terms: &'static [(Measure, i64)]) -> Side {
    Side { unit: SideUnit::Time, terms }
}

const fn count(terms: &'static [(Measure, i64)]) -> Side {
    Side { unit: SideUnit::Count, terms }
}

/// What most figures are.
const fn ratio(id: &'static str, family: Family, unit: KpiUnit, numerator: Side, denominator: Side, rows: &'static [Kind]) -> Kpi {
    Kpi {
        id,
        family,
        numerator,
        denominator: Some(denominator),
        unit,
        about: Secrets::Nothing,
        rows,
        hint: None,
        is_less_better: false,
        final_after: None,
    }
}

const fn sum(id: &'static str, family: Family, unit: KpiUnit, numerator: Side, rows: &'static [Kind]) -> Kpi {
    Kpi {
        id,
        family,
        numerator,
        denominator: None,
        unit,
        about: Secrets::Nothing,
        rows,
        hint: None,
        is_less_better: false,
        final_after: None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::measures::Measure::{
        Attended, AverageStock, Cars, Comebacks, Days, DeadStock, Discounts, FreePartsCost, Hours, Labour, LabourCost, Parts, PartsCost,
        Recovered, Sales, StockSold, StockValue, VisitHours, VisitSales, Worked,
    };

    #[test]
    fn each_has_its_own_name_and_rows_that_count_what_it_is_made_of() {
        let kpis: Vec<_> = all().chain(receivables::KPIS).collect();
        assert_eq!(kpis.iter().map(|kpi| kpi.id).collect::<BTreeSet<_>>().len(), kpis.len());
        for kpi in kpis {
            for measure in kpi.measures().filter_map(Measure::kept) {
                assert!(kpi.rows.iter().any(|kind| kind.measures().contains(&measure)), "{} has no rows for {measure:?}", kpi.id);
            }
        }
    }

    /// PRODUCT.md 5, "Test fixture".
    #[test]
    fn the_published_figures_hold() {
        let mut sums = Sums::of([
            (Sales, 1_723_100),
            (VisitSales, 1_723_100),
            (Labour, 668_000),
            (Parts, 1_055_100),
            (Hours, 12_300),
            (VisitHours, 12_300),
            (Discounts, 40_000),
            (Cars, 3),
            (Comebacks, 1),
            (PartsCost, 742_000),
            (FreePartsCost, 30_000),
            (Attended, 16 * 3600),
            (Worked, 13 * 3600),
            (LabourCost, 192_000),
        ]);
        sums[Recovered] = 668_000 * 1000 / 60_000;
        let of = |id: &str| find(id).unwrap().of(&sums);
        assert_eq!(of("net_sales").2, Some(1_723_100));
        assert_eq!(of("car_count").2, Some(3));
        assert_eq!(of("aro").2, Some(574_367));
        assert_eq!(of("hours_per_order").2, Some(4100));
        assert_eq!(of("effective_labour_rate").2, Some(54_309));
        assert_eq!((of("gp_parts").0, of("gp_parts").2), (313_100, Some(2967)));
        assert_eq!((of("gp_labour").0, of("gp_labour").2), (476_000, Some(7126)));
        assert_eq!((of("gp_total").0, of("gp_total").2), (789_100, Some(4580)));
        assert_eq!(of("gp_per_hour").2, Some(64_154));
        assert_eq!(of("utilisation").2, Some(8125));
        assert_eq!(of("efficiency").2, Some(9462));
        assert_eq!(of("productivity").2, Some(7688));
        assert_eq!(of("labour_recovery").2, Some(8564));
        assert_eq!(of("comeback_rate").2, Some(3333));
        assert_eq!(of("discount_rate").2, Some(227));
    }

    #[test]
    fn debts_are_so_many_days_of_what_is_sold_on_credit() {
        assert_eq!((dso(300_000, 900_000, 90), dso(0, 900_000, 90), dso(1, 0, 90)), (Some(30), Some(0), None));
    }

    #[test]
    fn stock_turns_so_often_in_a_year_and_lies_so_many_days() {
        let sums = Sums::of([(StockSold, 30_000), (AverageStock, 73_000), (Days, 73), (DeadStock, 9_000), (StockValue, 60_000)]);
        let of = |id: &str| find(id).unwrap().of(&sums).2;
        assert_eq!((of("inventory_turns"), of("stock_days"), of("dead_stock")), (Some(205), Some(178), Some(1500)));
        assert!(find("dead_stock").unwrap().stands() && !find("inventory_turns").unwrap().stands());
    }

    #[test]
    fn over_nothing_there_is_no_figure() {
        assert_eq!(find("aro").unwrap().of(&Sums::default()).2, None);
        assert_eq!(find("net_sales").unwrap().of(&Sums::default()).2, Some(0));
        assert_eq!((rounded(-5, 10), rounded(5, 10), rounded(4, 10)), (Some(-1), Some(1), Some(0)));
    }
}
