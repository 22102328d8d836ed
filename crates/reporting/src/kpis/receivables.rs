//! What is open, by the day on which it falls due: it stands as it stands now, whatever period is looked at.

use super::{Family, Kpi, KpiUnit, money, sum};
use crate::facts::Kind;
use crate::measures::Measure::Open;

pub const KPIS: &[Kpi] =
    &[Kpi { is_less_better: true, ..sum("receivables", Family::Sales, KpiUnit::Money, money(&[(Open, 1)]), &[Kind::Open]) }];
