//! Parts that go from one site to another: nothing is lost or doubled.

use contracts::workshop::{LineId, WorkOrderId};
use serde_json::{Value, json};
use testkit::{Kit, Reply};

use crate::garage::{assert_sound, filter, garage, movements, needed, product, receive, shelf, tell, wants};

async fn requested(kit: &Kit, product: &str, quantity: i64) -> Value {
    let lines = json!([{ "product_id": product, "quantity": quantity }]);
    let body = json!({ "from_site_id": kit.site, "to_site_id": kit.other_site, "lines": lines });
    kit.owner().post("/transfers", body).await.expect(201).json()
}

async fn act(kit: &Kit, transfer: &Value, verb: &str, body: Value) -> Reply {
    let who = if verb == "ship" { kit.owner() } else { kit.outsider() };
    who.post(&format!("/transfers/{}/{verb}", transfer["id"].as_str().unwrap()), body).await
}

fn part(transfer: &Value, quantity: i64) -> Value {
    json!({ "lines": [{ "line_id": transfer["lines"][0]["id"], "quantity": quantity }] })
}

/// On hand and average cost where it goes.
async fn there(kit: &Kit, product: &str) -> (i64, i64) {
    let product = kit.outsider().get(&format!("/products/{product}")).await.expect(200).json();
    let level = &product["stock"][0];
    (level["on_hand"].as_i64().unwrap_or_default(), level["average_cost"].as_i64().unwrap_or_default())
}

/// PRODUCT.md 3.4 step 10: two filters to Sfax, one comes, the difference stays open until it is explained.
#[tokio::test]
async fn two_filters_leave_one_comes_and_the_other_is_open_until_it_is_explained() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 4000, 10_000).await;
    receive(&kit, &id, 6000, 12_000).await;
    let transfer = requested(&kit, &id, 2000).await;
    assert_eq!((&transfer["state"], shelf(&kit, &id).await.0), (&json!("requested"), 10_000));
    let transfer = act(&kit, &transfer, "ship", json!({})).await.expect(200).json();
    assert_eq!((&transfer["state"], &transfer["open_cost"], shelf(&kit, &id).await.0), (&json!("shipped"), &json!(22_400), 8000));
    assert_eq!((there(&kit, &id).await.0, &movements(&kit.owner(), &id).await[0]["kind"]), (0, &json!("transfer_out")));

    let transfer = act(&kit, &transfer, "receive", part(&transfer, 1000)).await.expect(200).json();
    assert_eq!((&transfer["state"], &transfer["lines"][0]["open"]), (&json!("differs"), &json!(1000)));
    assert_eq!((there(&kit, &id).await, &transfer["open_cost"]), ((1000, 11_200), &json!(11_200)));
    assert_eq!(act(&kit, &transfer, "receive", part(&transfer, 2000)).await.expect(409).code(), "more-than-shipped");
    let line = &transfer["lines"][0]["id"];
    let lost = json!({ "line_id": line, "quantity": 1000, "outcome": "lost", "reason": "Tombé du camion" });
    let transfer = act(&kit, &transfer, "explain", lost).await.expect(200).json();
    assert_eq!((&transfer["state"], &transfer["lines"][0]["lost"], &transfer["open_cost"]), (&json!("received"), &json!(1000), &json!(0)));
    let steps: Vec<_> = transfer["entries"].as_array().unwrap().iter().map(|entry| entry["step"].as_str().unwrap()).collect();
    assert_eq!((steps, &transfer["entries"][2]["reason"]), (vec!["shipped", "received", "lost"], &json!("Tombé du camion")));
    assert_eq!((shelf(&kit, &id).await.0, there(&kit, &id).await.0), (8000, 1000));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn what_is_found_comes_to_the_shelf_where_it_was_found_and_what_is_reserved_does_not_leave() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    receive(&kit, &id, 5000, 10_000).await;
    tell(&kit, &wants(WorkOrderId::new(), kit.site, 1, vec![needed(LineId::new(), &id, 2000)])).await;
    let greedy = requested(&kit, &id, 4000).await;
    assert_eq!(act(&kit, &greedy, "ship", json!({})).await.expect(409).code(), "stock-reserved");
    let transfer = act(&kit, &greedy, "ship", part(&greedy, 3000)).await.expect(200).json();
    let transfer = act(&kit, &transfer, "receive", part(&transfer, 0)).await.expect(200).json();
    let explain =
        |outcome: &str| json!({ "line_id": transfer["lines"][0]["id"], "quantity": 1500, "outcome": outcome, "reason": "Recompté" });
    let _ = act(&kit, &transfer, "explain", explain("found_here")).await.expect(200);
    let transfer = act(&kit, &transfer, "explain", explain("found_there")).await.expect(200).json();
    assert_eq!((&transfer["state"], &transfer["lines"][0]["received"]), (&json!("received"), &json!(1500)));
    assert_eq!((shelf(&kit, &id).await, there(&kit, &id).await), ((3500, 2000, 1500), (1500, 10_000)));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_transfer_is_seen_from_both_ends_and_cancelled_before_it_leaves() {
    let kit = garage().await;
    let id = product(&kit, filter()).await;
    let transfer = requested(&kit, &id, 1000).await;
    let path = format!("/transfers/{}", transfer["id"].as_str().unwrap());
    let seen = kit.outsider().get(&path).await.expect(200).json();
    assert_eq!((&seen["number"], &seen["actions"]), (&transfer["number"], &json!(["cancel"])));
    let page = kit.outsider().get("/transfers?state=requested").await.expect(200).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    assert_eq!(kit.outsider().post(&format!("{path}/ship"), json!({})).await.status, 403);
    let cancelled = kit.outsider().post(&format!("{path}/cancel"), json!({ "reason": "Trouvé ici" })).await.expect(200).json();
    assert_eq!((&cancelled["state"], &cancelled["actions"]), (&json!("cancelled"), &json!([])));
    let same = json!({ "from_site_id": kit.site, "to_site_id": kit.site, "lines": [{ "product_id": id, "quantity": 1000 }] });
    let refused = kit.owner().post("/transfers", same).await.expect(422).json();
    assert_eq!(refused["errors"][0]["code"], "same-site");
    assert_sound(&kit).await;
}
