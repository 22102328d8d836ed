//! What waits for whoever keeps the books (PRODUCT O5, N1).

use chrono::TimeDelta;
use contracts::workshop::WorkOrderCompleted;
use serde_json::{Value, json};

use crate::support::{FLEET, Garage, the_visit};

impl Garage {
    async fn alerts(&self) -> Value {
        let alerts = self.kit.advisor().get(&format!("/billing-alerts?site={}", self.kit.site)).await.expect(200).json();
        let of = |name: &str| alerts[name].clone();
        json!([
            of("e_invoices_overdue"),
            of("e_invoices_rejected"),
            of("cheques_due"),
            of("cheques_bounced"),
            of("letters_proposed"),
            of("wrong")
        ])
    }

    async fn on_account_by_cheque(&self, number: &str, due_on: &str) -> Value {
        let cheque = json!({ "number": number, "bank": "BIAT", "due_on": due_on });
        let body = json!({ "site_id": self.kit.site, "customer_id": self.leila, "tender": "cheque", "amount": 10_000, "cheque": cheque });
        self.till(number).post("/receipts", body).await.expect(201).json()
    }
}

#[tokio::test]
async fn what_is_overdue_due_tomorrow_or_came_back_is_counted_until_it_is_done() {
    let garage = Garage::open().await;
    assert_eq!(garage.alerts().await, json!([0, 0, 0, 0, 0, 0]));
    garage.on_account_by_cheque("1", "2026-11-22").await;
    garage.on_account_by_cheque("2", "2026-11-30").await;
    assert_eq!(garage.alerts().await, json!([0, 0, 0, 0, 0, 0]), "in two days");
    garage.kit.clock.advance(TimeDelta::days(1));
    assert_eq!(garage.alerts().await, json!([0, 0, 1, 0, 0, 0]), "tomorrow");
    let due = garage.kit.advisor().get("/cheques?state=in_hand&due=tomorrow").await.expect(200).json()["items"].clone();
    let id = due[0]["id"].clone();
    let slip = json!({ "site_id": garage.kit.site, "cheque_ids": [id] });
    garage.till("slip").post("/cheque-slips", slip).await.expect(201);
    assert_eq!(garage.alerts().await, json!([0, 0, 0, 0, 0, 0]));
    let bounce = format!("/cheques/{}/bounce", id.as_str().unwrap_or_default());
    garage.kit.owner().with("Idempotency-Key", "b").post(&bounce, json!({ "reason": "Sans provision" })).await.expect(200);
    assert_eq!(garage.alerts().await, json!([0, 0, 0, 1, 0, 1]));
    garage.kit.clock.advance(TimeDelta::days(3));
    assert_eq!(garage.alerts().await, json!([0, 0, 0, 0, 0, 0]), "it is old news");
    assert_eq!(garage.kit.technician().get("/billing-alerts").await.status, 403);
}

#[tokio::test]
async fn a_document_that_nobody_brought_to_the_platform_is_overdue() {
    let garage = Garage::open().await;
    let settings = json!({
        "format": "teif", "since": "2020-01-01", "platform": "hand", "login": null, "test_mode": false, "overdue_hours": 24,
    });
    garage.kit.owner().put(&format!("/e-invoicing/{}", garage.kit.site), settings).await.expect(200);
    let order = WorkOrderCompleted { customer_id: FLEET, ..garage.order(&the_visit()) };
    let id = garage.drafted(&order).await;
    garage.issue(&id).await;
    assert_eq!(garage.alerts().await, json!([0, 0, 0, 0, 0, 0]));
    garage.kit.clock.advance(TimeDelta::hours(24));
    assert_eq!(garage.alerts().await, json!([1, 0, 0, 0, 0, 1]));
}
