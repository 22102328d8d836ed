//! What customers owed on a day that is over.

use chrono::{NaiveDate, TimeDelta};
use contracts::billing::{InvoiceCredited, InvoicePaid, InvoiceRefunded, InvoiceState, SaleRecorded};
use contracts::workshop::LineKind::Labour;
use contracts::workshop::WorkOrderId;
use kernel::Amount;
use serde_json::Value;

use crate::garage::Garage;

async fn owed(garage: &Garage, query: &str) -> Value {
    garage.kit.owner().get(&format!("/reports/receivables{query}")).await.expect(200).json()["groups"][0].clone()
}

/// The total, the ages and the days of credit sales.
fn told(group: &Value) -> (i64, Vec<i64>, Option<i64>) {
    let open = group["buckets"].as_array().unwrap().iter().map(|bucket| bucket["open"].as_i64().unwrap()).collect();
    (group["total"].as_i64().unwrap(), open, group["days"].as_i64())
}

fn stands(sale: &SaleRecorded, due: i64) -> InvoiceState {
    InvoiceState {
        id: sale.invoice_id,
        number: Some(sale.number.clone()),
        site_id: sale.site_id,
        work_order_id: sale.orders[0].id,
        customer_id: sale.customer_id,
        state: "part_paid".into(),
        total: sale.total,
        due: Amount(due),
        currency: sale.currency.clone(),
        due_on: sale.due_on,
        line_ids: vec![],
        is_payers: false,
        together: vec![],
        net: None,
        credited: Amount(0),
    }
}

/// Of each day that passes, what the garage is owed when it ends.
async fn pass(garage: &Garage, days: i64) -> (NaiveDate, Value) {
    garage.kit.settle().await;
    let known = (garage.today(), owed(garage, "").await);
    garage.kit.clock.advance(TimeDelta::days(days));
    known
}

/// Two invoices over two months: paid in parts, credited, refunded, and one that was paid before anybody was told of it.
async fn play(garage: &Garage) -> Vec<(NaiveDate, Value)> {
    let mut known = vec![];
    let first = garage.sold("INV1", WorkOrderId::new(), &[(Labour, 1000, 100_000, 0, None)]).sale;
    garage.tell("billing", &first).await;
    known.push(pass(garage, 3).await);
    garage.tell("billing", &InvoicePaid(stands(&first, 40_000))).await;
    let second = garage.sold("INV2", WorkOrderId::new(), &[(Labour, 1000, 50_000, 0, None)]).sale;
    garage.tell("billing", &second).await;
    known.push(pass(garage, 40).await);
    garage.tell("billing", &InvoiceCredited(stands(&first, 30_000))).await;
    garage.tell("billing", &InvoicePaid(stands(&first, -5_000))).await;
    known.push(pass(garage, 1).await);
    garage.tell("billing", &InvoiceRefunded(stands(&first, 15_000))).await;
    known.push(pass(garage, 20).await);
    garage.tell("billing", &InvoicePaid(stands(&second, 0))).await;
    known.push(pass(garage, 1).await);
    known
}

#[tokio::test]
async fn a_day_that_is_over_says_what_was_open_when_it_ended() {
    let garage = Garage::open().await;
    let known = play(&garage).await;
    assert_eq!(told(&known[1].1), (90_000, vec![90_000, 0, 0, 0, 0], Some(54)));
    assert_eq!(told(&known[2].1).1, [0, 50_000, 0, 0, 0], "what is the customer's own is no debt");
    for (day, group) in known {
        let then = owed(&garage, &format!("?on={day}")).await;
        assert_eq!(told(&then), told(&group), "{day}");
        assert_eq!(then["on"], day.to_string());
    }
    let before = owed(&garage, "?on=2026-11-01").await;
    assert_eq!(told(&before), (0, vec![0; 5], None));
    garage.kit.owner().get("/reports/receivables?on=2999-01-01").await.expect(422);
}

#[tokio::test]
async fn what_was_owed_is_the_same_when_it_is_made_anew_or_heard_twice() {
    let garage = Garage::open().await;
    play(&garage).await;
    garage.stays_the_same().await;
}
