//! The papers of the store: what suppliers bill, what goes back to them, what goes to another site, and what was counted.

use contracts::inventory::STOCK_CONFIGURE;
use contracts::inventory::{
    PRODUCT_READ, PRODUCT_WRITE, PURCHASE_APPROVE, PURCHASE_INVOICE, PURCHASE_READ, PURCHASE_WRITE, STOCK_ADJUST, STOCK_APPROVE_COUNT,
    STOCK_COUNT, STOCK_SEE_COST, STOCK_TRANSFER,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::inventory::{arrivals, path, sent, supplier};
use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::{CANARY, COST, Scene, text};

pub fn operations() -> Vec<Operation> {
    let mut all = supplier_invoices();
    all.extend(supplier_returns());
    all.extend(transfers());
    all.extend(stock_takes());
    all.extend(valuation());
    all
}

fn valuation() -> Vec<Operation> {
    vec![
        operation("list_layers", Needs::One(&[STOCK_SEE_COST]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/products/{}/layers", scene.product)) })
        }),
        operation("get_valuation", Needs::One(&[PRODUCT_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/stock/valuations/{}", text(&scene.home))) })
        }),
        operation("set_valuation", Needs::One(&[STOCK_CONFIGURE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/stock/valuations/{}", text(&scene.home)), json!({ "method": "fifo" })) })
        }),
    ]
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
pub async fn invoice(scene: &Scene, rest: &str) -> String {
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

/// A return of the home site, with a part on it.
async fn draft(scene: &Scene) -> Value {
    let line = json!({ "product_id": scene.product, "quantity": 1000, "unit_cost": COST, "reason": "defective" });
    let body = json!({ "site_id": scene.home, "supplier_id": supplier(scene).await, "lines": [line], "notes": CANARY });
    scene.owner.done("/supplier-returns", body).await
}

fn back(made: &Value, rest: &str) -> String {
    format!("/supplier-returns/{}{rest}", text(&made["id"]))
}

/// The same, shipped.
async fn shipped(scene: &Scene) -> Value {
    let made = draft(scene).await;
    scene.owner.done(&back(&made, "/ship"), json!({})).await
}

/// A part that was ordered for an order which was cancelled.
async fn leftover(scene: &Scene) -> String {
    let sku = Uuid::now_v7().simple().to_string();
    let product = scene.owner.done("/products", json!({ "sku": sku, "name": "Disque", "price": 1000, "vat_rate": 1900 })).await;
    let sells = supplier(scene).await;
    let path = format!("/suppliers/{sells}/items/{}", text(&product["id"]));
    let item = scene.owner.request(reqwest::Method::PUT, &path).json(&json!({ "preferred": true })).send().await.unwrap();
    assert_eq!(item.status().as_u16(), 200);
    let lines = json!([{ "kind": "part", "product_id": product["id"], "quantity": 1000 }]);
    let mut opening = scene.opening(&scene.home);
    opening["jobs"] = json!([{ "title": CANARY, "lines": lines }]);
    let order = scene.owner.done("/work-orders", opening).await;
    let decisions = json!([{ "job_id": order["jobs"][0]["id"], "decision": "approve" }]);
    let path = format!("/work-orders/{}", text(&order["id"]));
    scene.owner.done(&format!("{path}/authorise"), json!({ "decisions": decisions, "method": "phone", "by_name": CANARY })).await;
    let short = format!("/reservations?work_order={}", text(&order["id"]));
    scene.owner.eventually(&short, |page| page["items"][0]["id"].is_null() && page["items"][0]["line_id"].is_string()).await;
    let ask = json!({ "site_id": scene.home, "line_ids": [order["jobs"][0]["lines"][0]["id"]] });
    let made = scene.owner.done("/purchase-orders/order-short", ask).await;
    let purchase = format!("/purchase-orders/{}", text(&made["orders"][0]["id"]));
    scene.owner.done(&format!("{purchase}/send"), json!({})).await;
    let came: Vec<_> =
        made["orders"][0]["lines"].as_array().unwrap().iter().map(|line| json!({ "line_id": line["id"], "packs": 1000 })).collect();
    scene.owner.done(&format!("{purchase}/receive"), json!({ "lines": came })).await;
    scene.owner.done(&format!("{path}/cancel"), json!({ "reason": CANARY })).await;
    let number = order["number"].clone();
    let all = format!("/leftovers?site={}&limit=100", text(&scene.home));
    let is_asked = |page: &Value| page["items"].as_array().is_some_and(|rows| rows.iter().any(|row| row["order_number"] == number));
    let page = scene.owner.eventually(&all, is_asked).await;
    let mine = page["items"].as_array().unwrap().iter().find(|row| row["order_number"] == number).unwrap();
    text(&mine["id"]).to_owned()
}

fn supplier_returns() -> Vec<Operation> {
    let record = |id, ask| operation(id, Needs::One(&[PURCHASE_WRITE]), Reach::Record, ask);
    vec![
        operation("list_supplier_returns", Needs::One(&[PURCHASE_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                draft(scene).await;
                to("/supplier-returns")
            })
        }),
        operation("list_leftovers", Needs::One(&[PURCHASE_READ]), Reach::Rows, |_| Box::pin(async { to("/leftovers") })),
        operation("get_supplier_return", Needs::One(&[PURCHASE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(back(&draft(scene).await, "")) })
        }),
        record("create_supplier_return", |scene| {
            Box::pin(async {
                let supplier = supplier(scene).await;
                with("/supplier-returns", json!({ "site_id": scene.home, "supplier_id": supplier, "notes": CANARY }))
            })
        }),
        record("add_supplier_return_line", |scene| {
            Box::pin(async {
                let line = json!({ "product_id": scene.product, "quantity": 1000, "reason": "warranty" });
                with(back(&draft(scene).await, "/lines"), line)
            })
        }),
        record("remove_supplier_return_line", |scene| {
            Box::pin(async {
                let made = draft(scene).await;
                to(back(&made, &format!("/lines/{}", text(&made["lines"][0]["id"]))))
            })
        }),
        record("cancel_supplier_return", |scene| {
            Box::pin(async { with(back(&draft(scene).await, "/cancel"), json!({ "reason": CANARY })) })
        }),
        record("ship_supplier_return", |scene| Box::pin(async { with(back(&draft(scene).await, "/ship"), json!({})) })),
        operation("credit_supplier_return", Needs::One(&[PURCHASE_INVOICE]), Reach::Record, |scene| {
            Box::pin(async {
                let number = format!("{CANARY}-{}", Uuid::now_v7().simple());
                let note = json!({ "number": number, "dated_on": "2026-11-25", "credit_cost": 1000 });
                with(back(&shipped(scene).await, "/credit"), note)
            })
        }),
        operation("settle_supplier_return", Needs::One(&[PURCHASE_APPROVE]), Reach::Record, |scene| {
            Box::pin(async { with(back(&shipped(scene).await, "/settle"), json!({ "reason": CANARY })) })
        }),
        record("decide_leftover", |scene| {
            Box::pin(async { with(format!("/leftovers/{}/decide", leftover(scene).await), json!({ "decision": "shelf" })) })
        }),
    ]
}

/// A site that neither the home site's people nor the stranger know.
async fn third(scene: &Scene) -> Value {
    let me = scene.owner.read("/me").await;
    let sites = me["sites"].as_array().unwrap();
    sites.iter().find(|site| site["id"] != scene.home && site["id"] != scene.other).unwrap()["id"].clone()
}

async fn transfer(scene: &Scene, from: &Value, to: &Value) -> Value {
    let lines = json!([{ "product_id": scene.product, "quantity": 2000 }]);
    scene.owner.done("/transfers", json!({ "from_site_id": from, "to_site_id": to, "lines": lines, "notes": CANARY })).await
}

fn on(transfer: &Value, rest: &str) -> String {
    format!("/transfers/{}{rest}", text(&transfer["id"]))
}

/// On its way to the home site.
async fn coming(scene: &Scene) -> Value {
    let from = third(scene).await;
    let line = json!({ "product_id": scene.product, "quantity": 2000, "unit_cost": COST });
    scene.owner.done("/stock/receipts", json!({ "site_id": from, "lines": [line] })).await;
    let made = transfer(scene, &from, &scene.home).await;
    scene.owner.done(&on(&made, "/ship"), json!({})).await
}

fn part(transfer: &Value) -> Value {
    json!({ "lines": [{ "line_id": transfer["lines"][0]["id"], "quantity": 1000 }] })
}

fn transfers() -> Vec<Operation> {
    let record = |id, ask| operation(id, Needs::One(&[STOCK_TRANSFER]), Reach::Record, ask);
    vec![
        operation("list_transfers", Needs::One(&[PRODUCT_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                coming(scene).await;
                to("/transfers")
            })
        }),
        operation("get_transfer", Needs::One(&[PRODUCT_READ]), Reach::Record, |scene| Box::pin(async { to(on(&coming(scene).await, "")) })),
        record("create_transfer", |scene| {
            Box::pin(async {
                let (third, lines) = (third(scene).await, json!([{ "product_id": scene.product, "quantity": 1000 }]));
                with("/transfers", json!({ "from_site_id": scene.home, "to_site_id": third, "lines": lines, "notes": CANARY }))
            })
        }),
        record("ship_transfer", |scene| {
            Box::pin(async {
                let third = third(scene).await;
                with(on(&transfer(scene, &scene.home, &third).await, "/ship"), json!({}))
            })
        }),
        record("receive_transfer", |scene| {
            Box::pin(async {
                let made = coming(scene).await;
                with(on(&made, "/receive"), part(&made))
            })
        }),
        operation("explain_transfer", Needs::One(&[STOCK_ADJUST]), Reach::Record, |scene| {
            Box::pin(async {
                let made = coming(scene).await;
                scene.owner.done(&on(&made, "/receive"), part(&made)).await;
                let why = json!({ "line_id": made["lines"][0]["id"], "quantity": 1000, "outcome": "lost", "reason": CANARY });
                with(on(&made, "/explain"), why)
            })
        }),
        record("cancel_transfer", |scene| {
            Box::pin(async {
                let third = third(scene).await;
                with(on(&transfer(scene, &scene.home, &third).await, "/cancel"), json!({ "reason": CANARY }))
            })
        }),
    ]
}

/// A count of the home site's bin.
async fn take(scene: &Scene, rest: &str) -> String {
    let made = scene.owner.done("/stock-takes", json!({ "site_id": scene.home, "bin": CANARY })).await;
    format!("/stock-takes/{}{rest}", text(&made["id"]))
}

async fn count(scene: &Scene, take: &str) {
    let path = format!("{take}/counts/{}", scene.product);
    let counted = scene.owner.request(reqwest::Method::PUT, &path).json(&json!({ "quantity": 100_000 })).send().await.unwrap();
    assert_eq!(counted.status().as_u16(), 200);
}

/// The same, counted to its end.
async fn counted(scene: &Scene, rest: &str) -> String {
    let made = take(scene, "").await;
    count(scene, &made).await;
    scene.owner.done(&format!("{made}/finish"), json!({})).await;
    format!("{made}{rest}")
}

fn stock_takes() -> Vec<Operation> {
    let record = |id, ask| operation(id, Needs::One(&[STOCK_COUNT]), Reach::Record, ask);
    let approve = |id, ask| operation(id, Needs::One(&[STOCK_APPROVE_COUNT]), Reach::Record, ask);
    vec![
        operation("set_bin", Needs::One(&[PRODUCT_WRITE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/products/{}/bin", scene.product), json!({ "site_id": scene.home, "bin": CANARY })) })
        }),
        operation("get_stock_month", Needs::One(&[PURCHASE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/stock/month?site={}&month=2026-11", text(&scene.home))) })
        })
        .also(&[STOCK_SEE_COST]),
        operation("list_stock_takes", Needs::One(&[PRODUCT_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                take(scene, "").await;
                to("/stock-takes")
            })
        }),
        operation("get_stock_take", Needs::One(&[PRODUCT_READ]), Reach::Record, |scene| Box::pin(async { to(take(scene, "").await) })),
        operation("list_stock_take_lines", Needs::One(&[PRODUCT_READ]), Reach::Record, |scene| {
            Box::pin(async { to(counted(scene, "/lines").await) })
        }),
        record("create_stock_take", |scene| Box::pin(async { with("/stock-takes", json!({ "site_id": scene.home, "bin": CANARY })) })),
        record("count_stock", |scene| {
            Box::pin(async {
                let path = take(scene, &format!("/counts/{}", scene.product)).await;
                with(path, json!({ "quantity": 1000 }))
            })
        }),
        record("finish_stock_take", |scene| {
            Box::pin(async {
                let made = take(scene, "").await;
                count(scene, &made).await;
                with(format!("{made}/finish"), json!({}))
            })
        }),
        approve("recount_stock_take", |scene| Box::pin(async { with(counted(scene, "/recount").await, json!({})) })),
        approve("approve_stock_take", |scene| Box::pin(async { with(counted(scene, "/approve").await, json!({ "reason": CANARY })) })),
        approve("cancel_stock_take", |scene| Box::pin(async { with(take(scene, "/cancel").await, json!({ "reason": CANARY })) })),
    ]
}
