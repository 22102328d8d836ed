//! What leaks, until it does not.

use chrono::TimeDelta;
use contracts::inventory::{PartsValued, StoreClaim, StorePaperChanged, ValuedPart};
use contracts::reporting::LeaksFound;
use contracts::workshop::LineKind::{Labour, Part};
use contracts::workshop::{ClockingId, JobId, LineId, SpentSpan, StoodLine, TimeSpent, WorkOrderId, WorkOrderStood};
use kernel::outbox::Event;
use kernel::{Amount, db};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::garage::{Garage, Sold};

/// What the owner reads of a site, tomorrow.
async fn red(garage: &Garage, query: &str) -> Vec<Value> {
    let path = format!("/reports/leaks?site={}{query}", garage.kit.site);
    garage.kit.owner().get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
}

fn told(leak: &Value) -> (&str, i64, i64) {
    (leak["kind"].as_str().unwrap(), leak["amount"].as_i64().unwrap(), leak["age"].as_i64().unwrap())
}

/// An order that is done now: what it sells is to be invoiced.
fn done(garage: &Garage, sold: &Sold, job: JobId) -> WorkOrderStood {
    let now = garage.kit.context.clock.now();
    let line = |line: &contracts::billing::SoldLine| StoodLine { line_id: line.line_id, job_id: job, kind: line.kind, net: line.net };
    let lines = Some(sold.sale.lines.iter().map(line).collect());
    WorkOrderStood { completed_at: Some(now), lines, ..garage.stood(sold.order, now) }
}

#[tokio::test]
async fn what_is_done_is_red_tomorrow_until_it_is_invoiced() {
    let garage = Garage::open().await;
    let sold = garage.sold("INV1", WorkOrderId::new(), &[(Labour, 1000, 60_000, 0, None), (Part, 1000, 40_000, 0, None)]);
    garage.tell("workshop", &done(&garage, &sold, JobId::new())).await;
    garage.kit.settle().await;
    assert!(red(&garage, "").await.is_empty(), "it is today's work");
    garage.kit.clock.advance(TimeDelta::days(2));
    let found = red(&garage, "").await;
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [("not_invoiced", 100_000, 2)]);
    assert_eq!((&found[0]["document"], &found[0]["document_id"]), (&json!("work_order"), &json!(sold.order.0)));
    let mut half = sold.sale.clone();
    half.lines.truncate(1);
    garage.tell("billing", &half).await;
    garage.kit.settle().await;
    assert_eq!(red(&garage, "").await.iter().map(told).collect::<Vec<_>>(), [("not_invoiced", 40_000, 2)], "the part is on no invoice");
    garage.tell("billing", &sold.sale).await;
    garage.kit.settle().await;
    assert!(red(&garage, "").await.is_empty());
}

fn valued(garage: &Garage, order: WorkOrderId, line: LineId, cost: i64) -> PartsValued {
    let lines = vec![ValuedPart { line_id: line, cost: Amount(cost) }];
    PartsValued { work_order_id: order, site_id: garage.kit.site, lines }
}

#[tokio::test]
async fn parts_that_no_line_asks_for_are_red_until_they_come_back() {
    let garage = Garage::open().await;
    let (order, line, now) = (WorkOrderId::new(), LineId::new(), garage.kit.context.clock.now());
    garage.tell("inventory", &valued(&garage, order, line, 30_000)).await;
    garage.tell("workshop", &garage.stood(order, now)).await;
    garage.kit.settle().await;
    garage.kit.clock.advance(TimeDelta::days(29));
    assert!(red(&garage, "").await.is_empty(), "it is being worked on");
    garage.kit.clock.advance(TimeDelta::days(1));
    assert_eq!(red(&garage, "").await.iter().map(told).collect::<Vec<_>>(), [("unbilled_parts", 30_000, 30)], "for a month");
    garage.tell("workshop", &WorkOrderStood { is_cancelled: true, ..garage.stood(order, now) }).await;
    garage.kit.settle().await;
    assert_eq!(red(&garage, "&kind=unbilled_parts").await.len(), 1);
    garage.tell("inventory", &valued(&garage, order, line, -30_000)).await;
    garage.kit.settle().await;
    assert!(red(&garage, "").await.is_empty());
}

#[tokio::test]
async fn time_on_a_job_without_labour_is_red() {
    let garage = Garage::open().await;
    let (asked, lost) = (JobId::new(), JobId::new());
    let sold = garage.sold("INV1", WorkOrderId::new(), &[(Labour, 1000, 60_000, 0, None)]);
    garage.tell("billing", &sold.sale).await;
    garage.tell("workshop", &done(&garage, &sold, asked)).await;
    let starts = garage.kit.context.clock.now().timestamp();
    let span = |job, minutes: i64| SpentSpan {
        id: ClockingId::new(),
        activity: "work".into(),
        order: Some((sold.order, "OR-1".into())),
        job,
        starts,
        ends: Some(starts + minutes * 60),
    };
    let spans = vec![span(Some(asked), 60), span(Some(lost), 30), span(None, 15)];
    garage.tell("workshop", &TimeSpent { spans, ..garage.spent("work", 0) }).await;
    garage.kit.settle().await;
    garage.kit.clock.advance(TimeDelta::days(1));
    // Half an hour at 60.000.
    assert_eq!(red(&garage, "").await.iter().map(told).collect::<Vec<_>>(), [("unbilled_labour", 30_000, 1)]);
}

