//! Receipts, adjustments, minimums and movements over HTTP.

use contracts::inventory::ProductId;
use serde_json::{Value, json};

use crate::garage::{assert_sound, filter, garage, movements, numbered, product, receive, stock};

#[tokio::test]
async fn a_receipt_moves_quantity_and_average_cost() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 4000, 10_000).await;
    let body = json!({
        "site_id": kit.site, "reference": "BL-77",
        "lines": [{ "product_id": id, "quantity": 5000, "unit_cost": 12_000 }, { "product_id": id, "quantity": 1000, "unit_cost": 12_000 }],
    });
    let receipt = kit.advisor().post("/stock/receipts", body).await.expect(201).json();
    let received: Vec<_> = receipt["movements"].as_array().unwrap().iter().map(|movement| movement["on_hand"].clone()).collect();
    assert_eq!(received, [9000, 10_000]);
    assert_eq!(receipt["total"], 72_000, "of what the advisor typed");
    assert_eq!(receipt["movements"][0]["unit_cost"], Value::Null, "the advisor sees no cost");
    assert_eq!(stock(&kit, &id).await, (10_000, 11_200));
    kit.settle().await;
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_movement_tells_who_what_and_why() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let line = json!({ "product_id": id, "quantity": 4500, "unit_cost": 10_000 });
    let _ = kit.owner().post("/stock/receipts", json!({ "site_id": kit.site, "reference": "BL-77", "lines": [line] })).await.expect(201);
    let adjustment = json!({ "site_id": kit.site, "product_id": id, "quantity": -1500, "reason": "Casse" });
    let adjusted = kit.owner().post("/stock/adjustments", adjustment).await.expect(201).json();

    let seen = movements(&kit.owner(), &id).await;
    let [adjustment, receipt] = seen.as_slice() else { panic!("two movements: {seen:?}") };
    assert_eq!(adjustment, &adjusted);
    let expected = json!({
        "id": adjusted["id"], "at": "2026-11-20T08:00:00Z", "site_id": kit.site, "kind": "adjustment", "quantity": -1500,
        "on_hand": 3000, "unit_cost": 10_000, "reference": null, "reason": "Casse", "by": "Hela",
    });
    assert_eq!(adjustment, &expected);
    assert_eq!(receipt["reference"], json!({ "kind": "delivery", "id": null, "label": "BL-77" }));
    assert_eq!(receipt["kind"], "receipt");
    assert_eq!(movements(&kit.technician(), &id).await[0]["unit_cost"], Value::Null);
}

#[tokio::test]
async fn the_same_key_receives_and_adjusts_once() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let line = json!({ "product_id": id, "quantity": 4000, "unit_cost": 10_000 });
    let receipt = json!({ "site_id": kit.site, "lines": [line] });
    let adjustment = json!({ "site_id": kit.site, "product_id": id, "quantity": -1000, "reason": "Casse" });
    for (path, body, key) in [("/stock/receipts", receipt, "one"), ("/stock/adjustments", adjustment, "two")] {
        let client = kit.owner().with("Idempotency-Key", key);
        let first = client.post(path, body.clone()).await.expect(201);
        let again = client.post(path, body).await.expect(201);
        assert_eq!(first.bytes, again.bytes);
        assert_eq!(again.headers["idempotent-replayed"], "true");
        let other = json!({ "site_id": kit.site, "product_id": id, "quantity": 7, "reason": "x" });
        assert_eq!(client.post("/stock/adjustments", other).await.code(), "idempotency-key-reused");
    }
    assert_eq!(stock(&kit, &id).await.0, 3000);
}

#[tokio::test]
async fn an_adjustment_cannot_take_stock_below_zero() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 1000, 1).await;
    let adjust = |quantity: i64| json!({ "site_id": kit.site, "product_id": id, "quantity": quantity, "reason": "Inventaire" });
    let refused = kit.owner().post("/stock/adjustments", adjust(-1001)).await.expect(409);
    assert_eq!(refused.code(), "stock-negative");
    let _ = kit.owner().post("/stock/adjustments", adjust(-1000)).await.expect(201);
    assert_eq!(stock(&kit, &id).await.0, 0);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn wrong_receipts_and_adjustments_are_pointed_at() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let mut service = numbered(1);
    service["tracked"] = false.into();
    let service = product(&kit, service).await;
    let line = |product: &str, quantity: i64, cost: i64| json!({ "product_id": product, "quantity": quantity, "unit_cost": cost });
    let nobody = ProductId::new().to_string();
    let good = line(&id, 1, 0);
    let cases = [
        (json!([]), "/lines", "invalid"),
        (json!(vec![good.clone(); 201]), "/lines", "invalid"),
        (json!([good, line(&id, 0, 1)]), "/lines/1/quantity", "invalid"),
        (json!([line(&id, 1_000_000_001, 1)]), "/lines/0/quantity", "invalid"),
        (json!([line(&id, 1, -1)]), "/lines/0/unit_cost", "invalid"),
        (json!([line(&id, 1, 1), line(&nobody, 1, 1)]), "/lines/1/product_id", "invalid"),
        (json!([line(&service, 1, 1)]), "/lines/0/product_id", "not-tracked"),
    ];
    for (lines, pointer, code) in cases {
        let refused = kit.owner().post("/stock/receipts", json!({ "site_id": kit.site, "lines": lines })).await.expect(422);
        assert_eq!((refused.pointers(), refused.code()), (vec![pointer.to_owned()], code.to_owned()));
    }
    let adjust = |product: &str, quantity: i64, reason: &str| json!({ "site_id": kit.site, "product_id": product, "quantity": quantity, "reason": reason });
    for (body, pointer) in [
        (adjust(&id, 0, "x"), "/quantity"),
        (adjust(&id, 1, " "), "/reason"),
        (adjust(&id, 1, "a\u{0}"), "/reason"),
        (adjust(&nobody, 1, "x"), "/product_id"),
        (adjust(&service, 1, "x"), "/product_id"),
    ] {
        assert_eq!(kit.owner().post("/stock/adjustments", body).await.expect(422).pointers(), [pointer]);
    }
    let minimum = json!({ "site_id": kit.site, "minimum": 1 });
    assert_eq!(kit.owner().put(&format!("/products/{service}/minimum"), minimum.clone()).await.expect(422).code(), "not-tracked");
    assert_eq!(kit.owner().put(&format!("/products/{nobody}/minimum"), minimum).await.status, 404);
    assert!(movements(&kit.owner(), &id).await.is_empty());
}

