use serde_json::{Value, json};

use crate::support::{Garage, refused};

const STATES: [&str; 7] = ["estimate", "approved", "in_progress", "on_hold", "quality_check", "ready", "invoiced"];

fn column(name: &str, state: &str) -> Value {
    json!({ "name": name, "colour": "blue", "state": state })
}

fn own_columns() -> Vec<Value> {
    let mut columns: Vec<_> = STATES.iter().map(|state| column(state, state)).collect();
    columns.insert(3, column("Road test", "in_progress"));
    columns
}

fn path(garage: &Garage) -> String {
    format!("/workshops/{}/columns", garage.kit.site)
}

async fn chosen(garage: &Garage) -> Vec<Value> {
    let answer = garage.kit.owner().put(&path(garage), json!({ "columns": own_columns() })).await.expect(200).json();
    answer["columns"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_site_has_the_usual_board_until_it_chooses_its_own() {
    let garage = Garage::open().await;
    garage.in_progress().await;
    let board = format!("/work-orders/board?site={}", garage.kit.site);
    let usual = garage.advisor().get(&board).await.expect(200).json();
    assert_eq!((&usual["columns"], &usual["items"][0]["column_id"]), (&json!([]), &Value::Null));
    let columns = chosen(&garage).await;
    let own = garage.advisor().get(&board).await.expect(200).json();
    assert_eq!(own["columns"].as_array().unwrap(), &columns);
    assert_eq!(columns[3]["name"], "Road test");
    garage.advisor().put(&path(&garage), json!({ "columns": [] })).await.expect(403);
    let usual = garage.kit.owner().put(&path(&garage), json!({ "columns": [] })).await.expect(200).json();
    assert_eq!((&usual["columns"], &usual["version"]), (&json!([]), &json!(2)));
}

#[tokio::test]
async fn an_order_stands_in_a_column_of_its_state_and_in_no_other() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let columns = chosen(&garage).await;
    let technician = garage.kit.technician();
    order.act(&technician, "column", json!({ "column_id": columns[3]["id"] })).await;
    let board = technician.get(&format!("/work-orders/board?site={}", garage.kit.site)).await.expect(200).json();
    assert_eq!(board["items"][0]["column_id"], columns[3]["id"]);
    refused(order.ask(&technician, "column", json!({ "column_id": columns[0]["id"] })).await, "column-of-another-state");
    refused(order.ask(&technician, "column", json!({ "column_id": garage.leila })).await, "column-unknown");
    let history = technician.get(&format!("{}/history", order.path)).await.expect(200).json();
    assert_eq!((&history["items"][0]["event"], &history["items"][0]["detail"]["text"]), (&json!("placed"), &json!("Road test")));
    garage.is_healthy().await;
}

#[tokio::test]
async fn no_state_is_without_a_column() {
    let garage = Garage::open().await;
    let mut columns = own_columns();
    columns.retain(|column| column["state"] != "on_hold");
    let refusal = garage.kit.owner().put(&path(&garage), json!({ "columns": columns })).await.expect(422);
    assert_eq!(refusal.pointers(), ["/columns"]);
    let closed = garage.kit.owner().put(&path(&garage), json!({ "columns": [column("Gone", "closed")] })).await.expect(422);
    assert_eq!(closed.pointers(), ["/columns/0/state", "/columns"]);
}

#[tokio::test]
async fn blocked_work_is_listed_by_what_it_waits_for() {
    let garage = Garage::open().await;
    let mut parts = garage.in_progress().await;
    parts.act(&garage.kit.technician(), "hold", json!({ "reason": "parts", "note": "Discs" })).await;
    let mut customer = garage.in_progress().await;
    customer.act(&garage.kit.technician(), "hold", json!({ "reason": "customer" })).await;
    let list = garage.advisor().get("/work-orders?state=on_hold&hold=parts").await.expect(200).json();
    let rows = list["items"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["id"], &rows[0]["hold_reason"]), (1, &parts.json["id"], &json!("parts")));
    assert_eq!(rows[0]["held_since"], "2026-11-20T08:00:00Z");
    garage.advisor().get("/work-orders?hold=weather").await.expect(422);
}
