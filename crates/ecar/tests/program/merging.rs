//! Two records of one customer become one in every module, and two again.

use serde_json::{Value, json};

use crate::rights::scene::Scene;

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn vehicles_orders_and_invoices_follow_a_merge_and_go_back() {
    let scene = Scene::open().await;
    let owner = &scene.owner;
    let into = owner.done("/customers", json!({ "kind": "person", "name": "Leila Walk", "phone": "22 345 678" })).await;
    let (order, draft) = (scene.estimate().await, scene.draft().await);
    let issued = scene.issued().await;
    let printed = owner.read(&issued).await["customer"]["name"].clone();
    let balance = |due: i64| move |customer: &Value| customer["balances"][0]["amount"] == due;
    let due = owner.read(&issued).await["due"].as_i64().unwrap();
    owner.eventually(&format!("/customers/{}", scene.customer), balance(due)).await;

    let merge = owner.done(&format!("/customers/{}/merge", id(&into)), json!({ "from": scene.customer })).await;
    owner.eventually(&order.path, |order| order["customer"]["name"] == "Leila Walk" && order["customer"]["id"] == into["id"]).await;
    owner.eventually(&format!("/vehicles/{}", scene.vehicle), |vehicle| vehicle["owner"]["id"] == into["id"]).await;
    owner.eventually(&draft, |invoice| invoice["customer"]["id"] == into["id"]).await;
    let moved = owner.eventually(&issued, |invoice| invoice["customer"]["id"] == into["id"]).await;
    assert_eq!(moved["customer"]["name"], printed, "what was printed stays");
    assert_eq!(owner.read(&format!("/customers/{}", scene.customer)).await["balances"][0]["amount"], due);
    let found = owner.read(&format!("/work-orders?customer={}", id(&into))).await;
    assert!(found["items"].as_array().unwrap().len() > 1);
    // Work that is opened with the old id is the new one's.
    let since = scene.estimate().await;
    assert_eq!(owner.read(&since.path).await["customer"]["id"], into["id"]);

    owner.done(&format!("/customers/{}/merges/{}/undo", id(&into), id(&merge)), json!({})).await;
    owner.eventually(&order.path, |order| order["customer"]["id"] == json!(scene.customer)).await;
    owner.eventually(&format!("/vehicles/{}", scene.vehicle), |vehicle| vehicle["owner"]["name"] == "Leïla Walk").await;
    owner.eventually(&draft, |invoice| invoice["customer"]["id"] == json!(scene.customer)).await;
    owner.eventually(&issued, |invoice| invoice["customer"]["id"] == json!(scene.customer)).await;
    owner.eventually(&format!("/customers/{}", scene.customer), balance(due)).await;
    assert_eq!(owner.read(&since.path).await["customer"]["id"], into["id"], "what was made since stays");
    let doctor = scene.server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}
