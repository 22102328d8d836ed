//! What the diary fills.

use super::{Family, Kpi, KpiUnit, ratio, time};
use crate::facts::Kind;
use crate::measures::Measure::{AbleNext, BaysBlocked, BaysOpen, BaysTaken, SoldNext};

const OF: Family = Family::Desk;
const DAYS: &[Kind] = &[Kind::Capacity];

pub const KPIS: &[Kpi] = &[
    ratio("bay_utilisation", OF, KpiUnit::Percent, time(&[(BaysTaken, 1)]), time(&[(BaysOpen, 1)]), DAYS),
    Kpi { is_less_better: true, ..ratio("bay_blocked", OF, KpiUnit::Percent, time(&[(BaysBlocked, 1)]), time(&[(BaysOpen, 1)]), DAYS) },
    ratio("capacity_sold", OF, KpiUnit::Percent, time(&[(SoldNext, 1)]), time(&[(AbleNext, 1)]), DAYS),
];
