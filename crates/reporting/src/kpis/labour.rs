//! What became of people's hours.

use super::{Family, Kpi, KpiUnit, hours, money, ratio, time};
use crate::facts::Kind;
use crate::measures::Measure::{Attended, Hours, Labour, Recovered, WaitingApproval, WaitingBay, WaitingDiagnosis, WaitingParts, Worked};

const OF: Family = Family::Labour;
const BOTH: &[Kind] = &[Kind::Sale, Kind::Time];
const TIME: &[Kind] = &[Kind::Time];

pub const KPIS: &[Kpi] = &[
    ratio("effective_labour_rate", OF, KpiUnit::MoneyPerHour, money(&[(Labour, 1)]), hours(&[(Hours, 1)]), &[Kind::Sale]),
    ratio("utilisation", OF, KpiUnit::Percent, time(&[(Worked, 1)]), time(&[(Attended, 1)]), TIME),
    ratio("efficiency", OF, KpiUnit::Percent, hours(&[(Hours, 1)]), time(&[(Worked, 1)]), BOTH),
    ratio("productivity", OF, KpiUnit::Percent, hours(&[(Hours, 1)]), time(&[(Attended, 1)]), BOTH),
    ratio("labour_recovery", OF, KpiUnit::Percent, hours(&[(Recovered, 1)]), time(&[(Worked, 1)]), BOTH),
    lost("lost_time", &[(WaitingApproval, 1), (WaitingParts, 1), (WaitingBay, 1), (WaitingDiagnosis, 1)]),
    lost("lost_approval", &[(WaitingApproval, 1)]),
    lost("lost_parts", &[(WaitingParts, 1)]),
    lost("lost_bay", &[(WaitingBay, 1)]),
    lost("lost_diagnosis", &[(WaitingDiagnosis, 1)]),
];

const fn lost(id: &'static str, terms: &'static [(crate::measures::Measure, i64)]) -> Kpi {
    Kpi { is_less_better: true, ..ratio(id, OF, KpiUnit::Percent, time(terms), time(&[(Attended, 1)]), TIME) }
}
