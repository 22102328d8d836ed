//! Money that was paid goes back: at most what is paid, and as far as the role reaches.

use contracts::billing::InvoiceRefunded;
use futures::future::join_all;
use serde_json::{Value, json};
use testkit::Client;

use crate::support::Garage;

fn back(amount: i64) -> Value {
    json!({ "tender": "cash", "amount": amount, "reason": "The disc was brought back" })
}

fn owner(garage: &Garage, key: &str) -> Client {
    garage.kit.owner().with("Idempotency-Key", key)
}

/// An invoice over 476.000 with stamp duty, paid in full.
async fn paid(garage: &Garage) -> String {
    let id = garage.draft_over(400_000).await;
    garage.issue(&id).await;
    let all = json!({ "tender": "card", "amount": 477_000 });
    garage.till("paid").post(&format!("/invoices/{id}/payments"), all).await.expect(200);
    id
}

#[tokio::test]
async fn what_went_back_is_due_again_and_can_be_paid_again() {
    let garage = Garage::open().await;
    let id = paid(&garage).await;
    let path = format!("/invoices/{id}/refunds");
    let body = json!({ "tender": "transfer", "amount": 77_000, "reason": " Disc  ", "reference": " VIR-9 " });
    let part = owner(&garage, "r1").post(&path, body).await.expect(200).json();
    assert_eq!((&part["state"], &part["paid"], &part["due"]), (&json!("part_paid"), &json!(400_000), &json!(77_000)));
    assert_eq!((&part["refundable"], &part["actions"]), (&json!(400_000), &json!(["pay", "refund", "credit", "download"])));
    let row = &part["payments"][1];
    assert_eq!((&row["kind"], &row["tender"], &row["amount"]), (&json!("refund"), &json!("transfer"), &json!(77_000)));
    assert_eq!((&row["reason"], &row["reference"], &row["by"]), (&json!("Disc"), &json!("VIR-9"), &json!("Hela")));
    assert_eq!((&part["payments"][0]["kind"], &part["payments"][0]["reason"]), (&json!("payment"), &Value::Null));
    let event: InvoiceRefunded = garage.events().await.last().unwrap().open().unwrap().unwrap();
    assert_eq!((event.0.state.as_str(), event.0.due.0), ("part_paid", 77_000));

    let all = owner(&garage, "r2").post(&path, back(400_000)).await.expect(200).json();
    assert_eq!((&all["state"], &all["paid"], &all["due"]), (&json!("issued"), &json!(0), &json!(477_000)));
    assert_eq!((&all["refundable"], &all["actions"]), (&json!(0), &json!(["pay", "credit", "download"])));
    let pay = json!({ "tender": "cash", "amount": 477_000 });
    let again = garage.till("again").post(&format!("/invoices/{id}/payments"), pay).await.expect(200).json();
    assert_eq!((&again["state"], again["payments"].as_array().unwrap().len()), (&json!("paid"), 4));
    garage.is_healthy().await;
}

