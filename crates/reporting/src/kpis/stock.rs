//! What the parts store does for the workshop, and what lies in it.

use super::{Family, Kpi, KpiUnit, Secrets, Side, count, money, ratio, sum};
use crate::facts::Kind;
use crate::measures::Measure::{
    AverageStock, DeadStock, DemandLines, Purchased, Scrapped, ServedLines, StockBrought, StockChange, StockSold, StockValue,
    SupplierReturned,
};

const OF: Family = Family::Stock;
const MOVED: &[Kind] = &[Kind::Stock];
const SOLD: Side = money(&[(StockSold, 1)]);
const AVERAGE: Side = money(&[(AverageStock, 1)]);

pub const KPIS: &[Kpi] = &[
    ratio("fill_rate", OF, KpiUnit::Percent, count(&[(ServedLines, 1)]), count(&[(DemandLines, 1)]), &[Kind::Demand]),
    Kpi { about: Secrets::Costs, ..ratio("inventory_turns", OF, KpiUnit::TimesAYear, SOLD, AVERAGE, MOVED) },
    Kpi { about: Secrets::Costs, is_less_better: true, ..ratio("stock_days", OF, KpiUnit::Days, AVERAGE, SOLD, MOVED) },
    Kpi {
        about: Secrets::Costs,
        is_less_better: true,
        ..ratio("dead_stock", OF, KpiUnit::Percent, money(&[(DeadStock, 1)]), money(&[(StockValue, 1)]), &[Kind::Dead])
    },
    Kpi {
        about: Secrets::Costs,
        is_less_better: true,
        ..sum(
            "parts_gap",
            OF,
            KpiUnit::Money,
            money(&[(Purchased, 1), (StockSold, -1), (StockChange, -1), (StockBrought, 1), (SupplierReturned, -1), (Scrapped, -1)]),
            MOVED,
        )
    },
];
