use serde_json::{Value, json};

use crate::support::{Garage, Order, refused};

async fn set(garage: &Garage, levels: Value) {
    let path = format!("/workshops/{}/gate", garage.kit.site);
    garage.kit.owner().put(&path, json!({ "levels": levels })).await.expect(200);
}

fn codes(problem: &Value) -> Vec<String> {
    problem["errors"].as_array().unwrap().iter().map(|fault| fault["code"].as_str().unwrap().to_owned()).collect()
}

async fn in_the_way(garage: &Garage, order: &Order) -> Vec<(String, String)> {
    let gate = garage.advisor().get(&format!("{}/gate", order.path)).await.expect(200).json();
    let word = |fault: &Value, name: &str| fault[name].as_str().unwrap().to_owned();
    gate["faults"].as_array().unwrap().iter().map(|fault| (word(fault, "rule"), word(fault, "level"))).collect()
}

#[tokio::test]
async fn what_stands_in_the_way_is_seen_before_anybody_tries() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    assert_eq!(in_the_way(&garage, &order).await, [("odometer_out".into(), "block".into())]);
    set(&garage, json!({ "odometer_out": "warn", "findings": "block", "inspection": "warn" })).await;
    let findings = ("findings".to_owned(), "block".to_owned());
    let expected = [("odometer_out".into(), "warn".into()), findings.clone(), findings, ("inspection".into(), "warn".into())];
    assert_eq!(in_the_way(&garage, &order).await, expected);
    set(&garage, json!({})).await;
    order.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    assert_eq!(in_the_way(&garage, &order).await, []);
}

#[tokio::test]
async fn what_blocks_refuses_and_what_warns_wants_a_reason_that_the_history_keeps() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    set(&garage, json!({ "findings": "warn", "odometer_out": "block" })).await;
    let advisor = garage.advisor();
    let closed = order.ask(&advisor, "complete", json!({ "reason": "In a hurry" })).await;
    assert_eq!(codes(&closed.json()), ["gate-odometer-out"]);
    refused(closed, "gate-closed");
    let unread = order.ask(&advisor, "complete", json!({ "odometer_unreadable": true })).await;
    assert_eq!(codes(&unread.json()), ["gate-odometer-out", "gate-findings", "gate-findings"]);
    refused(unread, "gate-warns");
    let warned = order.ask(&advisor, "complete", json!({ "odometer_out": 84_310 })).await;
    assert_eq!(codes(&warned.json()), ["gate-findings", "gate-findings"]);
    let first = warned.json()["errors"][0].clone();
    assert_eq!((&first["pointer"], &first["values"]["subject"]), (&json!("/reason"), &json!("Oil service")));
    assert_eq!(first["values"]["job_id"], order.json["jobs"][0]["id"]);
    refused(warned, "gate-warns");
    order.act(&advisor, "complete", json!({ "odometer_out": 84_310, "reason": "Told by phone" })).await;
    let history = advisor.get(&format!("{}/history", order.path)).await.expect(200).json();
    let passed = history["items"].as_array().unwrap().iter().find(|entry| entry["event"] == "gate_passed").unwrap().clone();
    assert_eq!((&passed["detail"]["note"], &passed["detail"]["fields"]), (&json!("Told by phone"), &json!(["findings"])));
}

#[tokio::test]
async fn where_parts_block_nobody_lets_stock_fall_below_zero() {
    let garage = Garage::open().await;
    let lines = [json!({ "kind": "part", "product_id": garage.cabin, "quantity": 1000 })];
    let mut order = garage.opened(json!([{ "title": "Cabin filter", "lines": lines }])).await;
    let word = json!({ "decisions": [order.decision(0, "approve")], "method": "in_person", "by_name": "Leïla" });
    order.act(&garage.advisor(), "authorise", word).await;
    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&garage.advisor(), "start", json!({})).await;
    set(&garage, json!({ "parts": "block" })).await;
    let body = json!({ "odometer_out": 84_310, "allow_negative_stock": true });
    let closed = order.ask(&garage.kit.owner(), "complete", body.clone()).await;
    assert_eq!(codes(&closed.json()), ["gate-parts"]);
    refused(closed, "gate-closed");
    set(&garage, json!({ "parts": "warn" })).await;
    order.act(&garage.kit.owner(), "complete", body).await;
}

#[tokio::test]
async fn a_running_clock_is_named_with_whose_it_is() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    set(&garage, json!({ "clock": "block", "odometer_out": "off" })).await;
    garage.kit.technician().post("/time/job/begin", json!({ "work_order_id": order.id(), "activity": "work" })).await.expect(200);
    let closed = order.ask(&garage.advisor(), "complete", json!({})).await;
    assert_eq!(codes(&closed.json()), ["gate-clock"]);
    refused(closed, "gate-closed");
}

#[tokio::test]
async fn rules_are_chosen_by_who_may_and_not_over_somebody_elses_choice() {
    let garage = Garage::open().await;
    let path = format!("/workshops/{}/gate", garage.kit.site);
    let rules = garage.advisor().get(&path).await.expect(200).json();
    assert_eq!((&rules["version"], &rules["actions"], &rules["levels"]["technician"]), (&json!(0), &json!([]), &json!("block")));
    garage.advisor().put(&path, json!({ "levels": {} })).await.expect(403);
    let owner = garage.kit.owner();
    owner.put(&path, json!({ "levels": { "clock": "loud" } })).await.expect(422);
    let first = owner.put(&path, json!({ "levels": { "clock": "warn" } })).await.expect(200).json();
    assert_eq!((&first["version"], &first["levels"]["clock"], &first["levels"]["approval"]), (&json!(1), &json!("warn"), &json!("block")));
    garage.kit.owner().with("if-match", "\"0\"").put(&path, json!({ "levels": {} })).await.expect(412);
}
