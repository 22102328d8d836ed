//! Credit that is used up, and a hold, keep work from beginning (PRODUCT 3.6 step 10).

use contracts::customers::{CreditStanding, CreditUse};
use contracts::workshop::WorkOrderReferenced;
use kernel::Amount;
use serde_json::{Value, json};

use crate::support::{Garage, Order, refused};

fn used(used: i64) -> CreditStanding {
    let limit = Amount(5_000_000);
    let credit = CreditUse { used: Amount(used), limit, currency: "TND".into(), used_up: used >= limit.0 };
    CreditStanding { credit: Some(credit), ..CreditStanding::default() }
}

impl Garage {
    fn credit_is(&self, standing: CreditStanding) {
        *self.credit.lock().unwrap() = Some(standing);
    }

    async fn faults(&self, order: &Order) -> Vec<(Value, Value)> {
        let gate = self.kit.technician().get(&format!("{}/gate", order.path)).await.expect(200).json();
        let ahead = gate["faults"].as_array().unwrap().iter().filter(|fault| fault["rule"].as_str().unwrap().starts_with("credit"));
        ahead.map(|fault| (fault["rule"].clone(), fault["subject"].clone())).collect()
    }
}

#[tokio::test]
async fn an_order_opens_and_is_estimated_and_does_not_begin_while_credit_is_used_up() {
    let garage = Garage::open().await;
    garage.credit_is(used(5_000_000));
    let technician = garage.kit.technician();
    let estimate = garage.opened(garage.three_jobs()).await;
    let why = vec![(json!("credit_used"), json!("5000.000 / 5000.000 TND"))];
    assert_eq!(garage.faults(&estimate).await, why, "everybody sees why");
    let mut order = garage.approved().await;
    assert_eq!(garage.faults(&order).await, why);
    let closed = order.ask(&technician, "start", json!({ "reason": "In a hurry" })).await;
    assert_eq!(closed.json()["errors"][0]["code"], "gate-credit-used");
    refused(closed, "gate-closed");
    let tap = json!({ "work_order_id": order.json["id"] });
    refused(technician.post("/time/job/begin", tap.clone()).await, "gate-closed");
    // A millime is paid.
    garage.credit_is(used(4_999_999));
    assert_eq!(garage.faults(&order).await, []);
    technician.post("/time/job/begin", tap).await.expect(200);
    order.read(&technician).await;
    assert_eq!(order.state(), "in_progress");
    // What has begun goes on.
    garage.credit_is(used(9_000_000));
    assert_eq!(garage.faults(&order).await, []);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_hold_keeps_work_from_beginning_and_a_site_may_only_warn_of_it() {
    let garage = Garage::open().await;
    garage.credit_is(CreditStanding { hold: Some("Cheque bounced".into()), ..CreditStanding::default() });
    let technician = garage.kit.technician();
    let mut order = garage.approved().await;
    assert_eq!(garage.faults(&order).await, [(json!("credit_hold"), json!("Cheque bounced"))]);
    refused(order.ask(&technician, "start", json!({})).await, "gate-closed");
    let rules = format!("/workshops/{}/gate", garage.kit.site);
    garage.kit.owner().put(&rules, json!({ "levels": { "credit_hold": "warn" } })).await.expect(200);
    refused(order.ask(&technician, "start", json!({})).await, "gate-warns");
    order.act(&technician, "start", json!({ "reason": "The owner knows" })).await;
    assert_eq!(order.state(), "in_progress");
}

#[tokio::test]
async fn one_order_is_let_go_on_with_a_reason_that_history_and_trail_keep() {
    let garage = Garage::open().await;
    garage.credit_is(used(5_000_000));
    let (owner, technician) = (garage.kit.owner(), garage.kit.technician());
    let (mut order, other) = (garage.approved().await, garage.approved().await);
    assert_eq!(order.ask(&garage.advisor(), "allow-credit", json!({ "reason": "He pays on Friday" })).await.status, 403);
    assert_eq!(order.ask(&owner, "allow-credit", json!({ "reason": " " })).await.expect(422).pointers(), ["/reason"]);
    let keyed = owner.clone().with("Idempotency-Key", "once");
    let version = order.json["version"].as_i64().unwrap();
    for _ in 0..2 {
        order.act(&keyed, "allow-credit", json!({ "reason": "He pays on Friday" })).await;
        assert_eq!(order.json["version"].as_i64().unwrap(), version + 1, "the same key allows once");
    }
    let allowed = &order.json["credit_allowed"];
    assert_eq!((&allowed["reason"], &allowed["by"]), (&json!("He pays on Friday"), &json!("Hela")));
    assert_eq!(garage.faults(&order).await, []);
    order.act(&technician, "start", json!({})).await;
    refused(other.ask(&technician, "start", json!({})).await, "gate-closed");
    refused(order.ask(&owner, "allow-credit", json!({ "reason": "Too late" })).await, "wrong-state");
    let history = garage.advisor().get(&format!("{}/history", order.path)).await.expect(200).json();
    let kept = history["items"].as_array().unwrap().iter().find(|entry| entry["event"] == "credit_allowed").unwrap().clone();
    assert_eq!((&kept["detail"]["note"], &kept["by"]), (&json!("He pays on Friday"), &json!("Hela")));
    garage.is_healthy().await;
}

/// PRODUCT 3.6 step 4.
#[tokio::test]
async fn work_for_who_wants_their_number_on_it_begins_with_one() {
    let garage = Garage::open().await;
    garage.credit_is(CreditStanding { po_required: true, ..CreditStanding::default() });
    let (advisor, technician) = (garage.advisor(), garage.kit.technician());
    let mut order = garage.approved().await;
    let closed = order.ask(&technician, "start", json!({})).await;
    assert_eq!(closed.json()["errors"][0]["code"], "gate-po-number");
    refused(closed, "gate-closed");
    // Credit that is allowed does not answer it.
    order.act(&garage.kit.owner(), "allow-credit", json!({ "reason": "He pays on Friday" })).await;
    refused(order.ask(&technician, "start", json!({})).await, "gate-closed");
    let long = json!({ "po_number": "8".repeat(61) });
    assert_eq!(advisor.patch(&order.path, long).await.expect(422).pointers(), ["/po_number"]);
    advisor.patch(&order.path, json!({ "po_number": " 8841 " })).await.expect(200);
    order.read(&technician).await;
    assert_eq!(order.json["po_number"], "8841");
    let found = advisor.get("/work-orders?q=8841").await.expect(200).json();
    assert_eq!(found["items"][0]["id"], order.json["id"]);
    order.act(&technician, "start", json!({})).await;
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<WorkOrderReferenced>().unwrap()).collect();
    assert_eq!(told.iter().map(|event| event.po_number.as_deref()).collect::<Vec<_>>(), [Some("8841")]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn while_customers_cannot_be_asked_work_does_not_begin() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    *garage.credit.lock().unwrap() = None;
    assert_eq!(order.ask(&garage.kit.technician(), "start", json!({})).await.status, 503);
    let rules = format!("/workshops/{}/gate", garage.kit.site);
    let off = json!({ "levels": { "credit_hold": "off", "credit_used": "off", "po_number": "off" } });
    garage.kit.owner().put(&rules, off).await.expect(200);
    order.ask(&garage.kit.technician(), "start", json!({})).await.expect(200);
}
