//! What was signed and changed since (PRODUCT.md F10).

use serde_json::{Value, json};

use crate::estimates::DRAWN;
use crate::support::{Garage, Order};

async fn signed(garage: &Garage, order: &Order) -> Vec<Value> {
    let documents = garage.kit.technician().get(&format!("{}/signed-documents", order.path)).await.expect(200).json();
    documents["items"].as_array().unwrap().clone()
}

fn kinds(document: &Value) -> Vec<&str> {
    document["changes"].as_array().unwrap().iter().map(|change| change["what"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_order_that_changed_after_its_signature_says_what_and_is_signed_again() {
    let garage = Garage::open().await;
    let advisor = garage.advisor();
    let order = garage.opened(garage.three_jobs()).await;
    assert!(signed(&garage, &order).await.is_empty());
    advisor.post(&format!("{}/estimates", order.path), json!({ "by_message": false })).await.expect(201);
    let decisions = json!([order.decision(0, "approve"), order.decision(1, "approve"), order.decision(2, "decline")]);
    let word = json!({ "decisions": decisions, "method": "signature", "by_name": "Leïla", "signature": DRAWN });
    advisor.post(&format!("{}/authorise", order.path), word.clone()).await.expect(200);
    let first = signed(&garage, &order).await;
    assert_eq!(
        (first.len(), &first[0]["kind"], &first[0]["number"], &first[0]["signed_by"]),
        (1, &json!("estimate"), &json!(1), &json!("Leïla"))
    );
    assert!(kinds(&first[0]).is_empty(), "as it was signed");
    advisor.patch(&order.line_path(1, 1), json!({ "unit_price": 120_000 })).await.expect(200);
    let changed = signed(&garage, &order).await;
    assert_eq!(kinds(&changed[0]), ["job_price"]);
    let change = &changed[0]["changes"][0];
    assert_eq!((&change["job"], &change["amount_before"]), (&json!("Front brakes"), &json!(477_845)));
    advisor.post(&format!("{}/authorise", order.path), word).await.expect(200);
    assert!(kinds(&signed(&garage, &order).await[0]).is_empty(), "it was signed again");
    garage.kit.outsider().get(&format!("{}/signed-documents", order.path)).await.expect(404);
}

#[tokio::test]
async fn a_site_may_want_its_sheets_signed_on_the_screen_and_a_change_of_the_arrival_is_seen() {
    let garage = Garage::open().await;
    let (advisor, order) = (garage.advisor(), garage.opened(json!([])).await);
    let settings = json!({ "valid_days": 14, "signature_required": false, "intake_signature_required": true, "deposit_words": null });
    garage.kit.owner().put(&format!("/estimate-settings/{}", garage.kit.site), settings).await.expect(200);
    let sheet = advisor.post(&format!("{}/intakes", order.path), json!({})).await.expect(201).json();
    let path = format!("/intakes/{}", sheet["id"].as_str().unwrap());
    let content = json!({ "odometer": 84_300, "fuel": 3, "key_tag": "12", "belongings": null, "note": null, "lamps": [], "damages": [] });
    advisor.put(&path, content).await.expect(200);
    let bare = advisor.post(&format!("{path}/sign"), json!({ "by_name": "Leïla" })).await.expect(422);
    assert_eq!(bare.pointers(), ["/signature"]);
    advisor.post(&format!("{path}/sign"), json!({ "by_name": "Leïla", "signature": DRAWN })).await.expect(200);
    assert!(kinds(&signed(&garage, &order).await[0]).is_empty());
    advisor.patch(&order.path, json!({ "odometer_in": 84_900 })).await.expect(200);
    let changed = signed(&garage, &order).await;
    assert_eq!((&changed[0]["kind"], kinds(&changed[0])), (&json!("intake"), vec!["odometer"]));
    assert_eq!((&changed[0]["changes"][0]["before"], &changed[0]["changes"][0]["now"]), (&json!("84300"), &json!("84900")));
}
