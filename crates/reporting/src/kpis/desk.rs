//! Who came, and who comes again.

use super::{Family, Kpi, KpiUnit, count, ratio};
use crate::facts::Kind;
use crate::measures::Measure::{Customers, NoShows, SeenAgain, Shown};

pub const KPIS: &[Kpi] = &[
    Kpi {
        is_less_better: true,
        ..ratio(
            "no_show_rate",
            Family::Desk,
            KpiUnit::Percent,
            count(&[(NoShows, 1)]),
            count(&[(NoShows, 1), (Shown, 1)]),
            &[Kind::Appointment],
        )
    },
    Kpi {
        final_after: Some(366),
        ..ratio("retention", Family::Desk, KpiUnit::Percent, count(&[(SeenAgain, 1)]), count(&[(Customers, 1)]), &[Kind::Customer])
    },
];