#[tokio::test]
async fn nothing_goes_back_that_was_not_paid() {
    let garage = Garage::open().await;
    let id = garage.draft_over(400_000).await;
    let path = format!("/invoices/{id}/refunds");
    assert_eq!(owner(&garage, "a").post(&path, back(1)).await.expect(409).code(), "not-issued");
    garage.issue(&id).await;
    assert_eq!(owner(&garage, "b").post(&path, back(1)).await.expect(409).code(), "refund-over-paid");
    garage.till("p").post(&format!("/invoices/{id}/payments"), json!({ "tender": "cash", "amount": 10_000 })).await.expect(200);
    let refusal = owner(&garage, "c").post(&path, back(10_001)).await.expect(409);
    assert_eq!((refusal.code().as_str(), refusal.json()["detail"].as_str()), ("refund-over-paid", Some("Minor units paid: 10000")));
    owner(&garage, "d").post(&path, back(10_000)).await.expect(200);
    assert_eq!(owner(&garage, "e").post(&path, back(1)).await.expect(409).code(), "refund-over-paid");
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_role_hands_back_up_to_its_limit_of_an_invoice_however_it_is_split() {
    let garage = Garage::open().await;
    let id = paid(&garage).await;
    let path = format!("/invoices/{id}/refunds");
    assert_eq!(garage.get(&id).await["refundable"], 100_000);
    let beyond = |amount: i64, detail: &'static str| {
        let (till, path) = (garage.till(&format!("beyond-{amount}")), path.clone());
        async move {
            let refusal = till.post(&path, back(amount)).await.expect(422);
            assert_eq!((refusal.pointers(), refusal.code()), (vec!["/amount".to_owned()], "invalid".to_owned()));
            let fault = &refusal.json()["errors"][0];
            assert_eq!((&fault["code"], &fault["detail"]), (&json!("refund-over-limit"), &json!(detail)));
        }
    };
    beyond(100_001, "your role hands back at most 100.000 TND of an invoice").await;
    let part = garage.till("r1").post(&path, back(60_000)).await.expect(200).json();
    assert_eq!(part["refundable"], 40_000);
    beyond(40_001, "your role hands back at most 100.000 TND of an invoice, of which 60.000 TND went back already").await;
    let done = garage.till("r2").post(&path, back(40_000)).await.expect(200).json();
    assert_eq!((&done["refundable"], &done["actions"]), (&json!(0), &json!(["pay", "download"])));
    owner(&garage, "r3").post(&path, back(377_000)).await.expect(200);
    assert_eq!(garage.get(&id).await["state"], "issued");
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_refund_needs_a_key_an_amount_and_a_reason() {
    let garage = Garage::open().await;
    let id = paid(&garage).await;
    let path = format!("/invoices/{id}/refunds");
    assert_eq!(garage.kit.owner().post(&path, back(1)).await.expect(400).code(), "idempotency-key-missing");
    for amount in [0, -1, i64::MAX, i64::MIN, 1_000_000_000_001] {
        assert_eq!(owner(&garage, "a").post(&path, back(amount)).await.expect(422).pointers(), ["/amount"]);
    }
    for reason in [json!(null), json!(""), json!("  "), json!("a\nb"), json!("x".repeat(501))] {
        let body = json!({ "tender": "cash", "amount": 1, "reason": reason });
        assert_eq!(owner(&garage, "a").post(&path, body).await.expect(422).pointers(), ["/reason"]);
    }
    owner(&garage, "a").post(&path, json!({ "tender": "cash", "amount": 1 })).await.expect(422);
    assert_eq!(garage.get(&id).await["paid"], 477_000);
}

#[tokio::test]
async fn the_same_key_refunds_once() {
    let garage = Garage::open().await;
    let id = paid(&garage).await;
    let path = format!("/invoices/{id}/refunds");
    let first = owner(&garage, "tap").post(&path, back(10_000)).await.expect(200);
    let second = owner(&garage, "tap").post(&path, back(10_000)).await.expect(200);
    assert_eq!((first.json(), second.headers.contains_key("idempotent-replayed")), (second.json(), true));
    assert_eq!(owner(&garage, "tap").post(&path, back(10_001)).await.expect(422).code(), "idempotency-key-reused");
    assert_eq!(garage.get(&id).await["paid"], 467_000);
    garage.is_healthy().await;
}

#[tokio::test]
async fn twenty_refunds_at_once_never_hand_back_more_than_was_paid() {
    let garage = Garage::open().await;
    let id = paid(&garage).await;
    let path = format!("/invoices/{id}/refunds");
    // 20 × 100.000 of 477.000 paid: four fit.
    let replies = join_all((0..20).map(|place| {
        let (owner, path) = (owner(&garage, &format!("owner-{place}")), path.clone());
        async move { owner.post(&path, back(100_000)).await }
    }))
    .await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 4);
    assert!(replies.iter().filter(|reply| reply.status != 200).all(|reply| reply.code() == "refund-over-paid"));
    let invoice = garage.get(&id).await;
    assert_eq!((&invoice["paid"], &invoice["due"]), (&json!(77_000), &json!(400_000)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn twenty_refunds_at_once_never_pass_the_limit_of_a_role() {
    let garage = Garage::open().await;
    let id = paid(&garage).await;
    let path = format!("/invoices/{id}/refunds");
    let replies = join_all((0..20).map(|place| {
        let (till, path) = (garage.till(&format!("till-{place}")), path.clone());
        async move { till.post(&path, back(30_000)).await }
    }))
    .await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 3);
    assert!(replies.iter().filter(|reply| reply.status != 200).all(|reply| reply.status == 422));
    assert_eq!(garage.get(&id).await["paid"], 387_000);
    garage.is_healthy().await;
}

#[tokio::test]
async fn only_who_may_hand_money_back_does() {
    let garage = Garage::open().await;
    let id = paid(&garage).await;
    let path = format!("/invoices/{id}/refunds");
    garage.kit.anonymous().post(&path, back(1)).await.expect(401);
    garage.kit.technician().with("Idempotency-Key", "k").post(&path, back(1)).await.expect(403);
    garage.kit.outsider().with("Idempotency-Key", "k").post(&path, back(1)).await.expect(404);
    assert_eq!(garage.get(&id).await["paid"], 477_000);
}
