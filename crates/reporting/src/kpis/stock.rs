//! What the parts store does for the workshop.

use super::{Family, Kpi, KpiUnit, count, ratio};
use crate::facts::Kind;
use crate::measures::Measure::{DemandLines, ServedLines};

const OF: Family = Family::Stock;

pub const KPIS: &[Kpi] =
    &[ratio("fill_rate", OF, KpiUnit::Percent, count(&[(ServedLines, 1)]), count(&[(DemandLines, 1)]), &[Kind::Demand])];
