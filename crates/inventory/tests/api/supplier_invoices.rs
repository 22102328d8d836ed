//! What suppliers bill: the match stops at what came, and what differs waits for somebody who accepts it.

use serde_json::{Value, json};
use testkit::{Kit, Reply};

use crate::garage::{assert_sound, complete, completed, filter, garage, movements, numbered, part, product, stock};
use contracts::workshop::{LineId, WorkOrderId};

/// An order of ten of a product at 12.000, sent to a supplier.
pub async fn sent(kit: &Kit, name: &str, product: &str, packs: i64) -> Value {
    let supplier = kit.owner().post("/suppliers", json!({ "name": name, "terms_days": 30 })).await.expect(201).string("id");
    let line = json!({ "product_id": product, "packs": packs, "pack_cost": 12_000 });
    let body = json!({ "site_id": kit.site, "supplier_id": supplier, "lines": [line] });
    let order = kit.owner().post("/purchase-orders", body).await.expect(201).json();
    kit.owner().post(&format!("/purchase-orders/{}/send", order["id"].as_str().unwrap()), json!({})).await.expect(200).json()
}

pub async fn came(kit: &Kit, order: &Value, packs: i64) -> Value {
    let body = json!({ "lines": [{ "line_id": order["lines"][0]["id"], "packs": packs }] });
    kit.owner().post(&format!("/purchase-orders/{}/receive", order["id"].as_str().unwrap()), body).await.expect(200).json()
}

fn bill(order: &Value, number: &str, packs: i64, pack_cost: i64) -> Value {
    let line = json!({ "purchase_line_id": order["lines"][0]["id"], "packs": packs, "pack_cost": pack_cost });
    let (site, supplier) = (&order["site_id"], &order["supplier"]["id"]);
    json!({ "site_id": site, "supplier_id": supplier, "number": number, "dated_on": "2026-11-19", "lines": [line] })
}

async fn billed(kit: &Kit, body: Value) -> Value {
    kit.owner().post("/supplier-invoices", body).await.expect(201).json()
}

async fn act(kit: &Kit, invoice: &Value, verb: &str, body: Value) -> Reply {
    kit.owner().post(&format!("/supplier-invoices/{}/{verb}", invoice["id"].as_str().unwrap()), body).await
}

async fn order_now(kit: &Kit, order: &Value) -> Value {
    kit.owner().get(&format!("/purchase-orders/{}", order["id"].as_str().unwrap())).await.expect(200).json()
}

async fn unbilled(kit: &Kit) -> Vec<Value> {
    let page = kit.owner().get(&format!("/purchase-lines/unbilled?site={}", kit.site)).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// PRODUCT.md 3.4 step 6: ten are ordered, six came, ten are billed.
#[tokio::test]
async fn ten_are_billed_the_match_stops_at_the_six_that_came_and_agrees_when_the_rest_does() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let order = sent(&kit, "Stafim", &id, 10_000).await;
    came(&kit, &order, 6000).await;
    assert_eq!((unbilled(&kit).await.len(), &unbilled(&kit).await[0]["unbilled"]), (1, &json!(6000)));
    let invoice = billed(&kit, bill(&order, "FA-2026/17", 10_000, 12_000)).await;
    let line = &invoice["lines"][0];
    assert_eq!((&invoice["state"], &line["matched"], &line["short"]), (&json!("differs"), &json!(6000), &json!(4000)));
    assert_eq!((&invoice["difference_cost"], &invoice["due_on"]), (&json!(48_000), &json!("2026-12-19")));
    assert_eq!(unbilled(&kit).await, Vec::<Value>::new());
    assert_eq!(order_now(&kit, &order).await["state"], "partly_received");

    let again = kit.owner().post("/supplier-invoices", bill(&order, "fa 2026 17", 1000, 12_000)).await.expect(422).json();
    assert_eq!((&again["errors"][0]["pointer"], &again["errors"][0]["code"]), (&json!("/number"), &json!("taken")));

    came(&kit, &order, 4000).await;
    let invoice = act(&kit, &invoice, "match", json!({})).await.expect(200).json();
    assert_eq!((&invoice["state"], &invoice["difference_cost"], &invoice["actions"]), (&json!("billed"), &json!(0), &json!(["cancel"])));
    assert_eq!(order_now(&kit, &order).await["state"], "billed");
    let page = kit.owner().get(&format!("/supplier-invoices?site={}&state=differs", kit.site)).await.expect(200).json();
    assert_eq!(page["items"], json!([]));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_price_that_differs_is_accepted_with_a_reason_and_moves_the_average_of_what_is_still_there() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let order = sent(&kit, "Stafim", &id, 6000).await;
    came(&kit, &order, 6000).await;
    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &id, 3000)])).await;
    let invoice = billed(&kit, bill(&order, "FA-1", 6000, 12_500)).await;
    assert_eq!((&invoice["state"], &invoice["difference_cost"]), (&json!("differs"), &json!(3000)));
    assert_eq!(stock(&kit, &id).await, (3000, 12_000), "nothing is worth more before somebody accepts it");
    let refused = act(&kit, &invoice, "approve", json!({ "reason": " " })).await;
    assert_eq!(refused.status, 422);
    let invoice = act(&kit, &invoice, "approve", json!({ "reason": "Hausse annoncée" })).await.expect(200).json();
    assert_eq!((&invoice["approval"]["reason"], &invoice["lines"][0]["stock_cost"]), (&json!("Hausse annoncée"), &json!(1500)));
    assert_eq!(stock(&kit, &id).await, (3000, 12_500));
    let newest = movements(&kit.owner(), &id).await.remove(0);
    assert_eq!((&newest["kind"], &newest["quantity"], &newest["unit_cost"]), (&json!("revaluation"), &json!(0), &json!(12_500)));
    assert_eq!(newest["reference"]["label"], "FA-1");

    let invoice = act(&kit, &invoice, "cancel", json!({ "reason": "Mauvais dossier" })).await.expect(200).json();
    assert_eq!((&invoice["state"], stock(&kit, &id).await), (&json!("cancelled"), (3000, 12_000)));
    assert_eq!(order_now(&kit, &order).await["lines"][0]["billed"], 0);
    billed(&kit, bill(&order, "FA-1", 6000, 12_000)).await;
    assert_eq!(order_now(&kit, &order).await["state"], "billed");
    assert_sound(&kit).await;
}

