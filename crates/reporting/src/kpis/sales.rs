//! What was sold.

use super::{Family, Kpi, KpiUnit, count, hours, money, ratio, sum};
use crate::facts::Kind;
use crate::measures::Measure::{
    Approved, ApprovedValue, Cars, Deferred, DeferredSold, Discounts, Offered, OfferedValue, Sales, Undecided, VisitHours, VisitSales,
};

const OF: Family = Family::Sales;
/// Without deposits.
const SOLD: &[Kind] = &[Kind::Sale, Kind::Deposit];

pub const KPIS: &[Kpi] = &[
    sum("net_sales", OF, KpiUnit::Money, money(&[(Sales, 1)]), SOLD),
    sum("car_count", OF, KpiUnit::Count, count(&[(Cars, 1)]), &[Kind::Car]),
    ratio("aro", OF, KpiUnit::Money, money(&[(VisitSales, 1)]), count(&[(Cars, 1)]), &[Kind::Sale, Kind::Deposit, Kind::Car]),
    ratio("hours_per_order", OF, KpiUnit::Hours, hours(&[(VisitHours, 1)]), count(&[(Cars, 1)]), &[Kind::Sale, Kind::Car]),
    Kpi {
        is_less_better: true,
        ..ratio("discount_rate", OF, KpiUnit::Percent, money(&[(Discounts, 1)]), money(&[(Sales, 1), (Discounts, 1)]), SOLD)
    },
    Kpi {
        final_after: Some(90),
        ..ratio("close_rate", OF, KpiUnit::Percent, count(&[(Approved, 1)]), count(&[(Offered, 1)]), &[Kind::Offer])
    },
    Kpi {
        final_after: Some(90),
        ..ratio("close_rate_value", OF, KpiUnit::Percent, money(&[(ApprovedValue, 1)]), money(&[(OfferedValue, 1)]), &[Kind::Offer])
    },
    Kpi {
        is_less_better: true,
        ..ratio("undecided", OF, KpiUnit::Percent, count(&[(Undecided, 1)]), count(&[(Offered, 1)]), &[Kind::Offer])
    },
    Kpi {
        final_after: Some(365),
        ..ratio("deferred_recovery", OF, KpiUnit::Percent, money(&[(DeferredSold, 1)]), money(&[(Deferred, 1)]), &[Kind::Deferred])
    },
];
