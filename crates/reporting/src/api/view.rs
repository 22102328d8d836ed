//! What the API shows of figures.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use kernel::SiteId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::goals::Target;
use crate::kpis::{Family, Kpi, KpiUnit, SideUnit};
use crate::measures::{Measure, Sums};
use crate::sites::{Site, Sites};
use crate::standing::{Opening, look_ahead};
use crate::store::days::SiteDays;
use crate::store::rows::Row;

/// Figures of a period, beside those of as many days before it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct KpiReport {
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub before_from: NaiveDate,
    pub before_until: NaiveDate,
    /// The sites of each currency together.
    pub groups: Vec<KpiGroup>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct KpiGroup {
    #[schema(example = "TND")]
    pub currency: String,
    pub sites: Vec<ReportedSite>,
    /// Those that the caller may see of all these sites.
    pub kpis: Vec<KpiView>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReportedSite {
    pub id: SiteId,
    pub name: String,
}

/// A figure and what it is made of.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Kpi)]
pub struct KpiView {
    #[schema(example = "aro")]
    pub id: String,
    pub family: Family,
    pub unit: KpiUnit,
    pub numerator_unit: SideUnit,
    /// Null of a mere sum.
    pub denominator_unit: Option<SideUnit>,
    pub now: KpiValue,
    /// Of the period before.
    pub before: KpiValue,
    /// Null where nobody set one for each site and month, and of a share at several sites or in several months.
    pub goal: Option<KpiGoal>,
    /// Where garages want it, in its unit: a hint.
    pub hint: Option<KpiHint>,
    pub is_less_better: bool,
    /// The last day on which the period's figure may still change because somebody takes their time; null of what is final at once.
    pub open_until: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KpiValue {
    /// Null over nothing.
    pub value: Option<i64>,
    pub numerator: i64,
    /// Null of a mere sum.
    pub denominator: Option<i64>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct KpiHint {
    pub from: i64,
    pub until: i64,
}

/// What a figure is to be, in its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KpiGoal {
    /// In the period: of what adds up, the part of these days.
    pub value: i64,
    /// In the whole month, where the period is within one.
    pub month: Option<i64>,
}

/// A document that counts for a figure.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct KpiRow {
    pub id: Uuid,
    pub site_id: SiteId,
    pub day: NaiveDate,
    /// `sale`, `deposit`, `cost`, `car`, `opened`, `ready`, `time`, `appointment`, `offer`, `deferred`, `customer`, `demand`, `stock`, `dead`, `reminded`, `capacity` or `open`
    pub kind: String,
    /// Of the document; empty of time on none.
    pub number: String,
    /// Whose.
    pub label: String,
    /// `invoice`, `credit_note`, `work_order`, `appointment`, `user`, `product`, `vehicle` or `schedule`
    pub document: String,
    pub document_id: Uuid,
    /// How much of the numerator it is.
    pub numerator: i64,
    /// How much of the denominator; null where there is none.
    pub denominator: Option<i64>,
}

impl KpiValue {
    pub fn of(kpi: &Kpi, sums: &Sums) -> Self {
        let (numerator, denominator, value) = kpi.of(sums);
        Self { value, numerator, denominator }
    }
}

impl KpiView {
    pub fn of(kpi: &Kpi, (now, before): (&Sums, &Sums), (until, target): (NaiveDate, Option<Target>)) -> Self {
        Self {
            id: kpi.id.to_owned(),
            family: kpi.family,
            unit: kpi.unit,
            numerator_unit: kpi.numerator.unit,
            denominator_unit: kpi.denominator.map(|side| side.unit),
            now: KpiValue::of(kpi, now),
            before: KpiValue::of(kpi, before),
            goal: target.map(|Target { value, month }| KpiGoal { value, month }),
            hint: kpi.hint.map(|(from, until)| KpiHint { from, until }),
            is_less_better: kpi.is_less_better,
            open_until: kpi.final_after.and_then(|days| until.checked_add_days(Days::new(days))),
        }
    }
}

impl From<&Site> for ReportedSite {
    fn from(site: &Site) -> Self {
        Self { id: site.id, name: site.name.clone() }
    }
}

impl KpiRow {
    pub fn of(kpi: &Kpi, row: Row, sites: &Sites) -> Self {
        let mut sums = at_rate(&row.sums, row.site_id, sites);
        sums[Measure::DeadStock] = sums[Measure::Dead];
        let day = sums;
        look_ahead(&mut sums, &day);
        let (numerator, denominator, _) = kpi.of(&sums);
        let Row { id, kind, site_id, day, number, label, document, document_id, .. } = row;
        Self { id, site_id, day, kind, number, label, document, document_id, numerator, denominator }
    }
}

/// What was there at these sites together.
pub fn opening(there: &BTreeMap<SiteId, Opening>, sites: &[SiteId]) -> Opening {
    sites.iter().filter_map(|site| there.get(site)).fold(Opening::default(), |all, of| all.and(*of))
}

/// The sum of days of these sites.
pub fn sum<'a>(days: impl Iterator<Item = &'a SiteDays>, sites: &Sites) -> Sums {
    let mut sums = Sums::default();
    days.for_each(|day| sums.add(&at_rate(&day.sums, day.site_id, sites)));
    sums
}

fn at_rate(sums: &Sums, site: SiteId, sites: &Sites) -> Sums {
    sites.0.get(&site).map_or(*sums, |site| sums.at_rate(site.labour_rate))
}
