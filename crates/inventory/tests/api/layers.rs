//! Where a site values its stock first in, first out (PRODUCT J8).

use contracts::workshop::{LineId, WorkOrderId};
use serde_json::{Value, json};
use testkit::Kit;

use crate::garage::{assert_sound, complete, completed, garage, movements, numbered, part, product, receive, stock};

async fn choose(kit: &Kit, method: &str) -> Value {
    kit.owner().put(&format!("/stock/valuations/{}", kit.site), json!({ "method": method })).await.expect(200).json()
}

/// What is left at which cost, the first to leave first.
async fn layers(kit: &Kit, product: &str) -> Vec<(i64, i64)> {
    let page = kit.owner().get(&format!("/products/{product}/layers?site={}", kit.site)).await.expect(200).json();
    let of = |layer: &Value| (layer["remaining"].as_i64().unwrap(), layer["unit_cost"].as_i64().unwrap());
    page["items"].as_array().unwrap().iter().map(of).collect()
}

#[tokio::test]
async fn the_oldest_leave_first_and_come_back_at_what_they_left_at() {
    let kit = garage().await;
    let id = product(&kit, numbered(1)).await;
    choose(&kit, "fifo").await;
    receive(&kit, &id, 4000, 10_000).await;
    receive(&kit, &id, 6000, 12_000).await;
    assert_eq!((stock(&kit, &id).await, layers(&kit, &id).await), ((10_000, 11_200), vec![(4000, 10_000), (6000, 12_000)]));
    let (order, line) = (WorkOrderId::new(), LineId::new());
    complete(&kit, &completed(order, kit.site, vec![part(line, &id, 5000)])).await;
    assert_eq!(movements(&kit.owner(), &id).await[0]["unit_cost"], 10_400);
    assert_eq!(layers(&kit, &id).await, [(5000, 12_000)]);
    // One was not used after all.
    complete(&kit, &completed(order, kit.site, vec![part(line, &id, 4000)])).await;
    assert_eq!(layers(&kit, &id).await, [(1000, 10_400), (5000, 12_000)]);
    assert_sound(&kit).await;
}

#[tokio::test]
async fn choosing_makes_one_layer_at_the_average_and_going_back_keeps_what_they_came_to() {
    let kit = garage().await;
    let id = product(&kit, numbered(1)).await;
    receive(&kit, &id, 4000, 10_000).await;
    receive(&kit, &id, 6000, 12_000).await;
    let usual = kit.owner().get(&format!("/stock/valuations/{}", kit.site)).await.expect(200).json();
    assert_eq!((&usual["method"], &usual["version"]), (&json!("moving_average"), &json!(0)));
    assert_eq!(choose(&kit, "fifo").await["version"], 1);
    assert_eq!(layers(&kit, &id).await, [], "nothing moved since");
    receive(&kit, &id, 1000, 15_000).await;
    assert_eq!(layers(&kit, &id).await, [(10_000, 11_200), (1000, 15_000)]);
    let (on_hand, average) = stock(&kit, &id).await;
    choose(&kit, "moving_average").await;
    assert_eq!((layers(&kit, &id).await, stock(&kit, &id).await), (vec![], (on_hand, average)));
    choose(&kit, "fifo").await;
    receive(&kit, &id, 1000, 15_000).await;
    assert_eq!(layers(&kit, &id).await, [(11_000, average), (1000, 15_000)], "it begins anew");
    assert_sound(&kit).await;
}

#[tokio::test]
async fn who_may_choose_and_who_sees_costs() {
    let kit = garage().await;
    let id = product(&kit, numbered(1)).await;
    let at = format!("/stock/valuations/{}", kit.site);
    let _ = kit.advisor().put(&at, json!({ "method": "fifo" })).await.expect(403);
    let _ = kit.advisor().get(&at).await.expect(200);
    let _ = kit.outsider().get(&at).await.expect(404);
    let _ = kit.advisor().get(&format!("/products/{id}/layers")).await.expect(403);
    let _ = kit.owner().put(&at, json!({ "method": "lifo" })).await.expect(422);
    choose(&kit, "fifo").await;
    let stale = kit.owner().with("If-Match", "\"0\"").put(&at, json!({ "method": "moving_average" })).await;
    assert_eq!(stale.status, 412);
}

#[tokio::test]
async fn what_goes_to_another_site_takes_its_cost_along() {
    let kit = garage().await;
    let id = product(&kit, numbered(1)).await;
    choose(&kit, "fifo").await;
    receive(&kit, &id, 1000, 10_000).await;
    receive(&kit, &id, 3000, 12_000).await;
    let lines = json!([{ "product_id": id, "quantity": 2000 }]);
    let body = json!({ "from_site_id": kit.site, "to_site_id": kit.other_site, "lines": lines });
    let transfer = kit.owner().post("/transfers", body).await.expect(201).json();
    let path = format!("/transfers/{}", transfer["id"].as_str().unwrap());
    let shipped = kit.owner().post(&format!("{path}/ship"), json!({})).await.expect(200).json();
    assert_eq!((layers(&kit, &id).await, &shipped["lines"][0]["unit_cost"]), (vec![(2000, 12_000)], &json!(11_000)));
    let came = json!({ "lines": [{ "line_id": transfer["lines"][0]["id"], "quantity": 2000 }] });
    let _ = kit.outsider().post(&format!("{path}/receive"), came).await.expect(200);
    let there = kit.outsider().get(&format!("/products/{id}")).await.expect(200).json();
    assert_eq!(there["stock"][0]["average_cost"], 11_000);
    assert_sound(&kit).await;
}
