//! Parts that are taken from a site's shelf for its jobs.

use contracts::inventory::STOCK_ISSUE;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, with};
use crate::rights::scene::{CANARY, Scene, text};

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

pub fn operations() -> Vec<Operation> {
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
