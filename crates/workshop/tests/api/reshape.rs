use contracts::workshop::WorkOrderParts;
use serde_json::{Value, json};

use crate::support::{Garage, Order, labour, part, refused};

async fn newest(garage: &Garage) -> Order {
    let list = garage.advisor().get("/work-orders?limit=1").await.expect(200).json();
    let path = format!("/work-orders/{}", list["items"][0]["id"].as_str().unwrap());
    Order { json: garage.advisor().get(&path).await.expect(200).json(), path }
}

fn titles(order: &Order) -> Vec<&str> {
    order.json["jobs"].as_array().unwrap().iter().map(|job| job["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn jobs_become_an_order_of_their_own_and_what_is_reserved_for_them_goes_along() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let net = order.json["totals"]["net"].as_i64().unwrap();
    let brakes = order.json["jobs"][1]["id"].clone();
    order.act(&garage.advisor(), "split", json!({ "job_ids": [brakes] })).await;
    let beside = newest(&garage).await;
    assert_eq!((titles(&order), titles(&beside)), (vec!["Oil service", "Cabin filter"], vec!["Front brakes"]));
    assert_eq!((beside.state(), beside.authorisation(0)), ("approved", "approved"));
    assert_eq!(order.json["totals"]["net"].as_i64().unwrap() + beside.json["totals"]["net"].as_i64().unwrap(), net);
    let history = garage.advisor().get(&format!("{}/history", order.path)).await.expect(200).json();
    let detail = &history["items"][0]["detail"];
    assert_eq!((&detail["text"], &detail["note"]), (&beside.json["number"], &json!("Front brakes")));
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<WorkOrderParts>().unwrap()).collect();
    let wants = |id| told.iter().rev().find(|parts| parts.id == id).unwrap().lines.len();
    assert_eq!((wants(order.id()), wants(beside.id())), (2, 2), "filter and oil here, pads and discs there");
    let all: Vec<_> = order.json["jobs"].as_array().unwrap().iter().map(|job| job["id"].clone()).collect();
    refused(order.ask(&garage.advisor(), "split", json!({ "job_ids": all })).await, "nothing-stays");
    garage.kit.technician().post(&format!("{}/split", order.path), json!({ "job_ids": [all[0]] })).await.expect(403);
    garage.is_healthy().await;
}

#[tokio::test]
async fn two_open_orders_of_a_vehicle_become_one() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let mut other = garage.opened(json!([{ "title": "Wipers", "lines": [labour(200)] }])).await;
    order.act(&garage.advisor(), "merge", json!({ "other_id": other.json["id"] })).await;
    assert_eq!(titles(&order), ["Oil service", "Front brakes", "Cabin filter", "Wipers"]);
    other.read(&garage.advisor()).await;
    assert_eq!((other.state(), &other.json["cancel_reason"], titles(&other).len()), ("cancelled", &order.json["number"], 0));
    refused(order.ask(&garage.advisor(), "merge", json!({ "other_id": other.json["id"] })).await, "wrong-state");
    let itself = order.ask(&garage.advisor(), "merge", json!({ "other_id": order.json["id"] })).await;
    refused(itself, "not-alike");
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_copy_is_an_estimate_at_todays_prices() {
    let garage = Garage::open().await;
    let lines = json!([{ "kind": "part", "product_id": garage.filter, "quantity": 2000, "unit_price": 30_000 }, labour(500)]);
    let mut order = garage.opened(json!([{ "title": "Oil service", "lines": lines }])).await;
    order.act(&garage.advisor(), "cancel", json!({ "reason": "Too dear" })).await;
    let made = garage.advisor().post(&format!("{}/copy", order.path), json!({})).await.expect(201).json();
    let lines = made["jobs"][0]["lines"].as_array().unwrap();
    assert_eq!((&made["state"], &lines[0]["unit_price"], &lines[0]["quantity"]), (&json!("estimate"), &json!(22_550), &json!(2000)));
    assert_eq!((&made["customer"], &made["odometer_in"]), (&order.json["customer"], &Value::Null));
    assert_ne!(made["number"], order.json["number"]);
    garage.kit.technician().post(&format!("{}/copy", order.path), json!({})).await.expect(403);
}

#[tokio::test]
async fn the_same_vehicle_again_changes_nothing_and_an_unknown_one_is_refused() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    let version = order.json["version"].clone();
    order.act(&garage.advisor(), "vehicle", json!({ "vehicle_id": garage.peugeot })).await;
    assert_eq!(order.json["version"], version);
    let unknown = order.ask(&garage.advisor(), "vehicle", json!({ "vehicle_id": garage.leila })).await.expect(422);
    assert_eq!(unknown.pointers(), ["/vehicle_id"]);
}

#[tokio::test]
async fn a_sublet_line_has_a_vendor_a_cost_a_number_and_their_invoice() {
    let garage = Garage::open().await;
    let sublet = json!({ "kind": "sublet", "description": "Turn the discs", "quantity": 1000, "unit_price": 60_000 });
    let order = garage.opened(json!([{ "title": "Front brakes", "lines": [sublet, part(garage.pads, 1000)] }])).await;
    let (advisor, path) = (garage.advisor(), format!("{}/sublet", order.line_path(0, 0)));
    let list = format!("{}/sublets", order.path);
    assert_eq!(advisor.get(&list).await.expect(200).json()["items"][0]["number"], Value::Null);
    assert_eq!(advisor.put(&path, json!({ "vendor": "Tournage Sfax" })).await.expect(422).pointers(), ["/cost"]);
    let made = advisor.put(&path, json!({ "vendor": "Tournage Sfax", "cost": 45_000 })).await.expect(200).json();
    assert_eq!((&made["number"], &made["cost"]), (&json!("LAC-2026-00001-S1"), &Value::Null), "costs are not the advisor's to see");
    advisor.put(&path, json!({ "vendor": "Tournage Sfax", "vendor_invoice": "F-881" })).await.expect(200);
    let row = garage.kit.owner().get(&list).await.expect(200).json()["items"][0].clone();
    assert_eq!((&row["cost"], &row["margin"], &row["vendor_invoice"]), (&json!(45_000), &json!(15_000), &json!("F-881")));
    let pads = format!("{}/sublet", order.line_path(0, 1));
    refused(advisor.put(&pads, json!({ "vendor": "X", "cost": 1 })).await, "not-sublet");
    garage.kit.technician().get(&list).await.expect(403);
}
