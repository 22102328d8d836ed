//! The catalogue is the group's, the stock its site's.

use contracts::inventory::{PRODUCT_READ, PRODUCT_WRITE, PURCHASE_READ, PURCHASE_WRITE, STOCK_ADJUST, STOCK_RECEIVE, SUPPLIER_WRITE};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::{CANARY, COST, Scene, text};

pub fn operations() -> Vec<Operation> {
    let mut all = stock();
    all.extend(suppliers());
    all.extend(purchases());
    all.extend(read_purchases());
    all
}

/// A supplier that sells the scene's product.
pub async fn supplier(scene: &Scene) -> String {
    let made = scene.owner.done("/suppliers", json!({ "name": "Stafim" })).await;
    let id = text(&made["id"]).to_owned();
    let path = format!("/suppliers/{id}/items/{}", scene.product);
    let item = json!({ "pack_cost": COST, "preferred": true });
    let response = scene.owner.request(reqwest::Method::PUT, &path).json(&item).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    id
}

/// A draft of the home site with a line.
async fn draft(scene: &Scene) -> Value {
    let line = json!({ "product_id": scene.product, "packs": 1000 });
    let body = json!({ "site_id": scene.home, "supplier_id": supplier(scene).await, "lines": [line], "notes": CANARY });
    scene.owner.done("/purchase-orders", body).await
}

pub fn path(order: &Value, rest: &str) -> String {
    format!("/purchase-orders/{}{rest}", text(&order["id"]))
}

pub async fn sent(scene: &Scene) -> Value {
    let order = draft(scene).await;
    scene.owner.done(&path(&order, "/send"), json!({})).await
}

pub fn arrivals(order: &Value) -> Value {
    json!({ "delivery_number": CANARY, "lines": [{ "line_id": order["lines"][0]["id"], "packs": 1000 }] })
}

fn suppliers() -> Vec<Operation> {
    vec![
        operation("list_suppliers", Needs::One(&[PURCHASE_READ]), Reach::Group, |_| Box::pin(async { to("/suppliers") })),
        operation("get_supplier", Needs::One(&[PURCHASE_READ]), Reach::Group, |scene| {
            Box::pin(async { to(format!("/suppliers/{}", supplier(scene).await)) })
        }),
        operation("get_supplier_figures", Needs::One(&[PURCHASE_READ]), Reach::Group, |scene| {
            Box::pin(async { to(format!("/suppliers/{}/figures", supplier(scene).await)) })
        }),
        operation("create_supplier", Needs::One(&[SUPPLIER_WRITE]), Reach::Group, |_| {
            Box::pin(async { with("/suppliers", json!({ "name": "Stafim" })) })
        }),
        operation("update_supplier", Needs::One(&[SUPPLIER_WRITE]), Reach::Group, |scene| {
            Box::pin(async { with(format!("/suppliers/{}", supplier(scene).await), json!({ "lead_days": 2 })) })
        }),
        operation("list_supplier_items", Needs::One(&[PURCHASE_READ]), Reach::Group, |scene| {
            Box::pin(async { to(format!("/supplier-items?supplier={}", supplier(scene).await)) })
        }),
        operation("set_supplier_item", Needs::One(&[SUPPLIER_WRITE]), Reach::Group, |scene| {
            Box::pin(async { with(format!("/suppliers/{}/items/{}", supplier(scene).await, scene.product), json!({ "pack_size": 1000 })) })
        }),
        operation("remove_supplier_item", Needs::One(&[SUPPLIER_WRITE]), Reach::Group, |scene| {
            Box::pin(async { to(format!("/suppliers/{}/items/{}", supplier(scene).await, scene.product)) })
        }),
    ]
}

fn substitute() -> Operation {
    operation("substitute_purchase_line", Needs::One(&[PURCHASE_WRITE]), Reach::Record, |scene| {
        Box::pin(async {
            let order = sent(scene).await;
            let part = json!({ "sku": format!("S-{}", text(&order["number"])), "name": "Autre marque", "price": 25_000, "vat_rate": 1900 });
            let other = scene.owner.done("/products", part).await;
            let line = text(&order["lines"][0]["id"]);
            with(path(&order, &format!("/lines/{line}/substitute")), json!({ "product_id": other["id"] }))
        })
    })
}

fn read_purchases() -> Vec<Operation> {
    vec![
        operation("get_purchase_order", Needs::One(&[PURCHASE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(path(&draft(scene).await, "")) })
        }),
        operation("print_purchase_order", Needs::One(&[PURCHASE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(path(&draft(scene).await, "/pdf")) })
        }),
    ]
}

