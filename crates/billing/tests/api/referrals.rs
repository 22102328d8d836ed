//! Who brings a customer has something of it once, when the first invoice of theirs is paid, and not if it is taken back.

use contracts::customers::{CustomerId, CustomerMerged, CustomerSaved, CustomerUnmerged};
use futures::future::join_all;
use kernel::Clock;
use serde_json::{Value, json};
use testkit::Reply;

use crate::support::{Garage, part};

/// One point for each dinar before VAT, 100 for who brings somebody and who is brought.
async fn promising(points: i64) -> Garage {
    let garage = Garage::open().await;
    let promised = json!({
        "is_on": true, "per_visit": 10, "amount_per_point": 1_000, "worth": 100, "least": 50, "months": 12, "referral": points, "levels": []
    });
    garage.kit.owner().put(&format!("/loyalty-settings/{}", garage.kit.site), promised).await.expect(200);
    garage
}

async fn of(garage: &Garage, customer: CustomerId) -> Value {
    garage.kit.advisor().get(&format!("/loyalty/{customer}?site={}", garage.kit.site)).await.expect(200).json()
}

async fn balances<const N: usize>(garage: &Garage, customers: [CustomerId; N]) -> [i64; N] {
    let mut found = [0; N];
    for (place, customer) in customers.into_iter().enumerate() {
        found[place] = of(garage, customer).await["balance"].as_i64().unwrap_or(i64::MIN);
    }
    found
}

async fn kinds(garage: &Garage, customer: CustomerId) -> Vec<(String, i64)> {
    let path = format!("/loyalty/{customer}/entries?site={}&limit=100", garage.kit.site);
    let page = garage.kit.advisor().get(&path).await.expect(200).json();
    let entry = |row: &Value| (row["kind"].as_str().unwrap_or_default().to_owned(), row["points"].as_i64().unwrap_or_default());
    page["items"].as_array().into_iter().flatten().rev().map(entry).collect()
}

async fn bring(garage: &Garage, customer: CustomerId, by: Option<CustomerId>) -> Reply {
    let body = json!({ "site_id": garage.kit.site, "by_customer": by });
    garage.kit.owner().put(&format!("/loyalty/{customer}/referrer"), body).await
}

fn refused(reply: Reply) -> Value {
    let problem = reply.expect(422).json();
    assert_eq!(problem["errors"][0]["pointer"], "/by_customer");
    problem["errors"][0]["code"].clone()
}

/// Over 400.000 net in one line, with stamp duty 477.000, issued to this customer.
async fn issued(garage: &Garage, customer: CustomerId) -> String {
    let mut order = garage.order(&[part("Pads", 1000, 400_000)]);
    order.customer_id = customer;
    let id = garage.drafted(&order).await;
    garage.issue(&id).await;
    id
}

async fn pay(garage: &Garage, key: &str, id: &str, amount: i64) {
    let money = json!({ "tender": "cash", "amount": amount });
    garage.till(key).post(&format!("/invoices/{id}/payments"), money).await.expect(200);
}

async fn credit(garage: &Garage, key: &str, id: &str, body: Value) {
    garage.kit.owner().with("Idempotency-Key", key).post(&format!("/invoices/{id}/credit-notes"), body).await.expect(201);
}

