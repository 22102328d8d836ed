//! What is taken off jobs and orders, and who pays in the customer's place (docs/decisions/0080-who-pays-less.md).

use contracts::workshop::WorkOrderCompleted;
use kernel::Amount;
use serde_json::{Value, json};

use crate::support::{Garage, Order, refused};

async fn put(garage: &Garage, path: &str, body: Value) -> testkit::Reply {
    garage.kit.owner().put(path, body).await
}

fn nets(order: &Value, job: usize) -> Vec<i64> {
    order["jobs"][job]["lines"].as_array().unwrap().iter().map(|line| line["net"].as_i64().unwrap()).collect()
}

/// As it was told to the other modules.
async fn completed(garage: &Garage, order: &Order) -> WorkOrderCompleted {
    let told = garage.told().await;
    let mut heard = told.iter().filter_map(|event| event.open::<WorkOrderCompleted>().unwrap());
    heard.rfind(|completed| completed.id == order.id()).unwrap()
}

#[tokio::test]
async fn a_tenth_off_the_order_is_within_an_advisors_right_and_stands_on_the_lines() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    let path = format!("{}/discount", order.path);
    let tenth = json!({ "share": 1000, "reason": "Regular" });
    let given = garage.advisor().put(&path, tenth.clone()).await.expect(200).json();
    assert_eq!((&given["totals"]["net"], &given["totals"]["total"]), (&json!(497_790), &json!(593_370)));
    assert_eq!(nets(&given, 0), [43_200, 20_295, 72_900]);
    assert_eq!(given["jobs"][0]["lines"][0]["off"], 4800);
    assert_eq!(given["jobs"][0]["authorisation"]["state"], "approved");
    assert_eq!(given["discount"]["reason"], "Regular");
    let beyond = garage.advisor().put(&path, json!({ "share": 1001, "reason": "Friend" })).await.expect(422);
    assert_eq!(beyond.pointers(), ["/share"]);
    let more =
        garage.advisor().put(&format!("{}/discount", order.job_path(0)), json!({ "amount": 5000, "reason": "Also" })).await.expect(422);
    assert_eq!(more.pointers(), ["/amount"], "line, job and order count together");
    let line = garage.advisor().patch(&order.line_path(0, 0), json!({ "discount": 500 })).await.expect(422);
    assert_eq!(line.pointers(), ["/discount"]);
    for (body, pointer) in [
        (json!({ "share": 500 }), "/reason"),
        (json!({ "share": 500, "amount": 5, "reason": "Both" }), "/amount"),
        (json!({ "share": 0, "reason": "None" }), "/share"),
    ] {
        assert_eq!(garage.advisor().put(&path, body).await.expect(422).pointers(), [pointer]);
    }
    let none = garage.advisor().put(&path, json!({})).await.expect(200).json();
    assert_eq!((&none["totals"]["net"], &none["discount"]), (&json!(553_100), &Value::Null));
    let history = garage.advisor().get(&format!("{}/history", order.path)).await.expect(200).json();
    let events: Vec<_> = history["items"].as_array().unwrap().iter().map(|entry| entry["event"].as_str().unwrap()).collect();
    assert!(events.contains(&"discounted") && events.contains(&"discount_taken_off"), "{events:?}");
}

#[tokio::test]
async fn what_the_garage_bears_costs_nothing_and_needs_a_right_of_its_own() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let cover = format!("{}/cover", order.job_path(1));
    let warranty = json!({ "cover": { "kind": "warranty", "reason": "Our pads squeal" } });
    garage.advisor().put(&cover, warranty.clone()).await.expect(403);
    let covered = put(&garage, &cover, warranty).await.expect(200).json();
    assert_eq!((nets(&covered, 1), &covered["totals"]["net"]), (vec![0, 0, 0], &json!(151_550)));
    assert_eq!(covered["jobs"][1]["cover"]["share"], 10_000);
    garage.advisor().put(&cover, json!({})).await.expect(403);
    order.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    let told = completed(&garage, &order).await;
    let pads = told.lines.iter().find(|line| line.description == "Front pads").unwrap();
    assert_eq!((pads.net, pads.reduced.given, pads.unit_price), (Amount(0), Amount(118_750), Amount(118_750)));
    assert_eq!(told.lines.iter().map(|line| line.net.0).sum::<i64>(), 151_550);
    garage.is_healthy().await;
}

/// PRODUCT.md 3.6 step 9: one job, two invoices.
#[tokio::test]
async fn a_job_of_which_another_pays_a_part_is_told_line_by_line_to_both() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let cover = format!("{}/cover", order.job_path(1));
    let half = |payer: &Value| json!({ "cover": { "kind": "payer", "payer_id": payer, "share": 5000, "reason": "Agreed by telephone" } });
    let own = order.json["customer"]["id"].clone();
    assert_eq!(garage.advisor().put(&cover, half(&own)).await.expect(422).pointers(), ["/cover/payer_id"]);
    assert_eq!(garage.advisor().put(&cover, half(&Value::Null)).await.expect(422).pointers(), ["/cover/payer_id"]);
    let covered = garage.advisor().put(&cover, half(&json!(garage.insurer))).await.expect(200).json();
    assert_eq!(nets(&covered, 1), [45_000, 59_375, 96_400]);
    assert_eq!(covered["jobs"][1]["cover"]["payer_name"], "Assurances Carthage");
    order.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    let told = completed(&garage, &order).await;
    let theirs: Vec<_> = told.lines.iter().filter(|line| line.payer.is_some()).collect();
    assert_eq!(theirs.iter().map(|line| line.net.0).collect::<Vec<_>>(), [45_000, 59_375, 96_400]);
    assert!(theirs.iter().all(|line| line.product_id.is_none()), "the shelf is asked once");
    assert_eq!(told.lines.iter().map(|line| line.net.0).sum::<i64>(), 553_100, "nothing is lost between them");
    let ids: Vec<_> = theirs.iter().map(|line| line.id).collect();
    order.act(&garage.kit.owner(), "reopen", json!({ "reason": "Mistake" })).await;
    order.act(&garage.advisor(), "complete", json!({})).await;
    let again = completed(&garage, &order).await;
    assert_eq!(again.lines.iter().filter(|line| line.payer.is_some()).map(|line| line.id).collect::<Vec<_>>(), ids);
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_is_invoiced_is_not_reduced() {
    let garage = Garage::open().await;
    let (mut order, _) = garage.invoiced(0).await;
    order.act(&garage.kit.owner(), "reopen", json!({ "reason": "Wipers too" })).await;
    let discount = json!({ "share": 500, "reason": "Late" });
    refused(put(&garage, &format!("{}/discount", order.path), discount.clone()).await, "line-locked");
    refused(put(&garage, &format!("{}/discount", order.job_path(0)), discount).await, "line-locked");
    let cover = json!({ "cover": { "kind": "goodwill", "share": 5000, "reason": "Late" } });
    refused(put(&garage, &format!("{}/cover", order.job_path(0)), cover).await, "line-locked");
}
