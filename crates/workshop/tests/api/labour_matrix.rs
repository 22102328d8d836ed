//! What an hour costs by how many of them a line has (PRODUCT.md H3).

use serde_json::{Value, json};

use crate::prices::price;
use crate::support::{Garage, Order, labour};

impl Garage {
    async fn multiplies(&self, tiers: Value) {
        let path = format!("/workshops/{}/labour-matrix", self.kit.site);
        self.kit.owner().put(&path, json!({ "tiers": tiers })).await.expect(200);
    }

    async fn change(&self, order: &mut Order, line: usize, body: Value) {
        order.json = self.advisor().patch(&order.line_path(0, line), body).await.expect(200).json();
    }

    /// How often the history says that the matrix was switched off.
    async fn switched_off(&self, order: &Order) -> usize {
        let history = self.advisor().get(&format!("{}/history", order.path)).await.expect(200).json();
        history["items"].as_array().unwrap().iter().filter(|entry| entry["event"] == "labour_matrix_off").count()
    }
}

fn factor(order: &Order, line: usize) -> Value {
    order.json["jobs"][0]["lines"][line]["price_rule"]["factor"].clone()
}

#[tokio::test]
async fn long_work_costs_more_an_hour_and_follows_its_hours() {
    let garage = Garage::open().await;
    garage.multiplies(json!([{ "from_hours": 3000, "factor": 11_000 }, { "from_hours": 6000, "factor": 12_500 }])).await;
    let mut order = garage.opened(json!([{ "title": "Clutch", "lines": [labour(2999), labour(3000)] }])).await;
    assert_eq!((price(&order, 0, 0).0, factor(&order, 0)), (60_000, Value::Null));
    assert_eq!((price(&order, 0, 1), factor(&order, 1)), ((66_000, "site_rate".into(), Value::Null), json!(11_000)));
    garage.change(&mut order, 1, json!({ "quantity": 6000 })).await;
    assert_eq!(
        (price(&order, 0, 1).0, factor(&order, 1), &order.json["jobs"][0]["lines"][1]["net"]),
        (75_000, json!(12_500), &json!(450_000))
    );
    garage.change(&mut order, 1, json!({ "quantity": 1000 })).await;
    assert_eq!((price(&order, 0, 1).0, factor(&order, 1)), (60_000, Value::Null));
    let rate = garage.rate("Carrosserie", 52_005).await;
    garage.change(&mut order, 1, json!({ "quantity": 4000 })).await;
    let path = format!("{}/labour-price", order.path);
    order.json = garage.advisor().put(&path, json!({ "labour_rate_id": rate })).await.expect(200).json();
    // 52.005 × 1.1 is 57.2055.
    assert_eq!((price(&order, 0, 1).0, factor(&order, 1)), (57_206, json!(11_000)));
    assert_eq!(price(&order, 0, 0).0, 52_005);
    garage.multiplies(json!([])).await;
    assert_eq!(price(&order, 0, 1).0, 57_206, "what is there keeps its price");
    garage.change(&mut order, 1, json!({ "quantity": 4500 })).await;
    assert_eq!(price(&order, 0, 1).0, 52_005);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_rate_that_is_typed_switches_the_matrix_off_on_its_line_and_the_history_says_so() {
    let garage = Garage::open().await;
    garage.multiplies(json!([{ "from_hours": 3000, "factor": 11_000 }])).await;
    let mut order = garage.opened(json!([{ "title": "Clutch", "lines": [labour(4000), labour(4000)] }])).await;
    garage.change(&mut order, 0, json!({ "unit_price": 70_000 })).await;
    assert_eq!((price(&order, 0, 0).1.as_str(), factor(&order, 0), garage.switched_off(&order).await), ("by_hand", Value::Null, 1));
    garage.change(&mut order, 0, json!({ "quantity": 5000 })).await;
    assert_eq!((price(&order, 0, 0).0, price(&order, 0, 1).0), (70_000, 66_000), "there alone");
    assert_eq!(garage.switched_off(&order).await, 1, "once");
    garage.change(&mut order, 0, json!({ "unit_price": 66_000 })).await;
    assert_eq!((price(&order, 0, 0).1.as_str(), factor(&order, 0)), ("site_rate", json!(11_000)), "the list price gives it back");
    let typed = json!({ "kind": "labour", "quantity": 4000, "unit_price": 68_000 });
    order.json = garage.advisor().post(&format!("{}/lines", order.job_path(0)), typed).await.expect(200).json();
    assert_eq!((price(&order, 0, 2).1.as_str(), garage.switched_off(&order).await), ("by_hand", 2));
}

#[tokio::test]
async fn tiers_rise_and_are_chosen_by_who_sets_prices() {
    let garage = Garage::open().await;
    let path = format!("/workshops/{}/labour-matrix", garage.kit.site);
    garage.advisor().put(&path, json!({ "tiers": [] })).await.expect(403);
    let same = json!({ "tiers": [{ "from_hours": 3000, "factor": 11_000 }, { "from_hours": 3000, "factor": 12_000 }] });
    let refused = garage.kit.owner().put(&path, same).await.expect(422);
    assert_eq!(refused.pointers(), ["/tiers/1/from_hours"]);
    let shown = garage.advisor().get(&path).await.expect(200).json();
    assert_eq!((&shown["tiers"], &shown["version"], &shown["actions"]), (&json!([]), &json!(0), &json!([])));
}