#[tokio::test]
async fn carriage_is_billed_beside_the_parts_and_only_lines_of_this_supplier_are() {
    let kit = garage().await;
    let (mine, other) = (product(&kit, numbered(1)).await, product(&kit, numbered(2)).await);
    let order = sent(&kit, "Stafim", &mine, 2000).await;
    let foreign = sent(&kit, "Comptoir", &other, 1000).await;
    came(&kit, &order, 2000).await;
    let mut body = bill(&order, "FA-2", 2000, 12_000);
    body["lines"].as_array_mut().unwrap().push(json!({ "description": "Transport", "packs": 1000, "pack_cost": 7000 }));
    body["lines"].as_array_mut().unwrap().push(json!({ "packs": 1000, "pack_cost": 7000 }));
    body["lines"].as_array_mut().unwrap().push(json!({ "purchase_line_id": foreign["lines"][0]["id"], "packs": 1000, "pack_cost": 1 }));
    let faults = kit.owner().post("/supplier-invoices", body.clone()).await.expect(422).json();
    let told: Vec<_> = faults["errors"].as_array().unwrap().iter().map(|fault| fault["pointer"].as_str().unwrap().to_owned()).collect();
    assert_eq!(told, ["/lines/2/description", "/lines/3/purchase_line_id"]);
    body["lines"].as_array_mut().unwrap().truncate(2);
    let invoice = billed(&kit, body).await;
    assert_eq!((&invoice["state"], &invoice["total_cost"]), (&json!("billed"), &json!(31_000)));
    assert_eq!((&invoice["lines"][1]["purchase"], stock(&kit, &mine).await), (&json!(null), (2000, 12_000)));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn two_invoices_do_not_bill_the_same_goods_whoever_is_first() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let order = sent(&kit, "Stafim", &id, 10_000).await;
    came(&kit, &order, 6000).await;
    let owner = kit.owner();
    let (first, second) = futures::join!(
        owner.post("/supplier-invoices", bill(&order, "FA-A", 5000, 12_000)),
        owner.post("/supplier-invoices", bill(&order, "FA-B", 5000, 12_000))
    );
    let matched = |reply: Reply| reply.expect(201).json()["lines"][0]["matched"].as_i64().unwrap();
    assert_eq!(matched(first) + matched(second), 6000);
    assert_eq!(order_now(&kit, &order).await["lines"][0]["billed"], 6000);
    assert_sound(&kit).await;
}

/// A paper of an invoice that differs is taken away and put back; once it agrees it is only withdrawn (decision 0089).
#[tokio::test]
async fn the_suppliers_own_paper_is_kept_and_withdrawn_once_the_invoice_is_billed() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let order = sent(&kit, "Stafim", &id, 10_000).await;
    came(&kit, &order, 6000).await;
    let invoice = billed(&kit, bill(&order, "FA-2026/17", 10_000, 12_000)).await;
    let path = format!("/supplier-invoices/{}/attachments", invoice["id"].as_str().unwrap());
    let send = async |key: &str, bytes: &[u8]| {
        let head = "--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"FA-17.pdf\"\r\n\r\n";
        let body = [head.as_bytes(), bytes, b"\r\n--xx--\r\n"].concat();
        kit.owner().with("Idempotency-Key", key).raw("POST", &path, "multipart/form-data; boundary=xx", body).await
    };
    assert_eq!(send("forged", b"<html>").await.expect(422).pointers(), ["/file"]);
    let kept = send("paper", b"%PDF-1.7\n").await.expect(201).string("id");
    let one = format!("{path}/{kept}");
    kit.outsider().get(&one).await.expect(404);
    kit.owner().delete(&one).await.expect(204);
    kit.owner().post(&format!("{one}/restore"), json!({})).await.expect(200);
    came(&kit, &order, 4000).await;
    act(&kit, &invoice, "match", json!({})).await.expect(200);
    assert_eq!(kit.owner().delete(&one).await.expect(409).code(), "attachment-settled");
    kit.owner().post(&format!("{one}/withdraw"), json!({ "reason": "Of another order" })).await.expect(200);
    assert_eq!(kit.owner().get(&path).await.expect(200).json()["items"][0]["withdrawn"]["reason"], "Of another order");
    assert_sound(&kit).await;
}
