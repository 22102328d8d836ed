//! Counting what lies there: blind, with what moves meanwhile accounted.

use contracts::workshop::{LineId, WorkOrderId};
use serde_json::{Value, json};
use testkit::{Kit, Reply};

use crate::garage::{assert_sound, complete, completed, garage, movements, numbered, part, product, receive, stock};

async fn in_bin(kit: &Kit, product: &str, bin: &str) {
    let body = json!({ "site_id": kit.site, "bin": bin });
    let seen = kit.owner().put(&format!("/products/{product}/bin"), body).await.expect(200).json();
    assert_eq!(seen["stock"][0]["bin"], bin);
}

async fn begun(kit: &Kit, bin: Option<&str>) -> Value {
    kit.owner().post("/stock-takes", json!({ "site_id": kit.site, "bin": bin })).await.expect(201).json()
}

fn path(take: &Value, rest: &str) -> String {
    format!("/stock-takes/{}{rest}", take["id"].as_str().unwrap())
}

async fn act(kit: &Kit, take: &Value, verb: &str, body: Value) -> Reply {
    kit.owner().post(&path(take, &format!("/{verb}")), body).await
}

async fn count(kit: &Kit, take: &Value, product: &str, quantity: i64) -> Value {
    kit.owner().put(&path(take, &format!("/counts/{product}")), json!({ "quantity": quantity })).await.expect(200).json()
}

async fn lines(kit: &Kit, take: &Value, query: &str) -> Vec<Value> {
    let page = kit.owner().get(&path(take, &format!("/lines{query}"))).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// PRODUCT.md 3.4 step 11: bin A is counted blind; one filter is issued meanwhile; one is missing, worth 11.200, and Hela approves.
#[tokio::test]
async fn a_filter_issued_while_others_count_is_accounted_and_the_missing_one_moves_when_it_is_approved() {
    let kit = garage().await;
    let (filters, other) = (product(&kit, numbered(1)).await, product(&kit, numbered(2)).await);
    receive(&kit, &filters, 4000, 10_000).await;
    receive(&kit, &filters, 6000, 12_000).await;
    receive(&kit, &other, 2000, 500).await;
    in_bin(&kit, &filters, "A").await;
    let take = begun(&kit, Some("A")).await;
    assert_eq!((&take["lines"], &take["counted"], &take["differing"]), (&json!(1), &json!(0), &json!(null)));
    let seen = lines(&kit, &take, "").await;
    assert_eq!((seen.len(), &seen[0]["bin"], &seen[0]["snapshot"], &seen[0]["book"]), (1, &json!("A"), &json!(null), &json!(null)));

    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &filters, 1000)])).await;
    let counted = count(&kit, &take, &filters, 8000).await;
    assert_eq!((&counted["counted"], &counted["variance"]), (&json!(8000), &json!(null)), "blind");
    assert_eq!(act(&kit, &take, "approve", json!({ "reason": "?" })).await.expect(409).code(), "wrong-state");
    let take = act(&kit, &take, "finish", json!({})).await.expect(200).json();
    assert_eq!((&take["state"], &take["differing"], &take["variance_cost"]), (&json!("counted"), &json!(1), &json!(-11_200)));
    let seen = lines(&kit, &take, "?kind=differing").await.remove(0);
    assert_eq!((&seen["snapshot"], &seen["book"], &seen["variance"]), (&json!(10_000), &json!(9000), &json!(-1000)));

    // Another leaves before it is approved: the difference moves, not the count.
    complete(&kit, &completed(WorkOrderId::new(), kit.site, vec![part(LineId::new(), &filters, 2000)])).await;
    let take = act(&kit, &take, "approve", json!({ "reason": "Casse" })).await.expect(200).json();
    assert_eq!((&take["state"], &take["approval"]["by"], &take["variance_cost"]), (&json!("approved"), &json!("Hela"), &json!(-11_200)));
    assert_eq!(stock(&kit, &filters).await, (6000, 11_200));
    let moved = movements(&kit.owner(), &filters).await.remove(0);
    assert_eq!((&moved["kind"], &moved["quantity"], &moved["reason"]), (&json!("count"), &json!(-1000), &json!("Casse")));
    assert_eq!(act(&kit, &take, "approve", json!({ "reason": "?" })).await.expect(409).code(), "wrong-state");
    assert_sound(&kit).await;
}

#[tokio::test]
async fn a_whole_site_is_counted_by_bin_what_nobody_expected_is_added_and_what_nobody_counted_stays() {
    let kit = garage().await;
    let (far, near, found) = (product(&kit, numbered(1)).await, product(&kit, numbered(2)).await, product(&kit, numbered(3)).await);
    receive(&kit, &far, 4000, 1000).await;
    receive(&kit, &near, 3000, 2000).await;
    in_bin(&kit, &far, "B").await;
    in_bin(&kit, &near, "A").await;
    let take = begun(&kit, None).await;
    let codes: Vec<_> = lines(&kit, &take, "").await.iter().map(|line| line["sku"].as_str().unwrap().to_owned()).collect();
    assert_eq!(codes, ["P-002", "P-001"]);
    assert_eq!(act(&kit, &take, "finish", json!({})).await.expect(409).code(), "nothing-counted");
    count(&kit, &take, &found, 1000).await;
    count(&kit, &take, &near, 2000).await;
    count(&kit, &take, &near, 3000).await;
    assert_eq!(lines(&kit, &take, "?kind=uncounted").await.len(), 1);
    let take = act(&kit, &take, "finish", json!({})).await.expect(200).json();
    let take = act(&kit, &take, "recount", json!({})).await.expect(200).json();
    assert_eq!(take["state"], "counting");
    let take = act(&kit, &take, "finish", json!({})).await.expect(200).json();
    assert_eq!((&take["lines"], &take["counted"], &take["differing"]), (&json!(3), &json!(2), &json!(1)));
    let _ = act(&kit, &take, "approve", json!({ "reason": "Inventaire annuel" })).await.expect(200);
    assert_eq!((stock(&kit, &far).await.0, stock(&kit, &near).await.0, stock(&kit, &found).await.0), (4000, 3000, 1000));
    assert_sound(&kit).await;
}

#[tokio::test]
async fn who_counts_is_not_told_what_differs_and_what_is_given_up_moves_nothing() {
    let kit = garage().await;
    let id = product(&kit, numbered(1)).await;
    receive(&kit, &id, 4000, 1000).await;
    let take = begun(&kit, None).await;
    count(&kit, &take, &id, 1000).await;
    let take = act(&kit, &take, "finish", json!({})).await.expect(200).json();
    let seen = kit.technician().get(&path(&take, "")).await.expect(200).json();
    assert_eq!((&seen["differing"], &seen["variance_cost"], &seen["actions"]), (&json!(null), &json!(null), &json!([])));
    let page = kit.technician().get(&path(&take, "/lines?kind=differing")).await.expect(200).json();
    assert_eq!((&page["items"][0]["book"], &page["items"][0]["counted"]), (&json!(null), &json!(1000)));
    assert_eq!(kit.technician().post("/stock-takes", json!({ "site_id": kit.site })).await.status, 403);
    assert_eq!(kit.outsider().get(&path(&take, "")).await.status, 404);
    let take = act(&kit, &take, "cancel", json!({ "reason": "À refaire" })).await.expect(200).json();
    assert_eq!((&take["state"], stock(&kit, &id).await.0), (&json!("cancelled"), 4000));
    assert_sound(&kit).await;
}
