//! Coupons (docs/decisions/0091-coupons.md).

use serde_json::{Value, json};

use crate::support::{Garage, Order, labour, refused};

/// A tenth off orders from 100.000 on, on two orders, one for each customer.
async fn summer(garage: &Garage) -> Value {
    let coupon =
        json!({ "code": "été 10", "name": "Offre d’été", "share": 1000, "least": 100_000, "most_uses": 2, "most_per_customer": 1 });
    garage.kit.owner().post("/coupons", json!({ "site_id": garage.kit.site, "coupon": coupon })).await.expect(201).json()
}

async fn redeem(garage: &Garage, order: &Order, code: &str) -> testkit::Reply {
    garage.advisor().put(&format!("{}/coupon", order.path), json!({ "code": code })).await
}

async fn is_refused(garage: &Garage, order: &Order, code: &str, why: &str) {
    let reply = redeem(garage, order, code).await.expect(422);
    assert_eq!((reply.pointers(), &reply.json()["errors"][0]["code"]), (vec!["/code".to_owned()], &json!(why)));
}

async fn uses(garage: &Garage) -> Vec<i64> {
    let list = garage.advisor().get(&format!("/coupons?archived=true&site={}", garage.kit.site)).await.expect(200).json();
    list["items"].as_array().unwrap().iter().map(|coupon| coupon["used"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn a_coupon_is_the_discount_of_an_order_until_it_is_taken_off() {
    let garage = Garage::open().await;
    assert_eq!(summer(&garage).await["code"], "ÉTÉ10");
    let order = garage.approved().await;
    let with = redeem(&garage, &order, " Été10").await.expect(200).json();
    assert_eq!((&with["totals"]["net"], &with["discount"]["coupon"]), (&json!(497_790), &json!("ÉTÉ10")));
    assert_eq!((&with["discount"]["reason"], uses(&garage).await), (&json!("Offre d’été"), vec![1]));
    redeem(&garage, &order, "ÉTÉ10").await.expect(200);
    assert_eq!(uses(&garage).await, [1], "the same order is one use");

    let none = garage.advisor().put(&format!("{}/coupon", order.path), json!({})).await.expect(200).json();
    assert_eq!((&none["totals"]["net"], uses(&garage).await), (&json!(553_100), vec![0]));
    redeem(&garage, &order, "ÉTÉ10").await.expect(200);
    garage.advisor().put(&format!("{}/discount", order.path), json!({ "share": 500, "reason": "Regular" })).await.expect(200);
    assert_eq!(uses(&garage).await, [0], "another discount gives the use back");
    let kept = garage.advisor().put(&format!("{}/coupon", order.path), json!({})).await.expect(200).json();
    assert_eq!(kept["discount"]["share"], 500, "and is no coupon");
}

#[tokio::test]
async fn it_is_good_so_often_and_a_cancelled_order_gives_its_use_back() {
    let garage = Garage::open().await;
    summer(&garage).await;
    let (first, second) = (garage.approved().await, garage.approved().await);
    let small = garage.opened(json!([{ "title": "Bulb", "lines": [labour(500)] }])).await;
    is_refused(&garage, &small, "ÉTÉ10", "coupon-too-little").await;
    is_refused(&garage, &first, "HIVER", "coupon-unknown").await;
    redeem(&garage, &first, "ÉTÉ10").await.expect(200);
    is_refused(&garage, &second, "ÉTÉ10", "coupon-used").await;
    garage.kit.owner().post(&format!("{}/cancel", first.path), json!({ "reason": "Sold" })).await.expect(200);
    assert_eq!(uses(&garage).await, [0]);
    redeem(&garage, &second, "ÉTÉ10").await.expect(200);
    garage.kit.owner().post(&format!("{}/restore", first.path), json!({})).await.expect(200);
    assert_eq!(uses(&garage).await, [2], "a restored order has its coupon still");
    is_refused(&garage, &small, "ÉTÉ10", "coupon-used-up").await;
}

#[tokio::test]
async fn the_last_use_goes_to_one_of_many_who_ask_at_once() {
    let garage = Garage::open().await;
    let coupon = json!({ "code": "ONE", "name": "First come", "amount": 20_000, "most_uses": 1 });
    garage.kit.owner().post("/coupons", json!({ "site_id": garage.kit.site, "coupon": coupon })).await.expect(201);
    let mut orders = vec![];
    for _ in 0..5 {
        orders.push(garage.opened(json!([{ "title": "Brakes", "lines": [labour(2000)] }])).await);
    }
    let replies = futures::future::join_all(orders.iter().map(|order| redeem(&garage, order, "one"))).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1);
    assert_eq!(uses(&garage).await, [1]);
}

#[tokio::test]
async fn a_coupon_says_how_much_and_one_code_is_one_coupon() {
    let garage = Garage::open().await;
    let owner = garage.kit.owner();
    let coupon = summer(&garage).await;
    let new = |coupon: Value| json!({ "site_id": garage.kit.site, "coupon": coupon });
    for (input, pointer) in [
        (json!({ "code": "ÉTÉ 10", "name": "Again", "share": 500 }), "/coupon/code"),
        (json!({ "code": "A", "name": "Nothing" }), "/coupon/share"),
        (json!({ "code": "A", "name": "Both", "share": 500, "amount": 5 }), "/coupon/amount"),
        (
            json!({ "code": "A", "name": "Days", "share": 5, "valid_from": "2026-08-02", "valid_until": "2026-08-01" }),
            "/coupon/valid_until",
        ),
    ] {
        assert_eq!(owner.post("/coupons", new(input)).await.expect(422).pointers(), [pointer]);
    }
    garage.advisor().post("/coupons", new(json!({ "code": "A", "name": "Mine", "share": 500 }))).await.expect(403);
    let path = format!("/coupons/{}", coupon["id"].as_str().unwrap());
    let over = json!({ "code": "ÉTÉ10", "name": "Offre d’été", "share": 1000, "archived": true });
    assert_eq!(owner.put(&path, over).await.expect(200).json()["version"], 2);
    let order = garage.approved().await;
    is_refused(&garage, &order, "ÉTÉ10", "coupon-unknown").await;
    owner.post("/coupons", new(json!({ "code": "HIVER", "name": "Winter", "share": 500 }))).await.expect(201);
    let (invoiced, _) = garage.invoiced(0).await;
    refused(garage.advisor().put(&format!("{}/coupon", invoiced.path), json!({ "code": "hiver" })).await, "wrong-state");
}
