//! What is left above what parts cost (PRODUCT.md H6), and that it is told to nobody else than who sees costs.

use serde_json::{Value, json};

use crate::support::{Garage, Order, refused};

impl Garage {
    async fn wants(&self, levels: Value) {
        self.kit.owner().put(&format!("/workshops/{}/margin", self.kit.site), json!({ "levels": levels })).await.expect(200);
    }

    async fn margin(&self, order: &Order) -> Value {
        self.kit.owner().get(&format!("{}/margin", order.path)).await.expect(200).json()
    }

    async fn gate(&self, level: &str) {
        let levels = json!({ "low_margin": level, "odometer_out": "off" });
        self.kit.owner().put(&format!("/workshops/{}/gate", self.kit.site), json!({ "levels": levels })).await.expect(200);
    }
}

fn figures(margin: &Value) -> (i64, i64, i64, i64, bool) {
    let number = |name: &str| margin[name].as_i64().unwrap();
    (number("price"), number("cost"), number("margin"), number("rate"), margin["low"].as_bool().unwrap())
}

#[tokio::test]
async fn the_order_shows_what_is_left_and_one_tap_reaches_the_target() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let before = garage.margin(&order).await;
    // J1: filter 22.550 of 13.400 and 4.5 litres at 18.000 of 11.200. J2: pads 118.750 of 81.300, two discs at 96.400 of 61.000.
    assert_eq!(figures(&before["jobs"][0]["margin"]), (103_550, 63_800, 39_750, 3839, false));
    assert_eq!(figures(&before["jobs"][1]["margin"]), (311_550, 203_300, 108_250, 3475, false));
    assert_eq!(figures(&before["margin"]), (415_100, 267_100, 148_000, 3565, false));
    assert_eq!((&before["target"], &before["jobs"][1]["lines"][0]["suggested_price"]), (&Value::Null, &Value::Null));
    assert_eq!(before["jobs"].as_array().unwrap().len(), 2, "what is declined does not count");

    garage.wants(json!({ "line": 3200, "job": 3500, "order": 3500, "target": 4000 })).await;
    let now = garage.margin(&order).await;
    let low = |job: usize, line: usize| now["jobs"][job]["lines"][line]["margin"]["low"].as_bool().unwrap();
    assert_eq!((low(0, 0), low(0, 1), low(1, 0), low(1, 1)), (false, false, true, false));
    let lows = [&now["jobs"][0]["margin"]["low"], &now["jobs"][1]["margin"]["low"], &now["margin"]["low"]];
    assert_eq!(lows, [&json!(false), &json!(true), &json!(false)]);
    let suggested = |job: usize, line: usize| now["jobs"][job]["lines"][line]["suggested_price"].clone();
    let expected = [Value::Null, json!(18_667), json!(135_500), json!(101_667)];
    assert_eq!([suggested(0, 0), suggested(0, 1), suggested(1, 0), suggested(1, 1)], expected);

    let path = order.line_path(1, 1);
    assert!(path.ends_with(now["jobs"][1]["lines"][0]["line_id"].as_str().unwrap()));
    order.json = garage.advisor().patch(&path, json!({ "unit_price": 135_500 })).await.expect(200).json();
    let reached = garage.margin(&order).await;
    assert_eq!(figures(&reached["jobs"][1]["lines"][0]["margin"]), (135_500, 81_300, 54_200, 4000, false));
    assert_eq!(reached["jobs"][1]["lines"][0]["suggested_price"], Value::Null);
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_gate_warns_of_a_low_margin_or_blocks_and_is_off_until_somebody_chooses() {
    let garage = Garage::open().await;
    garage.wants(json!({ "line": 3200, "job": 3500, "order": 3500 })).await;
    let mut first = garage.in_progress().await;
    first.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;

    garage.gate("block").await;
    let mut order = garage.in_progress().await;
    let shown = garage.advisor().get(&format!("{}/gate", order.path)).await.expect(200);
    let faults = shown.json()["faults"].clone();
    let subjects: Vec<_> = faults.as_array().unwrap().iter().map(|fault| fault["subject"].as_str().unwrap().to_owned()).collect();
    assert_eq!(subjects, ["Front pads", "Front brakes"]);
    assert!(!shown.text().contains("81300") && !shown.text().contains("203300"), "{}", shown.text());
    let closed = order.ask(&garage.advisor(), "complete", json!({ "reason": "In a hurry" })).await;
    assert_eq!(closed.json()["errors"][0]["code"], "gate-low-margin");
    refused(closed, "gate-closed");

    garage.gate("warn").await;
    refused(order.ask(&garage.advisor(), "complete", json!({})).await, "gate-warns");
    order.act(&garage.advisor(), "complete", json!({ "reason": "An old customer" })).await;
    let history = garage.advisor().get(&format!("{}/history", order.path)).await.expect(200).json();
    let passed = history["items"].as_array().unwrap().iter().find(|entry| entry["event"] == "gate_passed").unwrap().clone();
    assert_eq!((&passed["detail"]["note"], &passed["detail"]["fields"]), (&json!("An old customer"), &json!(["low_margin"])));
}

#[tokio::test]
async fn a_sublet_counts_with_what_its_vendor_asks() {
    let garage = Garage::open().await;
    let sublet = json!({ "kind": "sublet", "description": "Turn the discs", "quantity": 1000, "unit_price": 60_000 });
    let order = garage.opened(json!([{ "title": "Front brakes", "lines": [sublet] }])).await;
    let margin = garage.margin(&order).await;
    assert_eq!((&margin["jobs"][0]["lines"][0]["margin"], &margin["margin"]["unknown"]), (&Value::Null, &json!(1)));
    let path = format!("{}/sublet", order.line_path(0, 0));
    garage.advisor().put(&path, json!({ "vendor": "Rectif", "cost": 45_000 })).await.expect(200);
    garage.wants(json!({ "target": 3000 })).await;
    let margin = garage.margin(&order).await;
    assert_eq!(figures(&margin["margin"]), (60_000, 45_000, 15_000, 2500, false));
    assert_eq!(margin["jobs"][0]["lines"][0]["suggested_price"], 64_286);
}

#[tokio::test]
async fn who_may_not_see_costs_sees_no_margin_and_sets_none() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let (advisor, path) = (garage.advisor(), format!("/workshops/{}/margin", garage.kit.site));
    for reply in
        [advisor.get(&format!("{}/margin", order.path)).await, advisor.get(&path).await, advisor.put(&path, json!({ "levels": {} })).await]
    {
        assert_eq!(reply.status, 403, "{}", reply.text());
    }
    let too_much = garage.kit.owner().put(&path, json!({ "levels": { "line": 9_901 } })).await.expect(422);
    assert_eq!(too_much.pointers(), ["/levels/line"]);
    let whole = advisor.get(&order.path).await.expect(200).text();
    let history = advisor.get(&format!("{}/history", order.path)).await.expect(200).text();
    let told: String = garage.told().await.iter().map(|event| event.payload.clone()).collect();
    for text in [whole, history, told] {
        assert!(!text.contains("81300") && !text.contains("unit_cost") && !text.contains("margin"), "{text}");
    }
}
