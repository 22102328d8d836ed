use contracts::billing::InvoicePaid;
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Garage, the_visit};

fn cash(amount: i64) -> Value {
    json!({ "tender": "cash", "amount": amount })
}

/// PRODUCT.md 3.1 step 13, without the deposit.
#[tokio::test]
async fn two_tenders_pay_the_visit() {
    let garage = Garage::open().await;
    let id = garage.drafted(&garage.order(&the_visit())).await;
    garage.issue(&id).await;
    let path = format!("/invoices/{id}/payments");
    let card = json!({ "tender": "card", "amount": 259_189, "reference": "  4821  " });
    let part = garage.till("pay-1").post(&path, card).await.expect(200).json();
    assert_eq!((&part["state"], &part["paid"], &part["due"]), (&json!("part_paid"), &json!(259_189), &json!(400_000)));
    let paid = garage.till("pay-2").post(&path, cash(400_000)).await.expect(200).json();
    assert_eq!((&paid["state"], &paid["paid"], &paid["due"]), (&json!("paid"), &json!(659_189), &json!(0)));
    assert_eq!((&paid["actions"], &paid["refundable"]), (&json!(["refund", "download"]), &json!(100_000)));
    assert_eq!(paid["payments"][0]["reference"], "4821");
    assert_eq!(paid["payments"][0]["by"], "Nadia");
    assert_eq!(paid["payments"][1]["tender"], "cash");
    assert_eq!(garage.get(&id).await, paid);
    let event: InvoicePaid = garage.events().await.last().unwrap().open().unwrap().unwrap();
    assert_eq!((event.0.state.as_str(), event.0.due.0), ("paid", 0));
    garage.is_healthy().await;
}

#[tokio::test]
async fn nobody_pays_more_than_is_due_and_no_draft() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    let path = format!("/invoices/{id}/payments");
    assert_eq!(garage.till("a").post(&path, cash(1)).await.expect(409).code(), "not-issued");
    garage.issue(&id).await;
    assert_eq!(garage.till("b").post(&path, cash(72_401)).await.expect(409).code(), "overpayment");
    garage.till("c").post(&path, cash(72_400)).await.expect(200);
    assert_eq!(garage.till("d").post(&path, cash(1)).await.expect(409).code(), "overpayment");
    garage.till("b").post(&path, cash(1)).await.expect(409);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_payment_needs_a_key_an_amount_and_clean_text() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    garage.issue(&id).await;
    let path = format!("/invoices/{id}/payments");
    assert_eq!(garage.kit.advisor().post(&path, cash(1)).await.expect(400).code(), "idempotency-key-missing");
    for amount in [0, -1, i64::MAX, i64::MIN, 1_000_000_000_001] {
        assert_eq!(garage.till("a").post(&path, cash(amount)).await.expect(422).pointers(), ["/amount"]);
    }
    let wrong = [
        json!({ "tender": "cash", "amount": 1, "reference": "a\u{0}b" }),
        json!({ "tender": "cash", "amount": 1, "reference": "x".repeat(201) }),
    ];
    for body in wrong {
        assert_eq!(garage.till("a").post(&path, body).await.expect(422).pointers(), ["/reference"]);
    }
    garage.till("a").post(&path, json!({ "tender": "gold", "amount": 1 })).await.expect(422);
    garage.till("a").post(&path, json!({ "tender": "cash", "amount": 1, "by": "me" })).await.expect(422);
    assert_eq!(garage.get(&id).await["paid"], 0);
}

#[tokio::test]
async fn the_same_key_pays_once_however_often_it_is_sent() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    garage.issue(&id).await;
    let path = format!("/invoices/{id}/payments");
    let replies = join_all((0..20).map(|_| {
        let (till, path) = (garage.till("tap"), path.clone());
        async move { till.post(&path, cash(10_000)).await }
    }))
    .await;
    // Who waits too long for the first is told to come back; nobody pays twice.
    assert!(replies.iter().all(|reply| reply.status == 200 || reply.code() == "in-flight"));
    assert_eq!(replies.iter().filter(|reply| reply.status == 200 && !reply.headers.contains_key("idempotent-replayed")).count(), 1);
    let invoice = garage.get(&id).await;
    assert_eq!((invoice["payments"].as_array().unwrap().len(), &invoice["paid"]), (1, &json!(10_000)));
    assert_eq!(garage.till("tap").post(&path, cash(10_001)).await.expect(422).code(), "idempotency-key-reused");
    garage.is_healthy().await;
}

#[tokio::test]
async fn twenty_tills_at_once_never_overpay() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    garage.issue(&id).await;
    let path = format!("/invoices/{id}/payments");
    // 20 × 10.000 against 72.400 due: seven fit.
    let replies = join_all((0..20).map(|place| {
        let (till, path) = (garage.till(&format!("till-{place}")), path.clone());
        async move { till.post(&path, cash(10_000)).await }
    }))
    .await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 7);
    assert!(replies.iter().filter(|reply| reply.status != 200).all(|reply| reply.code() == "overpayment"));
    let invoice = garage.get(&id).await;
    assert_eq!((&invoice["paid"], &invoice["due"]), (&json!(70_000), &json!(2_400)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn only_who_may_take_money_does() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    garage.issue(&id).await;
    let path = format!("/invoices/{id}/payments");
    garage.kit.anonymous().post(&path, cash(1)).await.expect(401);
    garage.kit.technician().with("Idempotency-Key", "k").post(&path, cash(1)).await.expect(403);
    garage.kit.outsider().with("Idempotency-Key", "k").post(&path, cash(1)).await.expect(404);
    assert_eq!(garage.get(&id).await["paid"], 0);
}