fn paper(garage: &Garage, id: Uuid, kind: &str, state: &str, cost: Option<i64>) -> StorePaperChanged {
    let since = garage.kit.context.clock.now();
    let claim = cost.map(|cost| StoreClaim { whose: "Stafim".into(), cost: Amount(cost), since });
    StorePaperChanged { id, site_id: garage.kit.site, kind: kind.into(), number: "A-17".into(), state: state.into(), claim }
}

#[tokio::test]
async fn what_waits_at_suppliers_is_red_and_each_after_its_time() {
    let garage = Garage::open().await;
    let ids = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    let told_of = [
        ("supplier_invoice", "differs", Some(12_000)),
        ("supplier_return", "shipped", Some(50_000)),
        ("core", "in_hand", Some(80_000)),
        ("transfer", "shipped", None),
    ];
    for (id, (kind, state, cost)) in ids.iter().zip(told_of) {
        garage.tell("inventory", &paper(&garage, *id, kind, state, cost)).await;
    }
    garage.kit.settle().await;
    let live = garage.kept().await;
    garage.rebuild().await;
    assert_eq!(live, garage.kept().await, "what is made anew is what was");
    let mut seen = vec![];
    for days in [1, 6, 7] {
        garage.kit.clock.advance(TimeDelta::days(days));
        seen.push(red(&garage, "").await.len());
    }
    assert_eq!(seen, [1, 2, 3]);
    let totals = garage.kit.owner().get("/reports/leaks/totals").await.expect(200).json();
    let group = &totals["groups"][0];
    assert_eq!((&group["count"], &group["amount"]), (&json!(3), &json!(142_000)));
    garage.tell("inventory", &paper(&garage, ids[1], "supplier_return", "credited", None)).await;
    garage.tell("inventory", &paper(&garage, ids[2], "core", "sent", Some(75_000))).await;
    garage.kit.settle().await;
    assert_eq!(red(&garage, "").await.iter().map(|leak| told(leak).0).collect::<Vec<_>>(), ["supplier_invoice"]);
}

#[tokio::test]
async fn what_somebody_explained_is_off_the_list_until_it_changes() {
    let garage = Garage::open().await;
    let id = Uuid::now_v7();
    garage.tell("inventory", &paper(&garage, id, "supplier_invoice", "differs", Some(12_000))).await;
    garage.kit.settle().await;
    garage.kit.clock.advance(TimeDelta::days(1));
    let leak = red(&garage, "").await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/reports/leaks/{leak}/note");
    let why = json!({ "reason": "  Avoir promis  " });
    garage.kit.outsider().put(&path, why.clone()).await.expect(404);
    garage.kit.technician().put(&path, why.clone()).await.expect(403);
    garage.kit.owner().put(&path, json!({ "reason": " " })).await.expect(422);
    garage.kit.owner().put(&format!("/reports/leaks/{}/note", Uuid::nil()), why.clone()).await.expect(404);
    let said = garage.kit.owner().put(&path, why.clone()).await.expect(200).json();
    assert_eq!((&said["note"]["reason"], &said["note"]["by"]), (&json!("Avoir promis"), &json!("Hela")));
    assert!(red(&garage, "").await.is_empty());
    assert_eq!(red(&garage, "&explained=true").await.len(), 1);
    let totals = garage.kit.owner().get("/reports/leaks/totals").await.expect(200).json();
    assert_eq!((&totals["groups"][0]["count"], &totals["groups"][0]["kinds"][0]["explained"]), (&json!(0), &json!(1)));
    garage.rebuild().await;
    assert!(red(&garage, "").await.is_empty(), "what was said stays said");
    garage.tell("inventory", &paper(&garage, id, "supplier_invoice", "differs", Some(13_000))).await;
    garage.kit.settle().await;
    garage.kit.clock.advance(TimeDelta::days(1));
    assert_eq!(red(&garage, "").await.iter().map(told).collect::<Vec<_>>(), [("supplier_invoice", 13_000, 1)], "it is another amount");
    garage.kit.owner().put(&path, why.clone()).await.expect(200);
    garage.kit.owner().delete(&path).await.expect(204);
    assert_eq!(red(&garage, "").await.len(), 1);
}

#[derive(sea_orm::FromQueryResult)]
struct Told {
    payload: String,
}

async fn news(garage: &Garage) -> Vec<String> {
    let sql = format!("select cast(payload as text) as payload from reporting_outbox where kind = '{}'", LeaksFound::KIND);
    db::all::<Told, _>(garage.kit.db().reader(), sql, []).await.unwrap().into_iter().map(|row| row.payload).collect()
}

#[tokio::test]
async fn who_sees_figures_is_told_once_each_morning() {
    let garage = Garage::open().await;
    garage.tell("inventory", &paper(&garage, Uuid::now_v7(), "supplier_invoice", "differs", Some(12_000))).await;
    garage.kit.settle().await;
    assert!(news(&garage).await.is_empty(), "nothing is red yet");
    // Midnight is over, and it is not seven yet.
    garage.kit.clock.advance(TimeDelta::hours(20));
    garage.kit.settle().await;
    assert!(news(&garage).await.is_empty());
    for _ in 0..3 {
        garage.kit.clock.advance(TimeDelta::hours(3));
        garage.kit.settle().await;
    }
    let told = news(&garage).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("12000") && told[0].contains(&garage.kit.people.owner.to_string()), "{told:?}");
    garage.kit.clock.advance(TimeDelta::days(1));
    garage.kit.settle().await;
    assert_eq!(news(&garage).await.len(), 2, "until there is none");
}
