//! Serial numbers and batches lie on a site's shelf, and on its orders' lines.

use contracts::inventory::{PRODUCT_READ, STOCK_ADJUST, STOCK_ISSUE, STOCK_RECEIVE};
use contracts::workshop::WORK_ORDER_READ;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::{CANARY, Scene, text};

/// A battery of which two lie at the home site: its path.
async fn battery(scene: &Scene) -> String {
    let sku = Uuid::now_v7().simple().to_string();
    let body = json!({ "sku": sku, "name": "Batterie", "price": 1000, "vat_rate": 1900, "numbering": "serial" });
    let product = scene.owner.done("/products", body).await;
    let line = json!({ "product_id": product["id"], "quantity": 2000, "unit_cost": 500 });
    scene.owner.done("/stock/receipts", json!({ "site_id": scene.home, "lines": [line] })).await;
    format!("/products/{}", text(&product["id"]))
}

fn said(scene: &Scene) -> Value {
    json!({ "site_id": scene.home, "numbers": [{ "number": CANARY }] })
}

/// A battery of which one has a number.
async fn numbered(scene: &Scene) -> String {
    let path = battery(scene).await;
    scene.owner.done(&format!("{path}/numbers"), said(scene)).await;
    path
}

/// A battery of the home site that went on an order: the order's id, and the line's.
async fn issued(scene: &Scene) -> (Value, Value) {
    let path = battery(scene).await;
    let mut opening = scene.opening(&scene.home);
    let line = json!({ "kind": "part", "product_id": path.rsplit('/').next(), "quantity": 1000 });
    opening["jobs"] = json!([{ "title": CANARY, "lines": [line] }]);
    let order = scene.owner.done("/work-orders", opening).await;
    let decisions = json!([{ "job_id": order["jobs"][0]["id"], "decision": "approve" }]);
    let authorise = format!("/work-orders/{}/authorise", text(&order["id"]));
    scene.owner.done(&authorise, json!({ "decisions": decisions, "method": "phone", "by_name": CANARY })).await;
    let waiting = format!("/reservations?work_order={}", text(&order["id"]));
    scene.owner.eventually(&waiting, |page| page["items"][0]["reserved"] == 1000).await;
    let line = order["jobs"][0]["lines"][0]["id"].clone();
    scene.owner.done("/stock/issues", json!({ "work_order_id": order["id"], "line_id": line })).await;
    (order["id"].clone(), line)
}

fn read_on(line: &Value) -> Value {
    json!({ "line_id": line, "numbers": [{ "number": format!("{CANARY} {}", Uuid::now_v7()) }] })
}

async fn fitted(scene: &Scene) -> (Value, Value, Value) {
    let (order, line) = issued(scene).await;
    let read = read_on(&line);
    scene.owner.done("/stock/fitted", read.clone()).await;
    (order, line, read["numbers"][0]["number"].clone())
}

pub fn operations() -> Vec<Operation> {
    let mut all = shelves();
    all.extend(lines());
    all.extend(recalls());
    all
}

fn shelves() -> Vec<Operation> {
    vec![
        operation("list_numbers", Needs::One(&[PRODUCT_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(numbered(scene).await + "/numbers") })
        }),
        operation("tell_numbers", Needs::One(&[STOCK_RECEIVE]), Reach::Record, |scene| {
            Box::pin(async { with(battery(scene).await + "/numbers", said(scene)) })
        }),
        operation("withdraw_number", Needs::One(&[STOCK_ADJUST]), Reach::Record, |scene| {
            Box::pin(async {
                let body = json!({ "site_id": scene.home, "number": CANARY, "why": "scrapped" });
                with(numbered(scene).await + "/numbers/withdraw", body)
            })
        }),
    ]
}

fn lines() -> Vec<Operation> {
    vec![
        operation("list_fitted_numbers", Needs::One(&[PRODUCT_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/stock/fitted?work_order={}", text(&fitted(scene).await.0))) })
        }),
        operation("fit_numbers", Needs::One(&[STOCK_ISSUE]), Reach::Record, |scene| {
            Box::pin(async { with("/stock/fitted", read_on(&issued(scene).await.1)) })
        }),
        operation("correct_fitted_number", Needs::One(&[STOCK_ISSUE]), Reach::Record, |scene| {
            Box::pin(async {
                let (_, line, number) = fitted(scene).await;
                with("/stock/fitted/correct", json!({ "line_id": line, "number": number }))
            })
        }),
    ]
}

fn recalls() -> Vec<Operation> {
    vec![
        operation("search_numbered_parts", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                fitted(scene).await;
                to(format!("/numbered-parts?number={CANARY}"))
            })
        }),
        operation("export_numbered_parts", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                fitted(scene).await;
                to(format!("/numbered-parts/export?number={CANARY}"))
            })
        }),
        operation("list_missing_numbers", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                issued(scene).await;
                to("/numbered-parts/missing")
            })
        }),
        operation("list_vehicle_numbered_parts", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                fitted(scene).await;
                to(format!("/numbered-parts/of-vehicle?vehicle={}", scene.vehicle))
            })
        }),
    ]
}
