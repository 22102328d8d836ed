//! A deposit that an order asks for before its work begins (PRODUCT.md F11).

use contracts::billing::{DepositChanged, DepositId};
use contracts::workshop::{StaffAlert, StaffAlerted};
use kernel::Amount;
use serde_json::{Value, json};

use crate::support::{Garage, Order, refused};

impl Garage {
    async fn asks(&self, order: &mut Order, body: Value) {
        order.json = self.advisor().put(&format!("{}/deposit-request", order.path), body).await.expect(200).json();
    }

    async fn deposit_level(&self, level: &str) {
        let path = format!("/workshops/{}/gate", self.kit.site);
        self.kit.owner().put(&path, json!({ "levels": { "deposit": level } })).await.expect(200);
    }

    /// What billing tells of a deposit.
    async fn deposited(&self, order: &Order, id: DepositId, open: i64) {
        let event = DepositChanged {
            id,
            number: "AC-LAC-2026-00001".into(),
            site_id: self.kit.site,
            work_order_id: order.id(),
            customer_id: self.leila,
            amount: Amount(200_000),
            open: Amount(open),
            currency: "TND".into(),
        };
        self.tell("billing", &event).await;
    }
}

fn deposit(json: &Value) -> (i64, i64) {
    (json["deposit"]["asked"].as_i64().unwrap(), json["deposit"]["held"].as_i64().unwrap())
}

#[tokio::test]
async fn a_share_is_asked_of_what_is_approved_and_billing_says_what_came() {
    let garage = Garage::open().await;
    let mut order = garage.opened(garage.three_jobs()).await;
    assert_eq!(order.json["deposit"], Value::Null);
    garage.asks(&mut order, json!({ "share": 3000 })).await;
    assert_eq!((deposit(&order.json), &order.json["deposit"]["share"]), ((0, 0), &json!(3000)), "nothing is approved");
    let word = json!({ "decisions": [order.decision(0, "approve")], "method": "phone", "by_name": "Leïla" });
    order.act(&garage.advisor(), "authorise", word).await;
    // 30 % of 180.345, half up.
    assert_eq!(deposit(&order.json), (54_104, 0));
    let (first, second) = (DepositId::new(), DepositId::new());
    garage.deposited(&order, first, 30_000).await;
    garage.deposited(&order, second, 20_000).await;
    garage.deposited(&order, second, 20_000).await;
    order.read(&garage.advisor()).await;
    assert_eq!(deposit(&order.json), (54_104, 50_000), "told twice, it counts once");
    garage.deposited(&order, first, 0).await;
    order.read(&garage.advisor()).await;
    assert_eq!(deposit(&order.json), (54_104, 20_000), "handed back");
    garage.asks(&mut order, json!({ "amount": 500_000 })).await;
    assert_eq!(deposit(&order.json), (180_345, 20_000), "never more than is approved");
    garage.asks(&mut order, json!({})).await;
    assert_eq!(order.json["deposit"], Value::Null);
    garage.is_healthy().await;
}

#[tokio::test]
async fn work_begins_without_it_as_the_site_says() {
    let garage = Garage::open().await;
    let technician = garage.kit.technician();
    let mut order = garage.approved().await;
    garage.asks(&mut order, json!({ "amount": 200_000 })).await;
    garage.deposit_level("block").await;
    let closed = order.ask(&technician, "start", json!({ "reason": "In a hurry" })).await;
    assert_eq!(
        (closed.json()["errors"][0]["code"].clone(), closed.json()["errors"][0]["values"]["subject"].clone()),
        (json!("gate-deposit"), json!("200.000 TND"))
    );
    refused(closed, "gate-closed");
    let tap = json!({ "work_order_id": order.json["id"] });
    refused(technician.post("/time/job/begin", tap.clone()).await, "gate-closed");
    let gate = garage.advisor().get(&format!("{}/gate", order.path)).await.expect(200).json();
    assert_eq!(gate["faults"][0]["rule"], "deposit");

    garage.deposit_level("warn").await;
    refused(order.ask(&technician, "start", json!({})).await, "gate-warns");
    refused(technician.post("/time/job/begin", tap.clone()).await, "gate-warns");
    order.act(&technician, "start", json!({ "reason": "She pays this evening" })).await;
    assert_eq!(order.state(), "in_progress");
    let history = garage.advisor().get(&format!("{}/history", order.path)).await.expect(200).json();
    let passed = history["items"].as_array().unwrap().iter().find(|entry| entry["event"] == "gate_passed").unwrap().clone();
    assert_eq!((&passed["detail"]["note"], &passed["detail"]["fields"]), (&json!("She pays this evening"), &json!(["deposit"])));
    technician.post("/time/job/begin", tap).await.expect(200);
    garage.is_healthy().await;
}

