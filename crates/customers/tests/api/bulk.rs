//! The same for many customers.

use super::*;

async fn start(client: &Client, query: &str, body: Value) -> String {
    let bulk = client.post(&format!("/customers/bulk{query}"), body).await.expect(202).json();
    format!("/customers/bulk/{}", bulk["id"].as_str().unwrap())
}

#[tokio::test]
async fn many_are_archived_with_an_outcome_for_each_and_brought_back() {
    let kit = kit().await;
    let client = kit.advisor();
    let mut ids = vec![];
    for place in 0..120 {
        ids.push(create(&client, json!({ "kind": "person", "name": format!("P{place:03}") })).await["id"].clone());
    }
    let gone = create(&client, json!({ "kind": "person", "name": "Gone" })).await;
    archive(&client, &gone).await;
    ids.push(gone["id"].clone());
    let bulk = start(&client, "", json!({ "action": "archive", "ids": ids })).await;
    assert_eq!(client.post(&format!("{bulk}/undo"), json!({})).await.expect(409).code(), "bulk-not-done");
    kit.settle().await;
    let done = client.get(&bulk).await.expect(200).json();
    assert_eq!((&done["state"], &done["total"], &done["done"], &done["skipped"]), (&json!("done"), &json!(121), &json!(120), &json!(1)));
    assert!(names(&client, "/customers").await.is_empty());
    let skipped = client.get(&format!("{bulk}/rows?outcome=skipped")).await.expect(200).json();
    assert_eq!((&skipped["items"][0]["name"], &skipped["items"][0]["code"]), (&json!("Gone"), &json!("customer-archived")));

    client.post(&format!("{bulk}/undo"), json!({})).await.expect(202);
    kit.settle().await;
    let undone = client.get(&bulk).await.expect(200).json();
    assert_eq!((&undone["state"], &undone["undone"], &undone["actions"]), (&json!("undone"), &json!(120), &json!([])));
    assert_eq!(names(&client, "/customers?archived=true").await, ["Gone"], "who was archived before stays so");
}

#[tokio::test]
async fn all_that_the_filter_shows_refuse_offers_and_keep_their_service_messages() {
    let kit = kit().await;
    let client = kit.advisor();
    let (yes, no) = (create(&client, leila()).await, create(&client, json!({ "kind": "business", "name": "Rapide" })).await);
    for customer in [&yes, &no] {
        let said = json!({ "channel": "email", "purpose": "marketing", "granted": true, "source": "form" });
        client.post(&format!("{}/consents", path(customer)), said).await.expect(200);
    }
    let granted = async |customer: &Value, purpose: &str| {
        let consents = client.get(&format!("{}/consents", path(customer))).await.expect(200).json();
        let items = consents["items"].as_array().unwrap().clone();
        items.iter().any(|one| one["channel"] == "email" && one["purpose"] == purpose && one["granted"] == true)
    };
    let bulk = start(&client, "?kind=person", json!({ "action": "opt_out" })).await;
    kit.settle().await;
    assert_eq!((granted(&yes, "marketing").await, granted(&yes, "service").await), (false, true));
    assert!(granted(&no, "marketing").await, "the filter did not show them");
    client.post(&format!("{bulk}/undo"), json!({})).await.expect(202);
    kit.settle().await;
    assert!(granted(&yes, "marketing").await);
    assert_eq!(kit.technician().post("/customers/bulk", json!({ "action": "opt_out" })).await.status, 403);
    assert_eq!(client.post("/customers/bulk", json!({ "action": "opt_out", "ids": [] })).await.status, 422);
}
