//! PRODUCT.md 5, "Test fixture": every figure to the last digit, and again when all is made anew.

use contracts::billing::{SaleRecorded, SoldLine};
use contracts::workshop::LineKind::{Labour, Part};
use contracts::workshop::{CoverKind, WorkOrderId};
use kernel::{Amount, Quantity};
use serde_json::Value;
use uuid::Uuid;

use crate::garage::{Garage, Sold};

/// The day of the fixture.
pub async fn play(garage: &Garage) {
    let orders = [WorkOrderId::new(), WorkOrderId::new(), WorkOrderId::new(), WorkOrderId::new()];
    let first = garage.sold("INV1", orders[0], &[(Labour, 2300, 138_000, 0, None), (Part, 1000, 415_100, 0, None)]);
    let second = garage.sold("INV2", orders[1], &[(Labour, 4000, 200_000, 40_000, None), (Part, 1000, 120_000, 0, None)]);
    let warranty = Some(CoverKind::Warranty);
    let third = garage.sold("INV3", orders[2], &[(Labour, 1000, 0, 0, warranty), (Part, 1000, 0, 0, warranty)]);
    let fleet = garage.sold("INV4", orders[3], &[(Labour, 6000, 330_000, 0, None), (Part, 3000, 570_000, 0, None)]);
    for (order, sold) in orders.iter().zip([&first, &second, &third, &fleet]) {
        garage.tell("workshop", &garage.stood(*order, garage.kit.context.clock.now())).await;
        garage.tell("billing", &sold.sale).await;
    }
    garage.tell("workshop", &garage.comeback(orders[2])).await;
    for (sold, cost) in [(&first, 262_000), (&second, 70_000), (&third, 30_000), (&fleet, 380_000)] {
        garage.valued(sold, &[cost]).await;
    }
    garage.tell("billing", &reduced(&first, 50_000)).await;
    garage.tell("workshop", &garage.spent("attended", 1600)).await;
    garage.tell("workshop", &garage.spent("work", 1300)).await;
    garage.kit.settle().await;
}

/// A credit note that lowers the price of the parts.
fn reduced(sold: &Sold, by: i64) -> SaleRecorded {
    let part = sold.sale.lines.iter().find(|line| line.kind == Part).unwrap();
    let line = SoldLine { quantity: Quantity(0), net: Amount(-by), ..*part };
    let (id, due) = (Uuid::now_v7(), Amount(0));
    SaleRecorded {
        id,
        number: "CN1".into(),
        is_credit: true,
        total: Amount(-by),
        due_on: None,
        due,
        lines: vec![line],
        ..sold.sale.clone()
    }
}

/// Name, numerator, denominator and figure.
const EXPECTED: [(&str, i64, Option<i64>, i64); 15] = [
    ("net_sales", 1_723_100, None, 1_723_100),
    ("car_count", 3, None, 3),
    ("aro", 1_723_100, Some(3), 574_367),
    ("hours_per_order", 12_300, Some(3), 4100),
    ("discount_rate", 40_000, Some(1_763_100), 227),
    ("gp_total", 789_100, Some(1_723_100), 4580),
    ("gp_parts", 313_100, Some(1_055_100), 2967),
    ("gp_labour", 476_000, Some(668_000), 7126),
    ("free_parts_cost", 30_000, None, 30_000),
    ("effective_labour_rate", 668_000, Some(12_300), 54_309),
    ("utilisation", 46_800, Some(57_600), 8125),
    ("efficiency", 12_300, Some(46_800), 9462),
    ("productivity", 12_300, Some(57_600), 7688),
    ("labour_recovery", 11_133, Some(46_800), 8564),
    ("comeback_rate", 1, Some(3), 3333),
];

pub async fn kpis(garage: &Garage, query: &str) -> Value {
    let today = garage.today();
    garage.kit.owner().get(&format!("/reports/kpis?from={today}&until={today}{query}")).await.expect(200).json()
}

pub fn kpi<'a>(report: &'a Value, id: &str) -> &'a Value {
    let kpis = report["groups"][0]["kpis"].as_array().unwrap();
    kpis.iter().find(|kpi| kpi["id"] == id).unwrap_or_else(|| panic!("there is no {id}"))
}

fn check(report: &Value) {
    for (id, numerator, denominator, value) in EXPECTED {
        let now = &kpi(report, id)["now"];
        let found = (now["numerator"].as_i64().unwrap(), now["denominator"].as_i64(), now["value"].as_i64());
        assert_eq!(found, (numerator, denominator, Some(value)), "{id}");
    }
}

#[tokio::test]
async fn the_published_figures_hold_and_hold_again() {
    let garage = Garage::open().await;
    play(&garage).await;
    check(&kpis(&garage, "").await);
    let live = garage.kept().await;
    let done = garage.rebuild().await;
    assert!(done.events > 15 && done.facts > 10, "{done:?}");
    check(&kpis(&garage, &format!("&site={}", garage.kit.site)).await);
    assert_eq!(live, garage.kept().await, "what is made anew is what was");
}
