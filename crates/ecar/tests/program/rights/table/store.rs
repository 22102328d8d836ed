//! The papers of the store: what suppliers bill.

use contracts::inventory::{PURCHASE_APPROVE, PURCHASE_INVOICE, PURCHASE_READ};
use serde_json::{Value, json};
use uuid::Uuid;

use super::inventory::{arrivals, path, sent};
use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::{CANARY, COST, Scene, text};

pub fn operations() -> Vec<Operation> {
    supplier_invoices()
}

/// An order of the home site of which some came.
async fn arrived(scene: &Scene) -> Value {
    let order = sent(scene).await;
    scene.owner.done(&path(&order, "/receive"), arrivals(&order)).await
}

fn bill(order: &Value) -> Value {
    let line = json!({ "purchase_line_id": order["lines"][0]["id"], "packs": 2000, "pack_cost": COST });
    let number = format!("{CANARY}-{}", Uuid::now_v7().simple());
    let (site, supplier) = (&order["site_id"], &order["supplier"]["id"]);
    json!({ "site_id": site, "supplier_id": supplier, "number": number, "dated_on": "2026-11-19", "lines": [line] })
}

/// An invoice of the home site that asks for more than came.
async fn invoice(scene: &Scene, rest: &str) -> String {
    let order = arrived(scene).await;
    let made = scene.owner.done("/supplier-invoices", bill(&order)).await;
    format!("/supplier-invoices/{}{rest}", text(&made["id"]))
}

fn supplier_invoices() -> Vec<Operation> {
    vec![
        operation("list_supplier_invoices", Needs::One(&[PURCHASE_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                invoice(scene, "").await;
                to("/supplier-invoices")
            })
        }),
        operation("list_unbilled", Needs::One(&[PURCHASE_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                arrived(scene).await;
                to("/purchase-lines/unbilled")
            })
        }),
        operation("get_supplier_invoice", Needs::One(&[PURCHASE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(invoice(scene, "").await) })
        }),
        operation("create_supplier_invoice", Needs::One(&[PURCHASE_INVOICE]), Reach::Record, |scene| {
            Box::pin(async { with("/supplier-invoices", bill(&arrived(scene).await)) })
        }),
        operation("match_supplier_invoice", Needs::One(&[PURCHASE_INVOICE]), Reach::Record, |scene| {
            Box::pin(async { with(invoice(scene, "/match").await, json!({})) })
        }),
        operation("approve_supplier_invoice", Needs::One(&[PURCHASE_APPROVE]), Reach::Record, |scene| {
            Box::pin(async { with(invoice(scene, "/approve").await, json!({ "reason": CANARY })) })
        }),
        operation("cancel_supplier_invoice", Needs::One(&[PURCHASE_INVOICE]), Reach::Record, |scene| {
            Box::pin(async { with(invoice(scene, "/cancel").await, json!({ "reason": CANARY })) })
        }),
    ]
}
