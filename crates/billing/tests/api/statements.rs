//! Statements of account, receipts and delivery slips.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use chrono::TimeDelta;
use contracts::billing::{Invoices as _, StatementAsked};
use serde_json::{Value, json};

use crate::support::Garage;

impl Garage {
    async fn statement(&self, days: &str) -> Value {
        let path = format!("/statements/{}?site={}{days}", self.leila, self.kit.site);
        self.kit.advisor().get(&path).await.expect(200).json()
    }

    async fn send(&self, key: &str, overdue_days: u32) -> Value {
        let body = json!({ "site_id": self.kit.site, "overdue_days": overdue_days });
        self.kit.advisor().with("Idempotency-Key", key).post("/statements", body).await.expect(201).json()
    }

    async fn asked(&self) -> Vec<StatementAsked> {
        self.events().await.iter().filter_map(|event| event.open().unwrap()).collect()
    }
}

fn lines(statement: &Value) -> Vec<(&str, i64, i64, i64)> {
    let lines = statement["lines"].as_array().unwrap().iter();
    lines
        .map(|line| {
            let amount = |name: &str| line[name].as_i64().unwrap();
            (line["kind"].as_str().unwrap(), amount("debit"), amount("credit"), amount("balance"))
        })
        .collect()
}

/// The visit of PRODUCT 3.1 steps 9 to 13, and an invoice that nobody paid.
#[tokio::test]
async fn a_statement_tells_every_document_and_the_balance_after_each() {
    let garage = Garage::open().await;
    garage.a_day().await;
    garage.kit.clock.advance(TimeDelta::days(1));
    let open = garage.draft_over(100_000).await;
    garage.issue(&open).await;
    let statement = garage.statement("").await;
    let expected = [
        ("deposit", 0, 200_000, -200_000),
        ("invoice", 659_189, 0, 459_189),
        ("payment", 0, 259_189, 200_000),
        ("payment", 0, 200_000, 0),
        ("invoice", 120_000, 0, 120_000),
    ];
    assert_eq!(lines(&statement), expected);
    assert_eq!((&statement["before"], &statement["after"], &statement["billed"]), (&json!(0), &json!(120_000), &json!(779_189)));
    assert_eq!((&statement["aged"]["current"], &statement["aged"]["total"]), (&json!(120_000), &json!(120_000)));
    let day = statement["until"].as_str().unwrap();
    let today = garage.statement(&format!("&from={day}&until={day}")).await;
    assert_eq!((lines(&today).len(), &today["before"], &today["after"]), (1, &json!(0), &json!(120_000)));

    // Their balance is what is due less what is theirs, whatever moved: also when an invoice gave its surplus to the account.
    let all = json!({ "reason": "Annulée", "surplus": "account", "stamp_duty": true });
    let pay = json!({ "tender": "card", "amount": 120_000 });
    garage.till("pay").post(&format!("/invoices/{open}/payments"), pay).await.expect(200);
    garage.kit.owner().with("Idempotency-Key", "all").post(&format!("/invoices/{open}/credit-notes"), all).await.expect(201);
    assert_eq!(garage.statement("").await["after"], -120_000);
    garage.is_healthy().await;
}

/// PRODUCT.md 3.3 step 9: statements go to all who are late by more than 30 days.
#[tokio::test]
async fn who_is_late_is_sent_a_statement_once_a_day() {
    let garage = Garage::open().await;
    let id = garage.draft_over(400_000).await;
    garage.issue(&id).await;
    garage.kit.clock.advance(TimeDelta::days(20));
    assert_eq!(garage.send("a", 30).await["customers"], 0);
    garage.kit.clock.advance(TimeDelta::days(60));
    let sent = garage.send("b", 30).await;
    assert_eq!((&sent["customers"], &sent["due"], &sent["currency"]), (&json!(1), &json!(477_000), &json!("TND")));
    assert_eq!(garage.send("b", 30).await, sent, "once");
    let asked = garage.asked().await;
    assert_eq!((asked.len(), asked[0].customer_id, asked[0].due.0), (1, garage.leila, 477_000));

    let pdf = garage.ports.statement(&asked[0]).await.unwrap();
    let printed: Value = serde_json::from_slice(&pdf.bytes).unwrap();
    assert_eq!((&printed["kind"], &printed["language"]), (&json!("statement"), &json!("ar")));
    let sums = printed["sums"].as_array().unwrap();
    assert_eq!((sums.last().unwrap(), sums.iter().any(|sum| sum == &json!(["age_3", 477_000]))), (&json!(["after", 477_000]), true));
    let technician = json!({ "site_id": garage.kit.site, "overdue_days": 1 });
    assert_eq!(garage.kit.technician().with("Idempotency-Key", "t").post("/statements", technician).await.status, 403);
}

#[tokio::test]
async fn a_receipt_says_what_came_in_what_it_paid_and_what_is_left() {
    let garage = Garage::open().await;
    let id = garage.draft_over(100_000).await;
    garage.issue(&id).await;
    let money = json!({
        "site_id": garage.kit.site, "customer_id": garage.leila, "tender": "transfer", "amount": 150_000, "reference": "VIR 8841",
    });
    let receipt = garage.till("r").post("/receipts", money).await.expect(201).json();
    let path = format!("/deposits/{}/pdf?lang=fr", receipt["id"].as_str().unwrap());
    let printed: Value = serde_json::from_slice(&garage.kit.advisor().get(&path).await.expect(200).bytes).unwrap();
    assert_eq!((&printed["kind"], &printed["number"], &printed["in_words"]), (&json!("receipt"), &receipt["number"], &json!(150_000)));
    assert_eq!(printed["sums"], json!([["received", 150_000], ["paid", 120_000], ["left", 30_000]]));
    assert_eq!(printed["rows"][0][2], json!({ "kind": "amount", "value": 120_000 }));
    assert_eq!(garage.kit.technician().get(&path).await.status, 403);
}

/// PRODUCT.md 3.6 step 8: the driver signs what was done, and reads no price.
#[tokio::test]
async fn a_delivery_slip_has_no_price() {
    let garage = Garage::open().await;
    let id = garage.a_day().await;
    let reply = garage.kit.advisor().get(&format!("/invoices/{id}/delivery-slip")).await.expect(200);
    let text = String::from_utf8_lossy(&reply.bytes).into_owned();
    let printed: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&printed["kind"], &printed["is_signed"], &printed["sums"]), (&json!("delivery_slip"), &json!(true), &json!([])));
    assert_eq!(
        (printed["rows"].as_array().unwrap().len(), &printed["rows"][5][2]),
        (6, &json!({ "kind": "quantity", "value": [2000, ""] }))
    );
    assert!(["96400", "192800", "659189", "amount"].iter().all(|price| !text.contains(price)), "{text}");
}