#[tokio::test]
async fn another_sites_stock_does_not_exist() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 4000, 10_000).await;
    let outsider = kit.outsider();
    assert_eq!(outsider.get(&format!("/products/{id}")).await.expect(200).json()["stock"], json!([]));
    assert!(movements(&outsider, &id).await.is_empty());
    assert_eq!(outsider.get(&format!("/products/{id}/movements?site={}", kit.site)).await.status, 404);
    let line = json!({ "product_id": id, "quantity": 1, "unit_cost": 1 });
    assert_eq!(outsider.post("/stock/receipts", json!({ "site_id": kit.site, "lines": [line] })).await.status, 404);
    let adjustment = json!({ "site_id": kit.site, "product_id": id, "quantity": 1, "reason": "x" });
    assert_eq!(outsider.post("/stock/adjustments", adjustment.clone()).await.status, 404);
    assert_eq!(outsider.put(&format!("/products/{id}/minimum"), json!({ "site_id": kit.site, "minimum": 1 })).await.status, 404);
    assert_eq!(kit.advisor().post("/stock/adjustments", adjustment).await.status, 403);
    let row = outsider.get("/products").await.expect(200).json()["items"][0].clone();
    assert_eq!(row["on_hand"], 0);
}

#[tokio::test]
async fn movements_are_read_page_by_page_newest_first() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    for quantity in 1..=5 {
        receive(&kit, &id, quantity, 1).await;
    }
    let (mut seen, mut after) = (vec![], String::new());
    loop {
        let page = kit.owner().get(&format!("/products/{id}/movements?site={}&limit=2{after}", kit.site)).await.expect(200).json();
        seen.extend(page["items"].as_array().unwrap().iter().filter_map(|movement| movement["quantity"].as_i64()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(seen, [5, 4, 3, 2, 1]);
    assert_eq!(kit.owner().get(&format!("/products/{}/movements", ProductId::new())).await.status, 404);
    assert_eq!(kit.owner().get(&format!("/products/{id}/movements?after=x")).await.status, 422);
}

#[tokio::test]
async fn stock_must_be_gone_before_it_is_no_longer_kept() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 1000, 1).await;
    let refused = kit.owner().patch(&format!("/products/{id}"), json!({ "tracked": false })).await.expect(409);
    assert_eq!(refused.code(), "stock-on-hand");
}

#[tokio::test]
async fn fifty_at_once_on_one_product_add_up() {
    let kit = garage().await;
    let (id, other) = (product(&kit, filter()).await, product(&kit, numbered(1)).await);
    receive(&kit, &id, 100_000, 1000).await;
    let mut requests = vec![];
    for place in 0..50 {
        let (client, site, id, other) = (kit.owner(), kit.site, id.clone(), other.clone());
        requests.push(tokio::spawn(async move {
            if place % 2 == 0 {
                let lines = [&id, &other].map(|id| json!({ "product_id": id, "quantity": 3000, "unit_cost": 1000 }));
                let lines = if place % 4 == 0 { lines } else { [lines[1].clone(), lines[0].clone()] };
                return client.post("/stock/receipts", json!({ "site_id": site, "lines": lines })).await.status;
            }
            let adjustment = json!({ "site_id": site, "product_id": id, "quantity": -1000, "reason": "Casse" });
            client.post("/stock/adjustments", adjustment).await.status
        }));
    }
    for request in requests {
        assert_eq!(request.await.unwrap(), 201);
    }
    assert_eq!(stock(&kit, &id).await, (100_000 + 25 * 3000 - 25 * 1000, 1000));
    assert_eq!(stock(&kit, &other).await.0, 75_000);
    assert_eq!(movements(&kit.owner(), &id).await.len(), 51);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn the_last_one_is_taken_once_however_many_reach_for_it() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 1000, 1).await;
    let adjustment = json!({ "site_id": kit.site, "product_id": id, "quantity": -1000, "reason": "Casse" });
    let requests: Vec<_> = (0..50)
        .map(|_| {
            let (client, adjustment) = (kit.owner(), adjustment.clone());
            tokio::spawn(async move { client.post("/stock/adjustments", adjustment).await.status })
        })
        .collect();
    let mut taken = 0;
    for request in requests {
        match request.await.unwrap() {
            201 => taken += 1,
            status => assert_eq!(status, 409),
        }
    }
    assert_eq!((taken, stock(&kit, &id).await.0), (1, 0));
}
