//! A discount is given up to what the role allows: an advisor of a new garage gives a tenth, an owner all of it. A price below the
//! list's counts as a discount.

use serde_json::{Value, json};
use testkit::Reply;

use crate::support::{Garage, labour, part, refused};

fn discounted(discount: i64) -> Value {
    json!({ "kind": "labour", "quantity": 1000, "discount": discount })
}

#[track_caller]
fn is_beyond(reply: Reply, pointer: &str) {
    let reply = reply.expect(422);
    assert_eq!(reply.pointers(), [pointer]);
    let error = &reply.json()["errors"][0];
    assert_eq!(error["code"], "discount-over-limit");
    assert!(error["detail"].as_str().unwrap().contains("10 %"), "{error}");
}

#[tokio::test]
async fn an_advisor_gives_a_tenth_wherever_a_line_is_written() {
    let garage = Garage::open().await;
    let advisor = garage.advisor();
    let order = garage.opened(json!([{ "title": "Brakes", "lines": [discounted(1000)] }])).await;
    is_beyond(
        order.ask(&advisor, "jobs", json!({ "title": "Wipers", "lines": [labour(500), discounted(1001)] })).await,
        "/lines/1/discount",
    );
    let add = format!("jobs/{}/lines", order.json["jobs"][0]["id"].as_str().unwrap());
    is_beyond(order.ask(&advisor, &add, discounted(1001)).await, "/discount");
    is_beyond(advisor.patch(&order.line_path(0, 0), json!({ "discount": 5000 })).await, "/discount");
    let body = json!({
        "site_id": garage.kit.site, "customer_id": order.json["customer"]["id"], "vehicle_id": order.json["vehicle"]["id"],
        "concern": "Cheap", "jobs": [{ "title": "One" }, { "title": "Two", "lines": [discounted(10_000)] }],
    });
    is_beyond(advisor.post("/work-orders", body).await, "/jobs/1/lines/0/discount");
    let kept = advisor.get(&order.path).await.json();
    assert_eq!(kept, order.json, "nothing of it was written");
}

#[tokio::test]
async fn what_the_owner_gave_stays_when_an_advisor_works_on_the_line() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([{ "title": "Brakes", "lines": [labour(1000)] }])).await;
    let line = order.line_path(0, 0);
    garage.kit.owner().patch(&line, json!({ "discount": 5000 })).await.expect(200);
    let changed = garage.advisor().patch(&line, json!({ "quantity": 2000, "discount": 5000 })).await.expect(200).json();
    assert_eq!(changed["jobs"][0]["lines"][0]["discount"], 5000);
    is_beyond(garage.advisor().patch(&line, json!({ "discount": 4000 })).await, "/discount");
    garage.advisor().patch(&line, json!({ "discount": 0 })).await.expect(200);
}

/// Labour at a price of its own; the site asks 60.000 an hour.
fn priced(unit_price: i64, discount: i64) -> Value {
    json!({ "kind": "labour", "quantity": 1000, "unit_price": unit_price, "discount": discount })
}

