//! What the stock was worth at the end of a day (PRODUCT P3), and what parts of work orders cost.

use chrono::{DateTime, Utc};
use contracts::inventory::PartsValued;
use contracts::workshop::{LineId, WorkOrderId};
use kernel::outbox;
use serde_json::{Value, json};
use testkit::Kit;

use crate::garage::{assert_sound, complete, completed, filter, garage, needed, numbered, part, product, receive, tell, wants};

fn at(kit: &Kit, instant: &str) {
    let instant: DateTime<Utc> = instant.parse().unwrap();
    kit.clock.advance(instant - kit.context.clock.now());
}

async fn value(kit: &Kit, on: &str) -> Value {
    kit.owner().get(&format!("/stock-values/{}?on={on}", kit.site)).await.expect(200).json()
}

async fn worth(kit: &Kit, on: &str) -> i64 {
    value(kit, on).await["value_cost"].as_i64().unwrap()
}

#[tokio::test]
async fn each_day_tells_what_lay_there_by_category_and_place() {
    let kit = garage().await;
    let (filters, other) = (product(&kit, filter()).await, product(&kit, numbered(1)).await);
    receive(&kit, &filters, 4000, 10_000).await;
    receive(&kit, &other, 2000, 5000).await;
    let van = kit.owner().post("/stock/locations", json!({ "site_id": kit.site, "name": "Fourgon", "kind": "van" })).await.expect(201);
    at(&kit, "2026-11-20T22:59:59Z");
    let carried = json!({ "site_id": kit.site, "product_id": filters, "from": null, "to": van.json()["id"], "quantity": 1000 });
    let _ = kit.owner().post("/stock/location-moves", carried).await.expect(201);
    // A minute later it is the 21st in Tunis.
    at(&kit, "2026-11-20T23:00:00Z");
    receive(&kit, &filters, 4000, 12_000).await;
    at(&kit, "2026-11-25T09:00:00Z");
    let less = json!({ "site_id": kit.site, "product_id": other, "quantity": -2000, "reason": "Casse" });
    let _ = kit.owner().post("/stock/adjustments", less).await.expect(201);

    assert_eq!(worth(&kit, "2026-11-19").await, 0);
    let first = value(&kit, "2026-11-20").await;
    assert_eq!((&first["value_cost"], &first["products"]), (&json!(50_000), &json!(2)));
    let categories = json!([
        { "category": "Filtres", "products": 1, "value_cost": 40_000 }, { "category": null, "products": 1, "value_cost": 10_000 },
    ]);
    assert_eq!(first["categories"], categories);
    let places = first["places"].as_array().unwrap();
    assert_eq!((&places[0]["name"], &places[0]["value_cost"]), (&Value::Null, &json!(40_000)));
    assert_eq!((&places[1]["name"], &places[1]["value_cost"]), (&json!("Fourgon"), &json!(10_000)));

    assert_eq!(worth(&kit, "2026-11-21").await, 98_000);
    let last = value(&kit, "2026-11-25").await;
    assert_eq!((&last["value_cost"], &last["products"]), (&json!(88_000), &json!(1)));
    assert_eq!(last["places"][1]["value_cost"], 11_000, "at the average of that day");
    let sheet = kit.owner().get(&format!("/stock-values/{}/export?on=2026-11-21", kit.site)).await.expect(200).text();
    assert!(sheet.contains("BP-1234,Filtre à huile,Filtres,each,8.000,11.000,88.000,TND"), "{sheet}");
    let tomorrow = kit.owner().get(&format!("/stock-values/{}?on=2026-11-26", kit.site)).await.expect(422);
    assert_eq!(tomorrow.pointers(), ["/on"]);
    assert_eq!(kit.outsider().get(&format!("/stock-values/{}", kit.site)).await.status, 404);
    assert_eq!(kit.technician().get(&format!("/stock-values/{}", kit.site)).await.status, 403);
}

#[tokio::test]
async fn goods_that_nobody_billed_are_told_until_they_are() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let owner = kit.owner();
    let supplier = owner.post("/suppliers", json!({ "name": "Sotup" })).await.expect(201).json();
    let line = json!({ "product_id": id, "packs": 4000, "pack_cost": 10_000 });
    let body = json!({ "site_id": kit.site, "supplier_id": supplier["id"], "lines": [line] });
    let order = owner.post("/purchase-orders", body).await.expect(201).json();
    let path = format!("/purchase-orders/{}", order["id"].as_str().unwrap());
    let order = owner.post(&format!("{path}/send"), json!({})).await.expect(200).json();
    let line = order["lines"][0]["id"].clone();
    let arrived = json!({ "lines": [{ "line_id": line, "packs": 3000, "pack_cost": 10_000 }] });
    let _ = owner.post(&format!("{path}/receive"), arrived).await.expect(200);
    at(&kit, "2026-11-23T09:00:00Z");
    let invoice = json!({
        "supplier_id": supplier["id"], "site_id": kit.site, "number": "F-1", "dated_on": "2026-11-23",
        "lines": [{ "purchase_line_id": line, "packs": 2000, "pack_cost": 10_000 }],
    });
    let _ = owner.post("/supplier-invoices", invoice).await.expect(201);
    let unbilled = ["2026-11-19", "2026-11-20", "2026-11-22", "2026-11-23"].map(|day| value(&kit, day));
    let unbilled: Vec<_> =
        futures::future::join_all(unbilled).await.into_iter().map(|value| value["unbilled_cost"].as_i64().unwrap()).collect();
    assert_eq!(unbilled, [0, 30_000, 30_000, 10_000]);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_a_line_took_and_gave_back_is_told_at_its_cost() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 5000, 10_000).await;
    let (order, line) = (WorkOrderId::new(), LineId::new());
    tell(&kit, &wants(order, kit.site, 1, vec![needed(line, &id, 3000)])).await;
    let _ = kit.owner().post("/stock/issues", json!({ "work_order_id": order, "line_id": line, "quantity": 2000 })).await.expect(201);
    let _ = kit.owner().post("/stock/issues/take-back", json!({ "line_id": line, "quantity": 1000 })).await.expect(201);
    complete(&kit, &completed(order, kit.site, vec![part(line, &id, 3000)])).await;
    kit.settle().await;
    let feed = outbox::read(kit.db(), inventory::MODULE, 0, 1000).await.unwrap();
    let told: Vec<PartsValued> = feed.iter().filter_map(|event| event.open().unwrap()).collect();
    let costs: Vec<_> = told.iter().flat_map(|told| &told.lines).map(|part| (part.line_id, part.cost.0)).collect();
    assert_eq!(costs, [(line, 20_000), (line, -10_000), (line, 20_000)]);
    assert!(told.iter().all(|told| told.work_order_id == order && told.site_id == kit.site));
    assert_sound(&kit).await;
}