#[tokio::test]
async fn both_have_it_once_when_the_first_invoice_is_paid_in_full() {
    let garage = promising(100).await;
    let (leila, ali) = (garage.leila, CustomerId::new());
    let said = bring(&garage, leila, Some(ali)).await.expect(200).json();
    assert_eq!(said["referrer"], json!({ "customer_id": ali, "points": 0 }));
    assert_eq!((&said["referral"], &said["actions"]), (&json!(100), &json!(["grant", "refer"])));
    let id = issued(&garage, leila).await;
    pay(&garage, "a", &id, 400_000).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [0, 0]);
    pay(&garage, "b", &id, 77_000).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [510, 100]);
    assert_eq!(kinds(&garage, leila).await, [("earned".into(), 410), ("referred".into(), 100)]);
    assert_eq!(kinds(&garage, ali).await, [("referral".into(), 100)]);
    let (has, brought) = (of(&garage, leila).await, of(&garage, ali).await);
    assert_eq!((&has["referrer"]["points"], &brought["brought"]), (&json!(100), &json!(1)));
    assert_eq!(has["standing"]["earned"], 410, "a level is of what is paid");
    let second = issued(&garage, leila).await;
    pay(&garage, "c", &second, 477_000).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [920, 100]);
    let report = garage.kit.owner().get(&format!("/loyalty-liabilities/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!((&report["points"], &report["months"][0]["referred"]), (&json!(1020), &json!(200)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn who_credits_the_first_invoice_whole_takes_it_back_and_the_next_is_the_first() {
    let garage = promising(100).await;
    let (leila, ali) = (garage.leila, CustomerId::new());
    bring(&garage, leila, Some(ali)).await.expect(200);
    let id = issued(&garage, leila).await;
    pay(&garage, "p", &id, 477_000).await;
    let line = garage.get(&id).await["lines"][0]["id"].clone();
    credit(&garage, "part", &id, json!({ "lines": [{ "line_id": line, "net": 100_000 }], "reason": "Geste" })).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [410, 100], "a part of it is no other first invoice");
    credit(&garage, "rest", &id, json!({ "reason": "Annulée" })).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [0, 0]);
    assert_eq!(kinds(&garage, ali).await, [("referral".into(), 100), ("referral_reversed".into(), -100)]);
    garage.is_healthy().await;
    let right = issued(&garage, leila).await;
    pay(&garage, "again", &right, 477_000).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [510, 100]);
    let back = json!({ "tender": "cash", "amount": 1_000, "reason": "Trop" });
    garage.kit.owner().with("Idempotency-Key", "r").post(&format!("/invoices/{right}/refunds"), back).await.expect(200);
    assert_eq!(balances(&garage, [leila, ali]).await, [0, 0]);
    pay(&garage, "missing", &right, 1_000).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [510, 100]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn it_is_said_of_new_customers_by_who_may_and_of_nobody_by_himself() {
    let garage = promising(100).await;
    let (leila, ali) = (garage.leila, CustomerId::new());
    let body = json!({ "site_id": garage.kit.site, "by_customer": ali });
    garage.kit.advisor().put(&format!("/loyalty/{leila}/referrer"), body).await.expect(403);
    assert_eq!(refused(bring(&garage, leila, Some(leila)).await), "brings-himself");
    bring(&garage, leila, Some(ali)).await.expect(200);
    assert_eq!(refused(bring(&garage, ali, Some(leila)).await), "bring-each-other");
    let third = CustomerId::new();
    assert_eq!(bring(&garage, leila, Some(third)).await.expect(200).json()["referrer"]["customer_id"], json!(third));
    bring(&garage, ali, Some(leila)).await.expect(200);
    assert_eq!(bring(&garage, leila, None).await.expect(200).json()["referrer"], Value::Null);
    let id = issued(&garage, leila).await;
    pay(&garage, "p", &id, 477_000).await;
    assert_eq!(balances(&garage, [leila, ali, third]).await, [410, 0, 0]);
    assert_eq!(refused(bring(&garage, leila, Some(third)).await), "earned-before");
    garage.is_healthy().await;
}

#[tokio::test]
async fn first_invoices_that_are_paid_at_once_credit_once_also_in_a_ring() {
    let garage = promising(100).await;
    let customers = [CustomerId::new(), CustomerId::new(), CustomerId::new()];
    let mut invoices = vec![];
    for (place, customer) in customers.into_iter().enumerate() {
        bring(&garage, customer, Some(customers[(place + 1) % 3])).await.expect(200);
        for _ in 0..4 {
            invoices.push(issued(&garage, customer).await);
        }
    }
    let garage = &garage;
    join_all(invoices.iter().enumerate().map(|(turn, id)| async move { pay(garage, &format!("at-once-{turn}"), id, 477_000).await })).await;
    assert_eq!(balances(garage, customers).await, [4 * 410 + 200; 3]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_merge_moves_both_who_brought_and_who_was_brought_and_gives_them_back() {
    let garage = promising(100).await;
    let (leila, ali, twin) = (garage.leila, CustomerId::new(), CustomerId::new());
    bring(&garage, leila, Some(ali)).await.expect(200);
    let merge = |from, into| {
        let saved = |id| CustomerSaved { id, name: "Leïla".into(), phone: None };
        CustomerMerged { merge_id: uuid::Uuid::now_v7(), from: saved(from), into: saved(into), at: garage.kit.clock.now() }
    };
    let (of_ali, of_leila) = (merge(ali, twin), merge(leila, twin));
    garage.tell_as("customers", &of_ali).await;
    assert_eq!(of(&garage, leila).await["referrer"]["customer_id"], json!(twin));
    garage.tell_as("customers", &of_leila).await;
    let id = issued(&garage, twin).await;
    pay(&garage, "p", &id, 477_000).await;
    assert_eq!(balances(&garage, [twin]).await, [410], "who brought himself has nothing of it");
    garage.tell_as("customers", &CustomerUnmerged(of_leila)).await;
    assert_eq!(of(&garage, leila).await["referrer"], json!({ "customer_id": twin, "points": 0 }));
    garage.tell_as("customers", &CustomerUnmerged(of_ali)).await;
    assert_eq!(of(&garage, leila).await["referrer"]["customer_id"], json!(ali));
    let first = issued(&garage, leila).await;
    pay(&garage, "q", &first, 477_000).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [510, 100]);
    let again = merge(ali, leila);
    garage.tell_as("customers", &again).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [610, 0]);
    garage.is_healthy().await;
    garage.tell_as("customers", &CustomerUnmerged(again)).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [510, 100]);
    assert_eq!(of(&garage, leila).await["referrer"], json!({ "customer_id": ali, "points": 100 }));
    credit(&garage, "c", &first, json!({ "reason": "Annulée" })).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [0, 0]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn nothing_is_promised_until_a_site_says_so() {
    let garage = promising(0).await;
    let (leila, ali) = (garage.leila, CustomerId::new());
    bring(&garage, leila, Some(ali)).await.expect(200);
    let id = issued(&garage, leila).await;
    pay(&garage, "p", &id, 477_000).await;
    assert_eq!(balances(&garage, [leila, ali]).await, [410, 0]);
    garage.is_healthy().await;
}
