//! Suppliers and purchase orders: from what is short to what came of it.

use contracts::workshop::{LineId, WorkOrderId};
use serde_json::{Value, json};
use testkit::{Kit, Reply};

use crate::garage::{
    assert_sound, complete, completed, filter, garage, needed, numbered, part, product, receive, reserved, stock, tell, wants,
};

/// A supplier that sells the product at this price for a pack.
async fn supplier(kit: &Kit, name: &str, product: &str, item: Value) -> String {
    let id = kit.owner().post("/suppliers", json!({ "name": name, "lead_days": 2 })).await.expect(201).string("id");
    let _ = kit.owner().put(&format!("/suppliers/{id}/items/{product}"), item).await.expect(200);
    id
}

async fn order_short(kit: &Kit) -> Value {
    kit.owner().post("/purchase-orders/order-short", json!({ "site_id": kit.site })).await.expect(201).json()
}

async fn act(kit: &Kit, order: &Value, verb: &str, body: Value) -> Reply {
    kit.owner().post(&format!("/purchase-orders/{}/{verb}", order["id"].as_str().unwrap()), body).await
}

async fn send(kit: &Kit, order: &Value) -> Value {
    act(kit, order, "send", json!({})).await.expect(200).json()
}

fn arrival(order: &Value, packs: i64, pack_cost: i64) -> Value {
    let line = json!({ "line_id": order["lines"][0]["id"], "packs": packs, "pack_cost": pack_cost });
    json!({ "delivery_number": "BL-4711", "lines": [line] })
}

/// Reserved, available, on order and projected of the product at the kit's site.
async fn standing(kit: &Kit, product: &str) -> [i64; 4] {
    let product = kit.owner().get(&format!("/products/{product}")).await.expect(200).json();
    ["reserved", "available", "on_order", "projected"].map(|name| product["stock"][0][name].as_i64().unwrap())
}

