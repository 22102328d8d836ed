//! What is left of it. Parts that the garage gave cost it too, and labour costs every hour that was attended.

use super::{Family, Kpi, KpiUnit, Secrets, hours, money, ratio, sum};
use crate::facts::Kind;
use crate::measures::Measure::{FreePartsCost, Hours, Labour, LabourCost, Parts, PartsCost, Sales, SubletCost};

const OF: Family = Family::Margins;
const ALL: &[Kind] = &[Kind::Sale, Kind::Deposit, Kind::Cost, Kind::Time];

pub const KPIS: &[Kpi] = &[
    Kpi {
        about: Secrets::CostsAndWages,
        ..ratio(
            "gp_total",
            OF,
            KpiUnit::Percent,
            money(&[(Sales, 1), (PartsCost, -1), (SubletCost, -1), (LabourCost, -1)]),
            money(&[(Sales, 1)]),
            ALL,
        )
    },
    Kpi {
        about: Secrets::Costs,
        hint: Some((5000, 5500)),
        ..ratio("gp_parts", OF, KpiUnit::Percent, money(&[(Parts, 1), (PartsCost, -1)]), money(&[(Parts, 1)]), &[Kind::Sale, Kind::Cost])
    },
    Kpi {
        about: Secrets::Wages,
        ..ratio(
            "gp_labour",
            OF,
            KpiUnit::Percent,
            money(&[(Labour, 1), (LabourCost, -1)]),
            money(&[(Labour, 1)]),
            &[Kind::Sale, Kind::Time],
        )
    },
    Kpi {
        about: Secrets::CostsAndWages,
        ..ratio(
            "gp_per_hour",
            OF,
            KpiUnit::MoneyPerHour,
            money(&[(Sales, 1), (PartsCost, -1), (SubletCost, -1), (LabourCost, -1)]),
            hours(&[(Hours, 1)]),
            ALL,
        )
    },
    Kpi {
        about: Secrets::Costs,
        is_less_better: true,
        ..sum("free_parts_cost", OF, KpiUnit::Money, money(&[(FreePartsCost, 1)]), &[Kind::Cost])
    },
];
