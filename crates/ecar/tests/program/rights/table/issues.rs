//! Parts that are taken from a site's shelf for its jobs.

use contracts::inventory::{PURCHASE_INVOICE, PURCHASE_READ, PURCHASE_WRITE, STOCK_ISSUE};
use serde_json::{Value, json};
use uuid::Uuid;

use super::inventory::supplier;
use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::{CANARY, COST, Scene, text};

/// An order of the home site for which a part is put aside: its id, and the line's.
pub async fn reserved(scene: &Scene) -> (Value, Value) {
    let sku = Uuid::now_v7().simple().to_string();
    let product = scene.owner.done("/products", json!({ "sku": sku, "name": "Disque", "price": 1000, "vat_rate": 1900 })).await;
    let line = json!({ "product_id": product["id"], "quantity": 1000, "unit_cost": 500 });
    scene.owner.done("/stock/receipts", json!({ "site_id": scene.home, "lines": [line] })).await;
    let mut opening = scene.opening(&scene.home);
    opening["jobs"] = json!([{ "title": CANARY, "lines": [{ "kind": "part", "product_id": product["id"], "quantity": 1000 }] }]);
    let order = scene.owner.done("/work-orders", opening).await;
    let decisions = json!([{ "job_id": order["jobs"][0]["id"], "decision": "approve" }]);
    let path = format!("/work-orders/{}/authorise", text(&order["id"]));
    scene.owner.done(&path, json!({ "decisions": decisions, "method": "phone", "by_name": CANARY })).await;
    let waiting = format!("/reservations?work_order={}", text(&order["id"]));
    scene.owner.eventually(&waiting, |page| page["items"][0]["reserved"] == 1000).await;
    (order["id"].clone(), order["jobs"][0]["lines"][0]["id"].clone())
}

/// An approved order of the home site that expects an old part: its id, and the line's.
async fn expecting(scene: &Scene) -> (String, Value) {
    let sku = Uuid::now_v7().simple().to_string();
    let body = json!({ "sku": sku, "name": "Alternateur", "price": 1000, "vat_rate": 1900, "core_charge": 500 });
    let product = scene.owner.done("/products", body).await;
    let mut opening = scene.opening(&scene.home);
    opening["jobs"] = json!([{ "title": CANARY, "lines": [{ "kind": "part", "product_id": product["id"], "quantity": 1000 }] }]);
    let order = scene.owner.done("/work-orders", opening).await;
    let decisions = json!([{ "job_id": order["jobs"][0]["id"], "decision": "approve" }]);
    let path = format!("/work-orders/{}", text(&order["id"]));
    scene.owner.done(&format!("{path}/authorise"), json!({ "decisions": decisions, "method": "phone", "by_name": CANARY })).await;
    (path, order["jobs"][0]["lines"][0]["id"].clone())
}

/// The path of an old part that lies at the home site.
async fn in_hand(scene: &Scene) -> String {
    let (order, line) = expecting(scene).await;
    scene.owner.done(&format!("{order}/cores"), json!({ "line_id": line, "decision": "in_hand" })).await;
    let open = format!("/cores?site={}&state=in_hand&limit=100", text(&scene.home));
    let is_there = |page: &Value| page["items"].as_array().is_some_and(|rows| rows.iter().any(|row| row["line_id"] == line));
    scene.owner.eventually(&open, is_there).await;
    format!("/cores/{}", text(&line))
}

fn cores() -> Vec<Operation> {
    vec![
        operation("decide_core", Needs::One(&[STOCK_ISSUE]), Reach::Record, |scene| {
            Box::pin(async {
                let (order, line) = expecting(scene).await;
                with(format!("{order}/cores"), json!({ "line_id": line, "decision": "in_hand" }))
            })
        }),
        operation("list_cores", Needs::One(&[PURCHASE_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                in_hand(scene).await;
                to("/cores")
            })
        }),
        operation("send_core", Needs::One(&[PURCHASE_WRITE]), Reach::Record, |scene| {
            Box::pin(async {
                let (core, supplier) = (in_hand(scene).await, supplier(scene).await);
                with(format!("{core}/send"), json!({ "supplier_id": supplier, "expected_cost": COST }))
            })
        }),
        operation("credit_core", Needs::One(&[PURCHASE_INVOICE]), Reach::Record, |scene| {
            Box::pin(async {
                let (core, supplier) = (in_hand(scene).await, supplier(scene).await);
                scene.owner.done(&format!("{core}/send"), json!({ "supplier_id": supplier, "expected_cost": COST })).await;
                let note = json!({ "number": CANARY, "dated_on": "2026-11-25", "credit_cost": COST });
                with(format!("{core}/credit"), note)
            })
        }),
    ]
}

pub fn operations() -> Vec<Operation> {
    let mut all = issues();
    all.extend(cores());
    all
}

fn issues() -> Vec<Operation> {
    let record = |id, ask| operation(id, Needs::One(&[STOCK_ISSUE]), Reach::Record, ask);
    vec![
        record("issue_part", |scene| {
            Box::pin(async {
                let (order, line) = reserved(scene).await;
                with("/stock/issues", json!({ "work_order_id": order, "line_id": line }))
            })
        }),
        record("take_back_part", |scene| {
            Box::pin(async {
                let (order, line) = reserved(scene).await;
                scene.owner.done("/stock/issues", json!({ "work_order_id": order, "line_id": line })).await;
                with("/stock/issues/take-back", json!({ "line_id": line, "reason": CANARY }))
            })
        }),
    ]
}