#[tokio::test]
async fn a_lower_price_gives_no_more_than_a_discount_wherever_a_line_is_written() {
    let garage = Garage::open().await;
    let advisor = garage.advisor();
    let order = garage.opened(json!([{ "title": "Brakes", "lines": [priced(54_000, 0), part(garage.discs, 1000)] }])).await;
    let lists: Vec<_> = order.json["jobs"][0]["lines"].as_array().unwrap().iter().map(|line| line["list_price"].clone()).collect();
    assert_eq!(lists, [60_000, 96_400], "the site's labour rate and the catalogue's price");
    assert_eq!(
        (&order.json["jobs"][0]["lines"][0]["least_price"], &order.json["jobs"][0]["lines"][1]["least_price"]),
        (&json!(54_000), &json!(86_760))
    );
    let owners = garage.kit.owner().get(&order.path).await.json();
    assert!(owners["jobs"][0]["lines"][0].get("least_price").is_none(), "who has no limit is told of none");

    let lines = json!([labour(500), priced(53_999, 0), priced(57_000, 600), priced(60_000, 1001)]);
    let refusal = order.ask(&advisor, "jobs", json!({ "title": "Wipers", "lines": lines })).await.expect(422);
    assert_eq!(refusal.pointers(), ["/lines/1/unit_price", "/lines/2/unit_price", "/lines/3/discount"]);
    assert!(refusal.json()["errors"][0]["detail"].as_str().unwrap().ends_with("10 %, so that the unit price is at least 54.000 TND"));
    let add = format!("jobs/{}/lines", order.json["jobs"][0]["id"].as_str().unwrap());
    is_beyond(order.ask(&advisor, &add, priced(53_999, 0)).await, "/unit_price");
    let mut cheap = part(garage.discs, 1000);
    cheap["unit_price"] = json!(86_759);
    is_beyond(order.ask(&advisor, &add, cheap.clone()).await, "/unit_price");
    let body = json!({
        "site_id": garage.kit.site, "customer_id": order.json["customer"]["id"], "vehicle_id": order.json["vehicle"]["id"],
        "concern": "Cheap", "jobs": [{ "title": "One" }, { "title": "Two", "lines": [cheap] }],
    });
    is_beyond(advisor.post("/work-orders", body.clone()).await, "/jobs/1/lines/0/unit_price");
    is_beyond(advisor.patch(&order.line_path(0, 1), json!({ "unit_price": 0 })).await, "/unit_price");
    is_beyond(advisor.patch(&order.line_path(0, 0), json!({ "discount": 1 })).await, "/discount");
    is_beyond(advisor.patch(&order.line_path(0, 1), json!({ "unit_price": 90_000, "discount": 900 })).await, "/unit_price");
    let kept = advisor.get(&order.path).await.json();
    assert_eq!(kept, order.json, "nothing of it was written");

    advisor.patch(&order.line_path(0, 1), json!({ "unit_price": 86_760 })).await.expect(200);
    advisor.patch(&order.line_path(0, 1), json!({ "unit_price": 100_000, "discount": 1000 })).await.expect(200);
    let free = json!({ "kind": "fee", "description": "Disposal", "quantity": 1000, "unit_price": 1 });
    let with_fee = order.ask(&advisor, &add, free).await.expect(200).json();
    assert_eq!(with_fee["jobs"][0]["lines"][2]["list_price"], Value::Null, "what has no list price is worth what is agreed");
    garage.kit.owner().post("/work-orders", body).await.expect(201);
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_price_an_owner_gave_stays_until_an_advisor_changes_it() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([{ "title": "Brakes", "lines": [labour(1000)] }])).await;
    let line = order.line_path(0, 0);
    garage.kit.owner().patch(&line, json!({ "unit_price": 30_000 })).await.expect(200);
    let advisor = garage.advisor();
    let changed = advisor.patch(&line, json!({ "quantity": 2000, "unit_price": 30_000, "discount": 0 })).await.expect(200).json();
    let seen = &changed["jobs"][0]["lines"][0];
    assert_eq!((&seen["unit_price"], &seen["list_price"], &seen["net"]), (&json!(30_000), &json!(60_000), &json!(60_000)));
    is_beyond(advisor.patch(&line, json!({ "unit_price": 53_999 })).await, "/unit_price");
    advisor.patch(&line, json!({ "unit_price": 54_000 })).await.expect(200);
}

#[tokio::test]
async fn what_an_owner_gave_is_not_an_advisors_to_put_back() {
    let garage = Garage::open().await;
    let (owner, advisor) = (garage.kit.owner(), garage.advisor());
    let order = garage.opened(json!([{ "title": "Brakes", "lines": [labour(1000), labour(500)] }])).await;
    let (line, job) = (order.line_path(0, 0), order.job_path(0));
    owner.patch(&line, json!({ "unit_price": 30_000 })).await.expect(200);
    for (removed, restored) in [(line.clone(), format!("{line}/restore")), (job.clone(), format!("{job}/restore"))] {
        advisor.delete(&removed).await.expect(200);
        let refusal = advisor.post(&restored, json!({})).await;
        assert!(refusal.json()["detail"].as_str().unwrap().contains("at most 10 %"), "{}", refusal.text());
        refused(refusal, "discount-over-limit");
        owner.post(&restored, json!({})).await.expect(200);
        advisor.post(&restored, json!({})).await.expect(200);
    }
    let dear = order.line_path(0, 1);
    advisor.delete(&dear).await.expect(200);
    advisor.post(&format!("{dear}/restore"), json!({})).await.expect(200);
    garage.is_healthy().await;
}