#[tokio::test]
async fn with_the_deposit_work_begins_and_a_site_that_says_nothing_does_not_ask() {
    let garage = Garage::open().await;
    let technician = garage.kit.technician();
    let mut order = garage.approved().await;
    garage.asks(&mut order, json!({ "amount": 200_000 })).await;
    let mut free = garage.approved().await;
    garage.asks(&mut free, json!({ "share": 5000 })).await;
    free.act(&technician, "start", json!({})).await;
    garage.deposit_level("block").await;
    garage.deposited(&order, DepositId::new(), 200_000).await;
    order.act(&technician, "start", json!({})).await;
    assert_eq!(order.state(), "in_progress");
}

#[tokio::test]
async fn what_is_asked_is_a_share_or_an_amount_while_there_is_work() {
    let garage = Garage::open().await;
    let order = garage.ready().await;
    let path = format!("{}/deposit-request", order.path);
    let both = garage.advisor().put(&path, json!({ "share": 3000, "amount": 1 })).await.expect(422);
    assert_eq!(both.pointers(), ["/amount"]);
    assert_eq!(garage.advisor().put(&path, json!({ "share": 0 })).await.expect(422).pointers(), ["/share"]);
    refused(garage.advisor().put(&path, json!({ "share": 3000 })).await, "wrong-state");
    garage.kit.technician().put(&path, json!({ "share": 3000 })).await.expect(403);
}

impl Garage {
    async fn usually_asks(&self, deposit: Value) {
        let settings = json!({ "valid_days": 14, "signature_required": false, "deposit_words": null, "deposit": deposit });
        self.kit.owner().put(&format!("/estimate-settings/{}", self.kit.site), settings).await.expect(200);
    }

    async fn sends(&self, order: &mut Order, body: Value) {
        self.advisor().post(&format!("{}/estimates", order.path), body).await.expect(201);
        order.read(&self.advisor()).await;
    }
}

#[tokio::test]
async fn the_first_estimate_asks_what_the_sites_usually_do_unless_somebody_says_otherwise() {
    let garage = Garage::open().await;
    let mut order = garage.opened(garage.three_jobs()).await;
    let total = order.json["totals"]["total"].as_i64().unwrap();
    garage.usually_asks(json!({ "share": 3000, "amount": null, "from": total + 1 })).await;
    garage.sends(&mut order, json!({ "by_message": false })).await;
    assert_eq!(order.json["deposit"], Value::Null, "it comes to less");
    garage.usually_asks(json!({ "share": 3000, "amount": null, "from": total })).await;
    garage.sends(&mut order, json!({ "by_message": false })).await;
    assert_eq!(order.json["deposit"], Value::Null, "it is not the first");
    let mut order = garage.opened(garage.three_jobs()).await;
    garage.sends(&mut order, json!({ "by_message": false })).await;
    assert_eq!(order.json["deposit"]["share"], 3000);
    let versions = garage.advisor().get(&format!("{}/estimates", order.path)).await.expect(200).json();
    assert!(versions.to_string().contains("3000"), "the customer is told: {versions}");
    for (chosen, asked) in [(json!({ "amount": 100_000 }), json!(100_000)), (json!({}), Value::Null)] {
        let mut order = garage.opened(garage.three_jobs()).await;
        garage.sends(&mut order, json!({ "by_message": false, "deposit": chosen })).await;
        assert_eq!(order.json["deposit"]["amount"], asked);
    }
    let both = json!({ "by_message": false, "deposit": { "share": 1, "amount": 1 } });
    let both = garage.advisor().post(&format!("{}/estimates", order.path), both).await.expect(422);
    assert_eq!(both.pointers(), ["/deposit/amount"]);
    let neither = json!({ "valid_days": 14, "signature_required": false, "deposit_words": null, "deposit": { "share": null, "amount": null, "from": 1 } });
    let neither = garage.kit.owner().put(&format!("/estimate-settings/{}", garage.kit.site), neither).await.expect(422);
    assert_eq!(neither.pointers(), ["/deposit/share"]);
    let null = json!({ "valid_days": 14, "signature_required": false, "deposit_words": null, "deposit": null });
    garage.kit.owner().put(&format!("/estimate-settings/{}", garage.kit.site), null).await.expect(422);
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_desk_hears_once_of_each_deposit_that_was_asked_for() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    garage.deposited(&order, DepositId::new(), 10_000).await;
    garage.asks(&mut order, json!({ "amount": 200_000 })).await;
    let asked = DepositId::new();
    for open in [200_000, 200_000, 0, 200_000] {
        garage.deposited(&order, asked, open).await;
    }
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<StaffAlerted>().unwrap()).collect();
    assert_eq!(told.len(), 1, "not of what nobody asked for, nor of what was used and given back");
    assert_eq!(
        (told[0].work_order_id, &told[0].alert),
        (order.id(), &StaffAlert::DepositCame { amount: Amount(200_000), currency: "TND".into() })
    );
}
