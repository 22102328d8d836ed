//! Papers kept with orders, invoices and what suppliers bill.

use contracts::billing::{INVOICE_ISSUE, INVOICE_READ};
use contracts::inventory::{PURCHASE_INVOICE, PURCHASE_READ};
use contracts::workshop::{WORK_ORDER_READ, WORK_ORDER_UPDATE};
use kernel::Permission;
use reqwest::Method;
use serde_json::{Value, json};

use super::super::scene::{CANARY, Scene, text};
use super::super::walk::send;
use super::{Body, Needs, Operation, Reach, Request, operation, store, to, with};

const PAPER: &str = "%PDF-1.7\n";

pub fn operations() -> Vec<Operation> {
    [orders(), invoices(), supplier_invoices()].into_iter().flatten().collect()
}

fn orders() -> Vec<Operation> {
    vec![
        of_site("list_order_attachments", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/attachments", scene.shown)) })),
        operation("list_invoiced_attachments", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                let order = scene.completed().await;
                kept(scene, &order.path).await;
                let invoice = scene.invoice_of(&order).await;
                to(format!("/work-order-attachments?invoice={}", invoice.rsplit('/').next().unwrap_or_default()))
            })
        }),
        of_site("add_order_attachment", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { paper(&scene.estimate().await.path) }))
            .also(&[WORK_ORDER_READ]),
        of_site("get_order_attachment", &[WORK_ORDER_READ], |scene| {
            Box::pin(async { to(kept(scene, &scene.estimate().await.path).await) })
        }),
        of_site("remove_order_attachment", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { to(kept(scene, &scene.estimate().await.path).await) })
        })
        .also(&[WORK_ORDER_READ]),
        of_site("restore_order_attachment", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { to(kept(scene, &scene.estimate().await.path).await + "/restore") })
        })
        .also(&[WORK_ORDER_READ]),
        of_site("withdraw_order_attachment", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { withdrawn(kept(scene, &scene.estimate().await.path).await) })
        })
        .also(&[WORK_ORDER_READ]),
    ]
}

fn invoices() -> Vec<Operation> {
    vec![
        of_site("list_invoice_attachments", &[INVOICE_READ], |scene| Box::pin(async { to(format!("{}/attachments", scene.invoice)) })),
        of_site("add_invoice_attachment", &[INVOICE_ISSUE], |scene| Box::pin(async { paper(&scene.draft().await) })).also(&[INVOICE_READ]),
        of_site("get_invoice_attachment", &[INVOICE_READ], |scene| Box::pin(async { to(kept(scene, &scene.draft().await).await) })),
        of_site("remove_invoice_attachment", &[INVOICE_ISSUE], |scene| Box::pin(async { to(kept(scene, &scene.draft().await).await) }))
            .also(&[INVOICE_READ]),
        of_site("restore_invoice_attachment", &[INVOICE_ISSUE], |scene| {
            Box::pin(async { to(kept(scene, &scene.draft().await).await + "/restore") })
        })
        .also(&[INVOICE_READ]),
        of_site("withdraw_invoice_attachment", &[INVOICE_ISSUE], |scene| {
            Box::pin(async { withdrawn(kept(scene, &scene.issued().await).await) })
        })
        .also(&[INVOICE_READ]),
    ]
}

fn supplier_invoices() -> Vec<Operation> {
    vec![
        of_site("list_supplier_invoice_attachments", &[PURCHASE_READ], |scene| {
            Box::pin(async { to(store::invoice(scene, "/attachments").await) })
        }),
        of_site("add_supplier_invoice_attachment", &[PURCHASE_INVOICE], |scene| {
            Box::pin(async { paper(&store::invoice(scene, "").await) })
        })
        .also(&[PURCHASE_READ]),
        of_site("get_supplier_invoice_attachment", &[PURCHASE_READ], |scene| {
            Box::pin(async { to(kept(scene, &store::invoice(scene, "").await).await) })
        }),
        of_site("remove_supplier_invoice_attachment", &[PURCHASE_INVOICE], |scene| {
            Box::pin(async { to(kept(scene, &store::invoice(scene, "").await).await) })
        })
        .also(&[PURCHASE_READ]),
        of_site("restore_supplier_invoice_attachment", &[PURCHASE_INVOICE], |scene| {
            Box::pin(async { to(kept(scene, &store::invoice(scene, "").await).await + "/restore") })
        })
        .also(&[PURCHASE_READ]),
        of_site("withdraw_supplier_invoice_attachment", &[PURCHASE_INVOICE], |scene| {
            Box::pin(async { withdrawn(kept(scene, &store::invoice(scene, "").await).await) })
        })
        .also(&[PURCHASE_READ]),
    ]
}

fn of_site(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}

fn paper(document: &str) -> Request {
    Request { path: format!("{document}/attachments"), body: Body::File(PAPER, String::new()) }
}

fn withdrawn(path: String) -> Request {
    with(path + "/withdraw", json!({ "reason": CANARY }))
}

/// The path of a paper that the owner kept with a document.
async fn kept(scene: &Scene, document: &str) -> String {
    let answer = send(&scene.owner, &Method::POST, &paper(document)).await;
    let json: Value = serde_json::from_str(&answer.text).unwrap();
    format!("{document}/attachments/{}", text(&json["id"]))
}
