//! Which articles were used before on a vehicle and on its model (PRODUCT.md G5).

use serde_json::{Value, json};

use crate::support::{Garage, Order, labour, part};

impl Garage {
    /// An order of one job with these parts, done.
    async fn done(&self, title: &str, parts: &[Value]) -> Order {
        let lines: Vec<_> = [labour(1000)].into_iter().chain(parts.iter().cloned()).collect();
        let mut order = self.opened(json!([{ "title": title, "lines": lines }])).await;
        let word = json!({ "decisions": [order.decision(0, "approve")], "method": "phone", "by_name": "Leïla" });
        order.act(&self.advisor(), "authorise", word).await;
        order.act(&self.advisor(), "assign", json!({ "technician_id": self.kit.people.technician })).await;
        order.act(&self.kit.technician(), "start", json!({})).await;
        order.act(&self.advisor(), "complete", json!({ "odometer_out": 84_310, "allow_negative_stock": false })).await;
        order
    }

    async fn suggested(&self, order: &Order) -> Vec<(String, i64, i64, i64)> {
        let found = self.advisor().get(&format!("{}/used-parts", order.job_path(0))).await.expect(200).json();
        let item = |item: &Value| {
            let count = |name: &str| item[name].as_i64().unwrap();
            (item["sku"].as_str().unwrap().to_owned(), count("on_vehicle"), count("on_model"), count("for_job"))
        };
        found["items"].as_array().unwrap().iter().map(item).collect()
    }
}

fn found(sku: &str, vehicle: i64, model: i64, job: i64) -> (String, i64, i64, i64) {
    (sku.to_owned(), vehicle, model, job)
}

#[tokio::test]
async fn what_such_a_job_took_before_comes_first_and_an_order_that_is_reopened_counts_no_more() {
    let garage = Garage::open().await;
    garage.done("Front brakes", &[part(garage.pads, 1000)]).await;
    garage.done("Oil service", &[part(garage.filter, 1000), part(garage.oil, 4000)]).await;
    let mut twice = garage.done("Oil service", &[part(garage.filter, 1000)]).await;
    let order = garage.opened(json!([{ "title": "FRONT brakes", "lines": [labour(1000)] }])).await;
    let all = garage.suggested(&order).await;
    assert_eq!(all, [found("PAD-FR", 1, 1, 1), found("FLT-OIL", 2, 2, 0), found("OIL-5W30", 1, 1, 0)]);

    twice.act(&garage.kit.owner(), "reopen", json!({ "reason": "Wrong filter" })).await;
    assert_eq!(garage.suggested(&order).await[1..], [found("FLT-OIL", 1, 1, 0), found("OIL-5W30", 1, 1, 0)]);
    twice.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    assert_eq!(garage.suggested(&order).await, all, "done again, it counts once");

    let with_pads = garage.opened(json!([{ "title": "Front brakes", "lines": [part(garage.pads, 1000)] }])).await;
    assert!(garage.suggested(&with_pads).await.iter().all(|(sku, ..)| sku != "PAD-FR"), "what is on the job already");
    garage.is_healthy().await;
}

#[tokio::test]
async fn who_sees_no_order_sees_no_suggestion() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([{ "title": "Front brakes", "lines": [] }])).await;
    assert_eq!(garage.suggested(&order).await, []);
    garage.kit.outsider().get(&format!("{}/used-parts", order.job_path(0))).await.expect(404);
    let other = format!("{}/jobs/{}/used-parts", order.path, order.json["id"].as_str().unwrap());
    garage.advisor().get(&other).await.expect(404);
}
