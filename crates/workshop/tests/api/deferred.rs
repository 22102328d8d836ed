//! Work that was declined comes back by itself (PRODUCT.md F5, F6; 3.1 step 5).

use contracts::billing::InvoiceIssued;
use serde_json::{Value, json};

use crate::support::{Garage, Order, labour, refused};

impl Garage {
    /// An invoiced order on which the cabin filter was declined.
    async fn declined(&self) -> Order {
        self.invoiced(0).await.0
    }

    async fn deferred(&self, query: &str) -> Vec<Value> {
        self.advisor().get(&format!("/deferred-jobs?vehicle={}{query}", self.peugeot)).await.expect(200).json()["items"]
            .as_array()
            .unwrap()
            .clone()
    }

    async fn decide(&self, order: &Order, job: usize, decision: &str, reason: Value) {
        let mut word = order.decision(job, decision);
        word["reason"] = reason;
        let body = json!({ "decisions": [word], "method": "phone", "by_name": "Leïla" });
        self.advisor().post(&format!("{}/authorise", order.path), body).await.expect(200);
    }
}

fn offer(order: &Order, entry: &Value) -> String {
    format!("{}/deferred-jobs/{}/offer", order.path, entry["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_declined_job_is_deferred_when_the_order_is_invoiced() {
    let garage = Garage::open().await;
    let order = garage.declined().await;
    let entries = garage.deferred("&state=open").await;
    assert_eq!(entries.len(), 1);
    let entry = &entries[0];
    assert_eq!((&entry["title"], &entry["work_order"]), (&json!("Cabin filter"), &order.json["number"]));
    // 12.000 + 31.900 and 19 %.
    assert_eq!((&entry["gross"], &entry["lines"][1]["unit_price"]), (&json!(52_241), &json!(31_900)));
    let path = format!("/deferred-jobs/{}", entry["id"].as_str().unwrap());
    let body = json!({ "due_on": "2027-02-01", "due_km": 90_000, "reason": "customer later" });
    let due = garage.advisor().with("if-match", "\"1\"").patch(&path, body.clone()).await.expect(200).json();
    assert_eq!((&due["due_on"], &due["due_km"], &due["reason"]), (&json!("2027-02-01"), &json!(90_000), &json!("customer later")));
    garage.advisor().with("if-match", "\"1\"").patch(&path, body).await.expect(412);
    garage.advisor().patch(&path, json!({ "due_km": -1 })).await.expect(422);
    garage.kit.outsider().patch(&path, json!({ "due_km": null })).await.expect(404);
    assert_eq!(garage.kit.outsider().get("/deferred-jobs").await.expect(200).json()["items"], json!([]));
    garage.kit.technician().patch(&path, json!({ "due_km": null })).await.expect(403);
    assert_eq!(garage.advisor().patch(&path, json!({ "due_km": null })).await.expect(200).json()["due_km"], Value::Null);
}

#[tokio::test]
async fn hearing_the_invoice_again_defers_nothing_twice() {
    let garage = Garage::open().await;
    let (_, invoice) = garage.invoiced(0).await;
    garage.tell("billing", &InvoiceIssued(invoice)).await;
    assert_eq!(garage.deferred("").await.len(), 1);
    garage.is_healthy().await;
}

#[tokio::test]
async fn offered_again_it_costs_what_it_costs_today_and_approval_sells_it() {
    let garage = Garage::open().await;
    garage.declined().await;
    let entry = garage.deferred("").await.remove(0);
    let order = garage.opened(json!([{ "title": "Wipers", "lines": [labour(200)] }])).await;
    garage.kit.outsider().post(&offer(&order, &entry), json!({})).await.expect(404);
    let advisor = garage.advisor();
    let keyed = advisor.clone().with("idempotency-key", "offer-1");
    let shown = keyed.post(&offer(&order, &entry), json!({})).await.expect(200).json();
    assert_eq!(keyed.post(&offer(&order, &entry), json!({})).await.expect(200).json(), shown, "once");
    refused(advisor.post(&offer(&order, &entry), json!({})).await, "already-offered");
    assert_eq!((&shown["jobs"][1]["title"], &shown["jobs"][1]["authorisation"]["state"]), (&json!("Cabin filter"), &json!("proposed")));
    assert_eq!(shown["jobs"][1]["totals"]["gross"], entry["gross"], "nothing became dearer since");
    let offered = garage.deferred("").await.remove(0);
    assert_eq!((&offered["offered_work_order"], &offered["offered_job_id"]), (&order.json["number"], &shown["jobs"][1]["id"]));
    let close = format!("/deferred-jobs/{}/close", entry["id"].as_str().unwrap());
    refused(advisor.post(&close, json!({ "because": "obsolete" })).await, "already-offered");
    let order = Order { path: order.path.clone(), json: shown };
    garage.decide(&order, 1, "approve", Value::Null).await;
    let sold = garage.deferred("").await.remove(0);
    assert_eq!((&sold["state"], &sold["closed_by"], &sold["actions"]), (&json!("sold"), &json!("Nadia"), &json!([])));
    assert!(garage.deferred("&state=open").await.is_empty());
}

/// The fee of the job is not kept with it: the job asks for it anew, once.
#[tokio::test]
async fn offered_again_it_asks_for_its_fees_once() {
    let garage = Garage::open().await;
    let fee = json!({ "name": "Supplies", "of_labour": 1000, "of_parts": 0, "fixed": 0, "most": null, "vat_rate": null });
    garage.kit.owner().post("/fees", json!({ "site_id": garage.kit.site, "fee": fee })).await.expect(201);
    garage.declined().await;
    let entry = garage.deferred("").await.remove(0);
    let kept: Vec<_> = entry["lines"].as_array().unwrap().iter().map(|line| line["kind"].clone()).collect();
    assert_eq!(kept, ["labour", "part"]);
    let order = garage.opened(json!([{ "title": "Wipers", "lines": [labour(200)] }])).await;
    let shown = garage.advisor().post(&offer(&order, &entry), json!({})).await.expect(200).json();
    let fees = shown["jobs"][1]["lines"].as_array().unwrap().iter().filter(|line| line["kind"] == "fee").count();
    assert_eq!(fees, 1);
    garage.is_healthy().await;
}

#[tokio::test]
async fn declined_again_it_is_the_same_entry() {
    let garage = Garage::open().await;
    garage.declined().await;
    let entry = garage.deferred("").await.remove(0);
    let order = garage.opened(json!([{ "title": "Wipers", "lines": [labour(200)] }])).await;
    let shown = garage.advisor().post(&offer(&order, &entry), json!({})).await.expect(200).json();
    let order = Order { path: order.path.clone(), json: shown };
    garage.decide(&order, 1, "decline", json!("next spring")).await;
    garage.advisor().post(&format!("{}/cancel", order.path), json!({ "reason": "too dear" })).await.expect(200);
    let entries = garage.deferred("&state=open").await;
    let titles: Vec<_> = entries.iter().map(|entry| entry["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Wipers", "Cabin filter"], "what was never answered is deferred too");
    assert_eq!((&entries[1]["id"], &entries[1]["reason"]), (&entry["id"], &json!("next spring")));
    assert_eq!((&entries[1]["work_order"], &entries[1]["offered_job_id"]), (&order.json["number"], &Value::Null));
    garage.advisor().post(&format!("{}/restore", order.path), json!({})).await.expect(200);
    assert!(garage.deferred("&state=open").await.iter().all(|entry| entry["title"] != "Wipers"), "a restored order left nothing");
}

#[tokio::test]
async fn what_was_done_elsewhere_is_closed_and_can_be_opened_again() {
    let garage = Garage::open().await;
    garage.declined().await;
    let entry = garage.deferred("").await.remove(0);
    let path = format!("/deferred-jobs/{}", entry["id"].as_str().unwrap());
    let advisor = garage.advisor();
    let body = json!({ "because": "done_elsewhere", "note": "at a friend's" });
    let closed = advisor.post(&format!("{path}/close"), body.clone()).await.expect(200).json();
    assert_eq!(
        (&closed["state"], &closed["closed_note"], &closed["actions"]),
        (&json!("done_elsewhere"), &json!("at a friend's"), &json!(["reopen"]))
    );
    refused(advisor.post(&format!("{path}/close"), body).await, "already-closed");
    let order = garage.opened(json!([])).await;
    refused(advisor.post(&offer(&order, &entry), json!({})).await, "already-closed");
    advisor.post(&format!("{path}/reopen"), json!({})).await.expect(200);
    assert_eq!(garage.deferred("&state=open").await[0]["closed_at"], Value::Null);
    advisor.post(&format!("{path}/close"), json!({ "because": "sold" })).await.expect(422);
}

#[tokio::test]
async fn a_job_that_is_taken_off_again_offers_nothing() {
    let garage = Garage::open().await;
    garage.declined().await;
    let entry = garage.deferred("").await.remove(0);
    let order = garage.opened(json!([])).await;
    let shown = garage.advisor().post(&offer(&order, &entry), json!({})).await.expect(200).json();
    let order = Order { path: order.path.clone(), json: shown };
    garage.advisor().delete(&order.job_path(0)).await.expect(200);
    assert_eq!(garage.deferred("&state=open").await[0]["actions"], json!(["update", "offer", "close"]));
}