async fn short(kit: &Kit) -> Vec<Value> {
    let page = kit.owner().get(&format!("/reservations?site={}&state=short", kit.site)).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// PRODUCT.md 3.4 steps 2 to 5, with its figures.
#[tokio::test]
async fn ten_filters_are_ordered_six_come_jobs_are_served_first_and_four_stay_on_order() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 4000, 10_000).await;
    let bounds = json!({ "site_id": kit.site, "minimum": 6000, "maximum": 11_000 });
    let _ = kit.owner().put(&format!("/products/{id}/minimum"), bounds).await.expect(200);
    let (first, second) = ((WorkOrderId::new(), LineId::new()), (WorkOrderId::new(), LineId::new()));
    tell(&kit, &wants(first.0, kit.site, 1, vec![needed(first.1, &id, 1000)])).await;
    supplier(&kit, "Stafim", &id, json!({ "article_number": "1109.X3", "pack_cost": 10_000, "preferred": true })).await;

    let low = kit.owner().get(&format!("/stock/reorder?site={}", kit.site)).await.expect(200).json();
    let row = &low["items"][0];
    assert_eq!((&row["available"], &row["on_order"], &row["suggested"]), (&json!(3000), &json!(0), &json!(8000)));
    assert_eq!((&row["supplier_name"], low["items"].as_array().unwrap().len()), (&json!("Stafim"), 1));
    let lines = json!([{ "product_id": id, "quantity": row["suggested"] }]);
    let made = kit.owner().post("/purchase-orders/reorder", json!({ "site_id": kit.site, "lines": lines })).await.expect(201).json();
    let draft = &made["orders"][0];
    assert_eq!((&draft["lines"][0]["quantity"], &draft["state"]), (&json!(8000), &json!("draft")));
    let low = kit.owner().get(&format!("/stock/reorder?site={}", kit.site)).await.expect(200).json();
    assert_eq!((&low["items"][0]["drafted"], &low["items"][0]["suggested"]), (&json!(8000), &json!(0)));

    // A fleet's five filters: three are there, two are short and join the draft.
    tell(&kit, &wants(second.0, kit.site, 4, vec![needed(second.1, &id, 5000)])).await;
    assert_eq!(reserved(&kit, &id).await, [(1000, 1000), (5000, 3000)]);
    let made = order_short(&kit).await;
    let order = &made["orders"][0];
    assert_eq!((&order["id"], &order["lines"][0]["quantity"], &order["total_cost"]), (&draft["id"], &json!(10_000), &json!(100_000)));
    assert_eq!(order["lines"][0]["jobs"][0]["quantity"], 2000);
    assert_eq!(order_short(&kit).await["orders"], json!([]), "nothing is ordered twice");
    assert_eq!(standing(&kit, &id).await, [4000, 0, 0, 0], "a draft is not on order");
    assert_eq!(short(&kit).await[0]["light"], "short");

    let order = send(&kit, order).await;
    assert_eq!((&order["state"], &order["expected_on"]), (&json!("sent"), &json!("2026-11-22")));
    assert_eq!(standing(&kit, &id).await, [4000, 0, 10_000, 10_000]);
    assert_eq!((&short(&kit).await[0]["light"], &short(&kit).await[0]["expected_on"]), (&json!("on_the_way"), &json!("2026-11-22")));

    let order = act(&kit, &order, "receive", arrival(&order, 6000, 12_000)).await.expect(200).json();
    assert_eq!((&order["state"], &order["lines"][0]["outstanding"]), (&json!("partly_received"), &json!(4000)));
    assert_eq!(order["deliveries"][0]["delivery_number"], "BL-4711");
    assert_eq!(stock(&kit, &id).await, (10_000, 11_200));
    assert_eq!(reserved(&kit, &id).await, [(1000, 1000), (5000, 5000)]);
    assert_eq!(standing(&kit, &id).await, [6000, 4000, 4000, 8000]);
    let later =
        kit.owner().patch(&format!("/purchase-orders/{}", order["id"].as_str().unwrap()), json!({ "expected_on": "2026-11-30" })).await;
    assert_eq!(later.expect(200).json()["expected_on"], "2026-11-30");

    let order = act(&kit, &order, "close", json!({})).await.expect(200).json();
    assert_eq!((&order["state"], standing(&kit, &id).await), (&json!("closed"), [6000, 4000, 0, 4000]));
    let price = kit.owner().get(&format!("/supplier-items?product={id}")).await.expect(200).json();
    assert_eq!(price["items"][0]["pack_cost"], 12_000, "what it asked last");
    complete(&kit, &completed(second.0, kit.site, vec![part(second.1, &id, 5000)])).await;
    assert_eq!(standing(&kit, &id).await, [1000, 4000, 0, 4000]);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_part_that_was_ordered_for_a_job_goes_to_it_though_another_is_promised_earlier() {
    let kit = garage().await;
    let disc = product(&kit, filter()).await;
    supplier(&kit, "Stafim", &disc, json!({ "pack_cost": 50_000 })).await;
    tell(&kit, &wants(WorkOrderId::new(), kit.site, 9, vec![needed(LineId::new(), &disc, 2000)])).await;
    let order = send(&kit, &order_short(&kit).await["orders"][0]).await;
    tell(&kit, &wants(WorkOrderId::new(), kit.site, 1, vec![needed(LineId::new(), &disc, 2000)])).await;
    let order = act(&kit, &order, "receive", arrival(&order, 3000, 50_000)).await.expect(200).json();
    assert_eq!(reserved(&kit, &disc).await, [(2000, 1000), (2000, 2000)]);
    assert_eq!((&order["state"], &order["lines"][0]["over"]), (&json!("received"), &json!(1000)), "one came beyond the order");
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_is_short_is_ordered_where_each_is_bought_and_what_nobody_sells_is_told() {
    let kit = garage().await;
    let (pads, oil, rare) = (product(&kit, numbered(1)).await, product(&kit, numbered(2)).await, product(&kit, numbered(3)).await);
    let stafim = supplier(&kit, "Stafim", &pads, json!({ "pack_cost": 90_000, "preferred": true })).await;
    let total = supplier(&kit, "Total", &oil, json!({ "pack_size": 208_000, "pack_cost": 900_000, "preferred": true })).await;
    let _ = kit.owner().put(&format!("/suppliers/{total}/items/{pads}"), json!({ "pack_cost": 80_000 })).await.expect(200);
    let lines = vec![needed(LineId::new(), &pads, 1000), needed(LineId::new(), &oil, 4500), needed(LineId::new(), &rare, 1000)];
    tell(&kit, &wants(WorkOrderId::new(), kit.site, 1, lines)).await;
    let made = order_short(&kit).await;
    assert_eq!(made["without_supplier"], json!([rare]));
    let orders = made["orders"].as_array().unwrap();
    let of = |supplier: &str| orders.iter().find(|order| order["supplier"]["id"] == supplier).unwrap();
    assert_eq!(of(&stafim)["lines"][0]["pack_cost"], 90_000, "the preferred one, though another is cheaper");
    let drum = &of(&total)["lines"][0];
    assert_eq!((&drum["packs"], &drum["quantity"], &drum["line_cost"]), (&json!(1000), &json!(208_000), &json!(900_000)));
    let order = send(&kit, of(&total)).await;
    let _ = act(&kit, &order, "receive", arrival(&order, 1000, 900_000)).await.expect(200);
    assert_eq!(stock(&kit, &oil).await, (208_000, 4327));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_cancelled_order_leaves_its_jobs_short_again() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    supplier(&kit, "Stafim", &id, json!({})).await;
    tell(&kit, &wants(WorkOrderId::new(), kit.site, 1, vec![needed(LineId::new(), &id, 2000)])).await;
    let order = send(&kit, &order_short(&kit).await["orders"][0]).await;
    assert_eq!(act(&kit, &order, "close", json!({})).await.expect(409).code(), "wrong-state");
    let cancelled = act(&kit, &order, "cancel", json!({ "reason": "Rupture" })).await.expect(200).json();
    assert_eq!((&cancelled["state"], &cancelled["actions"]), (&json!("cancelled"), &json!([])));
    assert_eq!((&short(&kit).await[0]["light"], standing(&kit, &id).await[2]), (&json!("short"), 0));
    assert_ne!(order_short(&kit).await["orders"][0]["id"], order["id"]);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_free_order_is_written_changed_and_sent_by_hand() {
    let kit = garage().await;
    let (id, other) = (product(&kit, filter()).await, product(&kit, numbered(1)).await);
    let stafim = supplier(&kit, "Stafim", &id, json!({ "pack_cost": 10_000 })).await;
    let body = json!({ "site_id": kit.site, "supplier_id": stafim, "lines": [{ "product_id": id, "packs": 3000 }] });
    let order = kit.owner().post("/purchase-orders", body.clone()).await.expect(201).json();
    assert_eq!(order["number"], "PO-LAC-2026-00001");
    let path = format!("/purchase-orders/{}", order["id"].as_str().unwrap());
    let line = format!("{path}/lines/{}", order["lines"][0]["id"].as_str().unwrap());
    let changed = kit.owner().patch(&line, json!({ "packs": 5000, "pack_cost": 9_500 })).await.expect(200).json();
    assert_eq!(changed["total_cost"], 47_500);
    let added = kit.owner().post(&format!("{path}/lines"), json!({ "product_id": other, "packs": 1000 })).await.expect(200).json();
    let second = added["lines"][1]["id"].as_str().unwrap().to_owned();
    let removed = kit.owner().delete(&format!("{path}/lines/{second}")).await.expect(200).json();
    assert_eq!(removed["lines"].as_array().unwrap().len(), 1);
    let removed = kit.owner().delete(&line).await.expect(200).json();
    assert_eq!(removed["actions"], json!(["update", "add_line", "cancel"]));
    assert_eq!(act(&kit, &order, "send", json!({})).await.expect(409).code(), "nothing-ordered");
    let nowhere = act(&kit, &order, "send", json!({ "mail": true })).await.expect(422).json();
    assert_eq!((&nowhere["errors"][0]["pointer"], &nowhere["errors"][0]["code"]), (&json!("/mail"), &json!("no-address")));
    let mut unknown = body;
    unknown["supplier_id"] = json!(id);
    assert_eq!(kit.owner().post("/purchase-orders", unknown).await.expect(422).json()["errors"][0]["pointer"], "/supplier_id");
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_came_is_told_once_and_of_lines_of_the_order() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let stafim = supplier(&kit, "Stafim", &id, json!({ "pack_cost": 10_000 })).await;
    let body = json!({ "site_id": kit.site, "supplier_id": stafim, "lines": [{ "product_id": id, "packs": 3000 }] });
    let order = kit.owner().post("/purchase-orders", body).await.expect(201).json();
    assert_eq!(act(&kit, &order, "receive", arrival(&order, 1000, 1)).await.expect(409).code(), "wrong-state");
    let order = send(&kit, &order).await;
    let line = json!({ "line_id": order["lines"][0]["id"], "packs": 1000 });
    let refused =
        act(&kit, &order, "receive", json!({ "lines": [line, line, { "line_id": LineId::new(), "packs": 1 }] })).await.expect(422);
    let pointers: Vec<_> = refused.json()["errors"].as_array().unwrap().iter().map(|fault| fault["pointer"].clone()).collect();
    assert_eq!(pointers, ["/lines/1/line_id", "/lines/2/line_id"]);
    assert_eq!(stock(&kit, &id).await.0, 0);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn suppliers_are_found_by_parts_of_their_names_and_leave_the_list_when_archived() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let stafim = supplier(&kit, "Stafim Pièces", &id, json!({ "preferred": true })).await;
    let other = supplier(&kit, "Le Pneu", &id, json!({ "preferred": true })).await;
    let found = kit.owner().get("/suppliers?q=pieces").await.expect(200).json();
    assert_eq!((&found["items"][0]["id"], found["items"].as_array().unwrap().len()), (&json!(stafim), 1));
    let sellers = kit.owner().get(&format!("/supplier-items?product={id}")).await.expect(200).json();
    let preferred: Vec<_> = sellers["items"].as_array().unwrap().iter().filter(|item| item["preferred"] == true).collect();
    assert_eq!((preferred.len(), &preferred[0]["supplier_id"]), (1, &json!(other)));
    let _ = kit.owner().patch(&format!("/suppliers/{other}"), json!({ "archived": true, "phone": "71 000 000" })).await.expect(200);
    let left = kit.owner().get("/suppliers").await.expect(200).json();
    assert_eq!(left["items"].as_array().unwrap().len(), 1);
    tell(&kit, &wants(WorkOrderId::new(), kit.site, 1, vec![needed(LineId::new(), &id, 1000)])).await;
    assert_eq!(order_short(&kit).await["orders"][0]["supplier"]["id"], json!(stafim), "nothing is bought of an archived one");
    let _ = kit.owner().delete(&format!("/suppliers/{stafim}/items/{id}")).await.expect(204);
    let _ = kit.owner().delete(&format!("/suppliers/{stafim}/items/{id}")).await.expect(404);
}

/// Two who order what is short at the same instant order it once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_short_is_ordered_once_however_many_press() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    supplier(&kit, "Stafim", &id, json!({})).await;
    tell(&kit, &wants(WorkOrderId::new(), kit.site, 1, vec![needed(LineId::new(), &id, 2000)])).await;
    let (a, b, c) = futures::join!(order_short(&kit), order_short(&kit), order_short(&kit));
    let ordered: i64 = [&a, &b, &c].iter().filter_map(|made| made["orders"][0]["lines"][0]["quantity"].as_i64()).sum();
    assert_eq!(ordered, 2000);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_did_not_move_for_long_is_on_the_list_with_what_it_cost() {
    let kit = garage().await;
    let (old, fresh) = (product(&kit, numbered(1)).await, product(&kit, numbered(2)).await);
    receive(&kit, &old, 3000, 10_000).await;
    kit.clock.advance(chrono::TimeDelta::days(200));
    receive(&kit, &fresh, 1000, 10_000).await;
    let dead = kit.owner().get(&format!("/stock/dead?site={}", kit.site)).await.expect(200).json();
    let rows = dead["items"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["product_id"], &rows[0]["stock_cost"]), (1, &json!(old), &json!(30_000)));
    assert_eq!(rows[0]["last_moved_at"], "2026-11-20T08:00:00Z");
    let none = kit.owner().get(&format!("/stock/dead?site={}&days=365", kit.site)).await.expect(200).json();
    assert_eq!(none["items"], json!([]));
    let _ = kit.owner().get("/stock/dead?days=0").await.expect(422);
}

#[tokio::test]
async fn an_order_is_printed_for_its_supplier_with_costs_for_who_may_see_them() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let item = json!({ "article_number": "1109.X3", "pack_cost": 90_000, "pack_size": 6000, "preferred": true });
    let stafim = supplier(&kit, "Stafim", &id, item).await;
    let body = json!({ "site_id": kit.site, "supplier_id": stafim, "notes": "Par le quai B",
        "lines": [{ "product_id": id, "packs": 2000 }], "expected_on": "2026-11-24" });
    let order = kit.owner().post("/purchase-orders", body).await.expect(201).json();
    let path = format!("/purchase-orders/{}/pdf", order["id"].as_str().unwrap());
    let reply = kit.owner().get(&format!("{path}?lang=ar")).await.expect(200);
    assert_eq!(reply.headers["content-type"], "application/pdf");
    let paper = reply.json();
    assert_eq!((&paper["kind"], &paper["language"], &paper["buyer"]["name"]), (&json!("purchase_order"), &json!("ar"), &json!("Stafim")));
    assert_eq!((&paper["rows"][0][0]["value"], &paper["rows"][0][2]["value"][0]), (&json!("1109.X3"), &json!(2000)));
    assert_eq!((&paper["rows"][0][4]["value"], &paper["sums"]), (&json!(90_000), &json!([["total", 180_000]])));
    assert_eq!((&paper["facts"][0][1]["value"], &paper["more"]["notes"]), (&json!("2026-11-24"), &json!(["Par le quai B"])));
    let tag = kit.owner().get(&path).await.expect(200).headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(kit.owner().with("If-None-Match", tag).get(&path).await.status, 304);
    let plain = kit.advisor().get(&path).await.expect(200).json();
    assert_eq!((plain["columns"].as_array().unwrap().len(), &plain["sums"]), (4, &json!([])), "an advisor sees no costs");
    assert_eq!(kit.outsider().get(&path).await.status, 404);
}
