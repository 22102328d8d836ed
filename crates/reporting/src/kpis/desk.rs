//! Who came.

use super::{Family, Kpi, KpiUnit, count, ratio};
use crate::facts::Kind;
use crate::measures::Measure::{NoShows, Shown};

pub const KPIS: &[Kpi] = &[Kpi {
    is_less_better: true,
    ..ratio(
        "no_show_rate",
        Family::Desk,
        KpiUnit::Percent,
        count(&[(NoShows, 1)]),
        count(&[(NoShows, 1), (Shown, 1)]),
        &[Kind::Appointment],
    )
}];
