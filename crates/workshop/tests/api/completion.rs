use contracts::workshop::{WorkOrderCompleted, WorkOrderReopened};
use serde_json::json;

use crate::support::{Garage, labour, part, refused};

/// PRODUCT.md 3.1 step 12.
#[tokio::test]
async fn completing_tells_every_authorised_line() {
    let garage = Garage::open().await;
    let order = garage.ready().await;
    assert_eq!(
        (order.state(), &order.json["odometer_out"], &order.json["completed_at"]),
        ("ready", &json!(84_310), &json!("2026-11-20T08:00:00Z"))
    );
    let totals = &order.json["totals"];
    let figures = ["net", "vat", "gross", "stamp_duty", "total"].map(|name| totals[name].as_i64().unwrap());
    assert_eq!(figures, [553_100, 105_089, 658_189, 1_000, 659_189]);
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<WorkOrderCompleted>().unwrap()).collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].lines.len(), 6, "the declined job is not among them");
    assert_eq!(told[0].lines.iter().map(|line| line.net.0).sum::<i64>(), 553_100);
    assert_eq!((told[0].summary.as_str(), told[0].odometer_km), ("Oil service, Front brakes", Some(84_310)));
    assert_eq!(told[0].lines[3].job_title, "Front brakes");
    garage.is_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_at_once_exactly_one_completes() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let attempts = (0..20).map(|_| {
        let (client, path) = (garage.advisor(), format!("{}/complete", order.path));
        tokio::spawn(async move { client.post(&path, json!({ "odometer_out": 84_310 })).await.status })
    });
    let mut statuses = vec![];
    for attempt in attempts.collect::<Vec<_>>() {
        statuses.push(attempt.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (200, &[409; 19][..]));
    let completions = garage.told().await.iter().filter(|event| event.kind == "work_order.completed").count();
    assert_eq!(completions, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_completes_once_and_answers_the_same_to_all() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let attempts = (0..8).map(|_| {
        let (client, path) = (garage.advisor().with("idempotency-key", "done"), format!("{}/complete", order.path));
        tokio::spawn(async move { client.post(&path, json!({ "odometer_out": 84_320 })).await.expect(200).json() })
    });
    let mut answers = vec![];
    for attempt in attempts.collect::<Vec<_>>() {
        answers.push(attempt.await.unwrap());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer["state"] == "ready"));
}

#[tokio::test]
async fn the_gate_names_what_is_missing() {
    let garage = Garage::open().await;
    let advisor = garage.advisor();
    let mut order = garage.approved().await;
    order.act(&advisor, "start", json!({})).await;
    let refusal = order.ask(&advisor, "complete", json!({})).await;
    let faults: Vec<_> = refusal.json()["errors"].as_array().unwrap().iter().map(|fault| fault["code"].clone()).collect();
    assert_eq!(faults, ["gate-technician", "gate-odometer-out"]);
    refused(refusal, "gate-closed");
    order.act(&advisor, "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    refused(order.ask(&advisor, "complete", json!({ "odometer_out": 84_299 })).await, "odometer-rollback");

    order.json = advisor.patch(&order.line_path(1, 2), json!({ "unit_price": 99_000 })).await.expect(200).json();
    let refusal = order.ask(&advisor, "complete", json!({})).await;
    assert!(refusal.json()["detail"].as_str().unwrap().contains("Front brakes"), "{}", refusal.text());
    refused(refusal, "gate-closed");
    advisor.patch(&order.line_path(1, 2), json!({ "unit_price": 96_400 })).await.expect(200);
    order.act(&advisor, "complete", json!({ "odometer_out": 84_310 })).await;
    refused(order.ask(&advisor, "complete", json!({})).await, "wrong-state");
}

#[tokio::test]
async fn an_order_without_approved_lines_has_nothing_to_invoice() {
    let garage = Garage::open().await;
    let mut order = garage.opened(json!([{ "title": "Look at it" }])).await;
    let word = json!({ "decisions": [order.decision(0, "approve")], "method": "in_person", "by_name": "Leïla" });
    order.act(&garage.advisor(), "authorise", word).await;
    order.act(&garage.advisor(), "start", json!({})).await;
    refused(order.ask(&garage.advisor(), "complete", json!({})).await, "nothing-to-invoice");
}

#[tokio::test]
async fn stock_does_not_fall_below_zero_without_permission() {
    let garage = Garage::open().await;
    let lines = [labour(200), part(garage.cabin, 1000), part(garage.filter, 3000), part(garage.filter, 2000)];
    let mut order = garage.opened(json!([{ "title": "Cabin filter", "lines": lines }])).await;
    let word = json!({ "decisions": [order.decision(0, "approve")], "method": "in_person", "by_name": "Leïla" });
    order.act(&garage.advisor(), "authorise", word).await;
    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&garage.advisor(), "start", json!({})).await;
    let refusal = order.ask(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    let detail = refusal.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("FLT-CAB Cabin filter: 0 of 1") && detail.contains("FLT-OIL Oil filter: 4 of 5"), "{detail}");
    let short = refusal.json()["errors"].as_array().unwrap().clone();
    let cabin = short.iter().find(|fault| fault["values"]["code"] == "FLT-CAB").unwrap();
    assert_eq!((&cabin["code"], &cabin["pointer"]), (&json!("stock-short"), &json!("/allow_negative_stock")));
    let values = json!({
        "product_id": garage.cabin, "code": "FLT-CAB", "description": "Cabin filter", "wanted": 1000, "available": 0,
    });
    assert_eq!((short.len(), &cabin["values"]), (2, &values));
    refused(refusal, "stock-insufficient");
    order.ask(&garage.advisor(), "complete", json!({ "allow_negative_stock": true, "odometer_out": 84_310 })).await.expect(403);
    order.act(&garage.kit.owner(), "complete", json!({ "allow_negative_stock": true, "odometer_out": 84_310 })).await;
    assert_eq!(order.state(), "ready");
}

#[tokio::test]
async fn a_ready_order_is_reopened_and_completed_again() {
    let garage = Garage::open().await;
    let mut order = garage.ready().await;
    let (owner, advisor) = (garage.kit.owner(), garage.advisor());
    order.ask(&advisor, "reopen", json!({ "reason": "noise" })).await.expect(403);
    order.act(&owner, "reopen", json!({ "reason": "Still a noise" })).await;
    assert_eq!((order.state(), &order.json["completed_at"]), ("in_progress", &json!(null)));
    order.act(&advisor, "complete", json!({ "odometer_out": 84_310 })).await;
    assert_eq!((order.state(), &order.json["odometer_out"]), ("ready", &json!(84_310)), "the pads are not asked of stock again");
    let told = garage.told().await;
    let reopened: Vec<_> = told.iter().filter_map(|event| event.open::<WorkOrderReopened>().unwrap()).collect();
    assert_eq!(reopened[0].reason, "Still a noise");
    let completed: Vec<_> = told.iter().filter_map(|event| event.open::<WorkOrderCompleted>().unwrap()).collect();
    assert_eq!(completed[0].lines, completed[1].lines);
}
