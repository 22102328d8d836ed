//! What goes beyond a role is asked of who may give it (docs/decisions/0090-discounts-that-are-asked-for.md).

use serde_json::{Value, json};

use crate::support::{Garage, Order, labour, refused};

async fn ask(garage: &Garage, order: &Order, body: Value) -> testkit::Reply {
    garage.advisor().post(&format!("{}/discount-requests", order.path), body).await
}

async fn open_ones(garage: &Garage) -> Vec<Value> {
    garage.kit.owner().get("/discount-requests?state=open").await.expect(200).json()["items"].as_array().unwrap().clone()
}

fn path(request: &Value, step: &str) -> String {
    format!("/discount-requests/{}/{step}", request["id"].as_str().unwrap())
}

#[tokio::test]
async fn twelve_per_cent_are_asked_for_and_the_owner_grants_them() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    let twelve = json!({ "share": 1200, "reason": "Comes since 2009" });
    garage.advisor().put(&format!("{}/discount", order.path), twelve.clone()).await.expect(422);
    let asked = ask(&garage, &order, twelve).await.expect(201).json();
    assert_eq!((&asked["state"], &asked["actions"], &asked["title"]), (&json!("open"), &json!(["withdraw"]), &Value::Null));
    let before = garage.advisor().get(&order.path).await.json();
    assert_eq!(before["totals"]["net"], 553_100, "nothing is given yet");
    let refusal = garage.advisor().post(&path(&asked, "grant"), json!({})).await;
    assert_eq!(refusal.expect(403).json()["code"], "forbidden", "nobody grants what they may not give");

    let seen = open_ones(&garage).await;
    assert_eq!((seen.len(), &seen[0]["actions"], &seen[0]["work_order"]), (1, &json!(["grant", "refuse"]), &order.json["number"]));
    let granted = garage.kit.owner().post(&path(&asked, "grant"), json!({})).await.expect(200).json();
    assert_eq!((&granted["state"], &granted["actions"]), (&json!("granted"), &json!([])));
    let after = garage.advisor().get(&order.path).await.json();
    assert_eq!((&after["totals"]["net"], &after["discount"]["share"]), (&json!(553_100 - 66_372), &json!(1200)));
    assert_eq!(after["discount"]["by"], granted["decided_by"]);
    refused(garage.kit.owner().post(&path(&asked, "refuse"), json!({})).await, "discount-decided");
    let history = garage.advisor().get(&format!("{}/history", order.path)).await.json();
    let events: Vec<_> = history["items"].as_array().unwrap().iter().map(|entry| entry["event"].as_str().unwrap()).collect();
    assert!(events.contains(&"discount_asked") && events.contains(&"discounted"), "{events:?}");
}

#[tokio::test]
async fn a_line_and_a_job_are_asked_for_apart_and_asking_again_takes_the_place() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([{ "title": "Brakes", "lines": [labour(1000)] }])).await;
    let (job, line) = (&order.json["jobs"][0]["id"], &order.json["jobs"][0]["lines"][0]["id"]);
    let of_line = ask(&garage, &order, json!({ "line_id": line, "share": 1500, "reason": "Late" })).await.expect(201).json();
    let first = ask(&garage, &order, json!({ "job_id": job, "amount": 20_000, "reason": "Late" })).await.expect(201).json();
    let second = ask(&garage, &order, json!({ "job_id": job, "amount": 30_000, "reason": "Very late" })).await.expect(201).json();
    let open: Vec<_> = open_ones(&garage).await.iter().map(|request| request["id"].clone()).collect();
    assert_eq!(open, [second["id"].clone(), of_line["id"].clone()]);
    refused(garage.kit.owner().post(&path(&first, "grant"), json!({})).await, "discount-decided");

    let refusal = garage.kit.owner().post(&path(&second, "refuse"), json!({ "word": "Offer a wash" })).await.expect(200).json();
    assert_eq!((&refusal["state"], &refusal["word"]), (&json!("refused"), &json!("Offer a wash")));
    garage.kit.owner().post(&path(&of_line, "grant"), json!({})).await.expect(200);
    let after = garage.advisor().get(&order.path).await.json();
    assert_eq!((&after["jobs"][0]["lines"][0]["discount"], &after["jobs"][0]["discount"]), (&json!(1500), &Value::Null));
}

#[tokio::test]
async fn what_needs_nobody_is_not_asked_and_what_is_over_is_not_granted() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    refused(ask(&garage, &order, json!({ "share": 1000, "reason": "Regular" })).await, "discount-allowed");
    for (body, pointer) in [
        (json!({ "reason": "Regular" }), "/share"),
        (json!({ "share": 1200, "amount": 5, "reason": "Both" }), "/amount"),
        (json!({ "line_id": order.json["jobs"][0]["lines"][0]["id"], "amount": 5, "reason": "Line" }), "/amount"),
        (json!({ "share": 1200, "reason": " " }), "/reason"),
    ] {
        assert_eq!(ask(&garage, &order, body).await.expect(422).pointers(), [pointer]);
    }
    ask(&garage, &order, json!({ "job_id": uuid::Uuid::now_v7(), "share": 1200, "reason": "None" })).await.expect(404);
    let asked = ask(&garage, &order, json!({ "share": 1200, "reason": "Regular" })).await.expect(201).json();
    let mine = garage.advisor().post(&path(&asked, "withdraw"), json!({})).await.expect(200).json();
    assert_eq!(mine["state"], "withdrawn");

    let again = ask(&garage, &order, json!({ "share": 1300, "reason": "Regular" })).await.expect(201).json();
    garage.kit.owner().post(&format!("{}/cancel", order.path), json!({ "reason": "Sold the car" })).await.expect(200);
    refused(garage.kit.owner().post(&path(&again, "grant"), json!({})).await, "discount-decided");
    let all = garage.advisor().get(&format!("/discount-requests?work_order={}", order.id())).await.expect(200).json();
    let states: Vec<_> = all["items"].as_array().unwrap().iter().map(|request| request["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["lapsed", "withdrawn"]);
}