fn purchases() -> Vec<Operation> {
    let record = |id, ask| operation(id, Needs::One(&[PURCHASE_WRITE]), Reach::Record, ask);
    vec![
        operation("list_purchase_orders", Needs::One(&[PURCHASE_READ]), Reach::Rows, |_| Box::pin(async { to("/purchase-orders") })),
        operation("list_reorder", Needs::One(&[PURCHASE_READ]), Reach::Rows, |_| Box::pin(async { to("/stock/reorder") })),
        record("create_purchase_order", |scene| {
            Box::pin(async {
                let supplier = supplier(scene).await;
                with("/purchase-orders", json!({ "site_id": scene.home, "supplier_id": supplier, "notes": CANARY }))
            })
        }),
        record("order_short", |scene| Box::pin(async { with("/purchase-orders/order-short", json!({ "site_id": scene.home })) })),
        record("reorder", |scene| {
            Box::pin(async {
                supplier(scene).await;
                let line = json!({ "product_id": scene.product, "quantity": 1000 });
                with("/purchase-orders/reorder", json!({ "site_id": scene.home, "lines": [line] }))
            })
        }),
        record("update_purchase_order", |scene| {
            Box::pin(async { with(path(&draft(scene).await, ""), json!({ "expected_on": "2026-12-01" })) })
        }),
        record("add_purchase_line", |scene| {
            Box::pin(async { with(path(&draft(scene).await, "/lines"), json!({ "product_id": scene.product, "packs": 1000 })) })
        }),
        record("update_purchase_line", |scene| {
            Box::pin(async {
                let order = draft(scene).await;
                with(path(&order, &format!("/lines/{}", text(&order["lines"][0]["id"]))), json!({ "packs": 2000 }))
            })
        }),
        record("remove_purchase_line", |scene| {
            Box::pin(async {
                let order = draft(scene).await;
                to(path(&order, &format!("/lines/{}", text(&order["lines"][0]["id"]))))
            })
        }),
        record("send_purchase_order", |scene| Box::pin(async { with(path(&draft(scene).await, "/send"), json!({})) })),
        operation("receive_purchase_order", Needs::One(&[STOCK_RECEIVE]), Reach::Record, |scene| {
            Box::pin(async {
                let order = sent(scene).await;
                with(path(&order, "/receive"), arrivals(&order))
            })
        }),
        substitute(),
        record("close_purchase_order", |scene| {
            Box::pin(async {
                let order = sent(scene).await;
                scene.owner.done(&path(&order, "/receive"), arrivals(&order)).await;
                with(path(&order, "/close"), json!({}))
            })
        }),
        record("cancel_purchase_order", |scene| {
            Box::pin(async { with(path(&draft(scene).await, "/cancel"), json!({ "reason": CANARY })) })
        }),
    ]
}

fn stock() -> Vec<Operation> {
    vec![
        operation("list_dead_stock", Needs::One(&[PURCHASE_READ]), Reach::Rows, |_| Box::pin(async { to("/stock/dead") })),
        operation("list_reservations", Needs::One(&[PRODUCT_READ]), Reach::Rows, |_| Box::pin(async { to("/reservations") })),
        operation("count_products", Needs::One(&[PRODUCT_READ]), Reach::Rows, |_| Box::pin(async { to("/products/count") })),
        operation("list_products", Needs::One(&[PRODUCT_READ]), Reach::Rows, |_| Box::pin(async { to("/products") })),
        operation("get_product", Needs::One(&[PRODUCT_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/products/{}", scene.product)) })
        }),
        operation("list_movements", Needs::One(&[PRODUCT_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/products/{}/movements", scene.product)) })
        }),
        operation("create_product", Needs::One(&[PRODUCT_WRITE]), Reach::Group, |_| {
            Box::pin(async {
                let sku = Uuid::now_v7().simple().to_string();
                with("/products", json!({ "sku": sku, "name": "Filtre", "price": 22_550, "vat_rate": 1900 }))
            })
        }),
        operation("update_product", Needs::One(&[PRODUCT_WRITE]), Reach::Group, |scene| {
            Box::pin(async { with(format!("/products/{}", scene.product), json!({ "category": "Filtres" })) })
        }),
        operation("set_minimum", Needs::One(&[PRODUCT_WRITE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/products/{}/minimum", scene.product), json!({ "site_id": scene.home, "minimum": 1000 })) })
        }),
        operation("adjust_stock", Needs::One(&[STOCK_ADJUST]), Reach::Record, |scene| {
            Box::pin(async {
                let body = json!({ "site_id": scene.home, "product_id": scene.product, "quantity": 1000, "reason": "Counted" });
                with("/stock/adjustments", body)
            })
        }),
        operation("receive_stock", Needs::One(&[STOCK_RECEIVE]), Reach::Record, |scene| {
            Box::pin(async {
                let line = json!({ "product_id": scene.product, "quantity": 1000, "unit_cost": 11_000 });
                with("/stock/receipts", json!({ "site_id": scene.home, "lines": [line] }))
            })
        }),
    ]
}
