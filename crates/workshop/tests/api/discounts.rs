//! A discount is given up to what the role allows: an advisor of a new garage gives a tenth, an owner all of it.

use serde_json::{Value, json};
use testkit::Reply;

use crate::support::{Garage, labour};

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
