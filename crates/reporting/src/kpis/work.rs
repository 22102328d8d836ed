//! How visits went.

use super::{Family, Kpi, KpiUnit, count, money, ratio, time};
use crate::facts::Kind;
use crate::measures::Measure::{
    Cars, Comebacks, Cycle, Inspected, OfferedValue, OnFirstPromise, OnLastPromise, Opened, Promised, Ready, Touch,
};

const OF: Family = Family::Work;
const READY: &[Kind] = &[Kind::Ready];

pub const KPIS: &[Kpi] = &[
    Kpi {
        is_less_better: true,
        ..ratio("comeback_rate", OF, KpiUnit::Percent, count(&[(Comebacks, 1)]), count(&[(Cars, 1)]), &[Kind::Opened, Kind::Car])
    },
    ratio("on_time", OF, KpiUnit::Percent, count(&[(OnFirstPromise, 1)]), count(&[(Promised, 1)]), READY),
    ratio("on_time_last", OF, KpiUnit::Percent, count(&[(OnLastPromise, 1)]), count(&[(Promised, 1)]), READY),
    Kpi { is_less_better: true, ..ratio("cycle_time", OF, KpiUnit::Time, time(&[(Cycle, 1)]), count(&[(Ready, 1)]), READY) },
    ratio("touch_time", OF, KpiUnit::Percent, time(&[(Touch, 1)]), time(&[(Cycle, 1)]), READY),
    ratio("findings_value", OF, KpiUnit::Money, money(&[(OfferedValue, 1)]), count(&[(Inspected, 1)]), &[Kind::Offer, Kind::Opened]),
    ratio("inspection_rate", OF, KpiUnit::Percent, count(&[(Inspected, 1)]), count(&[(Opened, 1)]), &[Kind::Opened]),
];
