//! Receipts and invoices on the roll of a till's printer.

use serde_json::{Value, json};

use crate::support::Garage;

impl Garage {
    async fn on_paper(&self, path: &str) -> Value {
        self.kit.advisor().get(path).await.expect(200).json()
    }
}

#[tokio::test]
async fn an_invoice_is_on_a4_unless_a_slip_is_asked_for() {
    let garage = Garage::open().await;
    let id = garage.draft_over(100_000).await;
    let path = format!("/invoices/{id}/pdf");
    assert_eq!(garage.on_paper(&path).await["style"]["size"], "a4");
    assert_eq!(garage.on_paper(&format!("{path}?paper=slip&lang=ar")).await["style"]["size"], "slip");
    let _ = garage.kit.advisor().get(&format!("{path}?paper=napkin")).await.expect(422);
    let chosen = garage.kit.owner().put(&format!("/document-styles/{}", garage.kit.site), json!({ "receipts_on": "slip" })).await;
    assert_eq!(chosen.expect(200).json()["receipts_on"], "slip");
    assert_eq!(garage.on_paper(&path).await["style"]["size"], "a4", "the choice is of receipts");
}

#[tokio::test]
async fn a_payment_has_a_receipt_on_what_the_site_chose() {
    let garage = Garage::open().await;
    let id = garage.draft_over(100_000).await;
    let number = garage.issue(&id).await["number"].clone();
    let money = json!({ "tender": "card", "amount": 20_000, "reference": "T4" });
    let paid = garage.till("pay-1").post(&format!("/invoices/{id}/payments"), money).await.expect(200).json();
    let payment = paid["payments"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/invoices/{id}/payments/{payment}/pdf");
    let receipt = garage.on_paper(&format!("{path}?lang=fr")).await;
    assert_eq!(
        (&receipt["kind"], &receipt["sums"], &receipt["in_words"]),
        (&json!("receipt"), &json!([["received", 20_000]]), &json!(20_000))
    );
    assert_eq!(receipt["style"]["size"], "a4");
    let facts = receipt["facts"].to_string();
    assert!(facts.contains(number.as_str().unwrap()) && facts.contains("T4") && facts.contains("card"), "{facts}");
    let _ = garage.kit.owner().put(&format!("/document-styles/{}", garage.kit.site), json!({ "receipts_on": "slip" })).await.expect(200);
    assert_eq!(garage.on_paper(&path).await["style"]["size"], "slip", "also of money that came before the choice");
    assert_eq!(garage.on_paper(&format!("{path}?paper=a4")).await["style"]["size"], "a4");
    let nothing = contracts::billing::PaymentId::new();
    let _ = garage.kit.advisor().get(&format!("/invoices/{id}/payments/{nothing}/pdf")).await.expect(404);
}
