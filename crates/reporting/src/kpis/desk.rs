//! Who came, and who comes again.

use super::{Family, Kpi, KpiUnit, count, ratio};
use crate::facts::Kind;
use crate::measures::Measure::{Booked, Customers, NoShows, Reminded, SeenAgain, Shown};

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
        final_after: Some(30),
        ..ratio("reminder_conversion", Family::Desk, KpiUnit::Percent, count(&[(Booked, 1)]), count(&[(Reminded, 1)]), &[Kind::Reminded])
    },
    Kpi {
        final_after: Some(366),
        ..ratio("retention", Family::Desk, KpiUnit::Percent, count(&[(SeenAgain, 1)]), count(&[(Customers, 1)]), &[Kind::Customer])
    },
];
