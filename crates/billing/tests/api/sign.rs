//! A draft is signed by the customer, and seen to have changed where it was made anew (PRODUCT.md F10).

use contracts::workshop::CompletedLine;
use kernel::Amount;
use serde_json::{Value, json};

use crate::support::{Garage, the_visit};

/// One white pixel, as a signature.
const DRAWN: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4//8/AAX+Av7czFnnAAAAAElFTkSuQmCC";

async fn signatures(garage: &Garage, id: &str) -> Value {
    garage.kit.advisor().get(&format!("/invoices/{id}/signatures")).await.expect(200).json()
}

#[tokio::test]
async fn a_draft_that_is_made_anew_after_its_signature_is_flagged_and_signed_again() {
    let garage = Garage::open().await;
    let advisor = garage.kit.advisor();
    let settings = format!("/invoice-settings/{}", garage.kit.site);
    advisor.put(&settings, json!({ "signature_required": true })).await.expect(403);
    garage.kit.owner().put(&settings, json!({ "signature_required": true })).await.expect(200);
    let mut order = garage.order(&the_visit());
    let id = garage.drafted(&order).await;
    let none = signatures(&garage, &id).await;
    assert_eq!((&none["items"], &none["required"], &none["actions"]), (&json!([]), &json!(true), &json!(["sign"])));
    let issue = async || advisor.post(&format!("/invoices/{id}/issue"), json!({})).await;
    assert_eq!(issue().await.code(), "signature-missing");
    let sign =
        async |drawn: &str| advisor.post(&format!("/invoices/{id}/signatures"), json!({ "by_name": "Leïla", "signature": drawn })).await;
    assert_eq!(sign("bm8gcGljdHVyZQ==").await.expect(422).pointers(), ["/signature"]);
    let signed = sign(DRAWN).await.expect(201).json();
    assert_eq!((&signed["changes"], &signed["recorded_by"]), (&json!([]), &json!("Nadia")));
    advisor.get(&format!("/invoices/{id}/signatures/{}", signed["id"].as_str().unwrap())).await.expect(200);

    garage.reopen(&order).await;
    assert_eq!(sign(DRAWN).await.code(), "order-reopened");
    let line = order.lines.pop().unwrap();
    order.lines.push(CompletedLine { unit_price: Amount(line.unit_price.0 + 1000), net: Amount(line.net.0 + 1000), ..line });
    garage.tell(&order).await;
    let changed = signatures(&garage, &id).await;
    let kinds: Vec<_> = changed["items"][0]["changes"].as_array().unwrap().iter().map(|change| change["what"].clone()).collect();
    assert_eq!(kinds, ["line_changed", "total"]);
    assert_eq!(issue().await.code(), "signature-missing", "what was signed is not what would be issued");
    sign(DRAWN).await.expect(201);
    issue().await.expect(200);
    let all = signatures(&garage, &id).await;
    assert_eq!((all["items"].as_array().unwrap().len(), &all["items"][0]["changes"], &all["actions"]), (2, &json!([]), &json!([])));
    assert_eq!(sign(DRAWN).await.code(), "already-issued");
    garage.kit.outsider().get(&format!("/invoices/{id}/signatures")).await.expect(404);
    garage.is_healthy().await;
}
