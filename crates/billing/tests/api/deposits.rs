#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use contracts::workshop::{WorkOrderCompleted, WorkOrderId};
use futures::future::join_all;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{Garage, part, the_visit};

fn cash(order: &WorkOrderCompleted, amount: i64) -> Value {
    json!({ "work_order_id": order.id, "tender": "cash", "amount": amount })
}

/// Announces an order and takes a deposit on it.
async fn deposited(garage: &Garage, order: &WorkOrderCompleted, amount: i64) -> Value {
    garage.announce(order, true);
    let key = format!("{}-{amount}", order.id);
    garage.till(&key).post("/deposits", cash(order, amount)).await.expect(201).json()
}

async fn of_order(garage: &Garage, order: &WorkOrderCompleted) -> Vec<Value> {
    let page = garage.kit.advisor().get(&format!("/deposits?work_order={}", order.id)).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// PRODUCT.md 3.1 steps 9, 12 and 13, with exactly their figures.
#[tokio::test]
async fn a_deposit_is_numbered_and_taken_off_the_invoice() {
    let garage = Garage::open().await;
    let order = garage.order(&the_visit());
    let taken = deposited(&garage, &order, 200_000).await;
    let number = taken["number"].as_str().unwrap().to_owned();
    assert!(number.starts_with("AC-") && number.ends_with("-00001"), "{number}");
    assert_eq!((&taken["open"], &taken["by"], &taken["actions"]), (&json!(200_000), &json!("Nadia"), &json!(["apply", "refund"])));

    let id = garage.drafted(&order).await;
    let invoice = garage.issue(&id).await;
    assert_eq!(invoice["totals"]["total"], 659_189);
    assert_eq!((&invoice["state"], &invoice["paid"], &invoice["due"]), (&json!("part_paid"), &json!(200_000), &json!(459_189)));
    let ahead = &invoice["payments"][0];
    assert_eq!((&ahead["kind"], &ahead["tender"], &ahead["amount"]), (&json!("deposit"), &json!("cash"), &json!(200_000)));
    assert_eq!(ahead["reference"], number.as_str());
    let used = &of_order(&garage, &order).await[0];
    assert_eq!((&used["open"], &used["entries"][0]["invoice_id"], &used["actions"]), (&json!(0), &json!(id), &json!([])));

    let path = format!("/invoices/{id}/payments");
    garage.till("card").post(&path, json!({ "tender": "card", "amount": 259_189 })).await.expect(200);
    let paid = garage.till("cash").post(&path, json!({ "tender": "cash", "amount": 200_000 })).await.expect(200).json();
    assert_eq!((&paid["state"], &paid["due"]), (&json!("paid"), &json!(0)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_the_invoice_does_not_need_stays_open_pays_a_supplement_or_goes_back() {
    let garage = Garage::open().await;
    let order = garage.order(&[part("Pads", 1000, 60_000)]);
    let deposit = deposited(&garage, &order, 100_000).await;
    let path = format!("/deposits/{}", deposit["id"].as_str().unwrap());
    let first = garage.drafted(&order).await;
    let paid = garage.issue(&first).await;
    assert_eq!((&paid["state"], &paid["paid"]), (&json!("paid"), &json!(72_400)));

    let other = garage.drafted(&garage.order(&[part("Bulb", 1000, 10_000)])).await;
    let apply = |invoice: &str| json!({ "invoice_id": invoice });
    assert_eq!(garage.till("a").post(&format!("{path}/apply"), apply(&other)).await.expect(409).code(), "not-issued");
    garage.issue(&other).await;
    let left = garage.till("b").post(&format!("{path}/apply"), apply(&other)).await.expect(200).json();
    assert_eq!(left["open"], 100_000 - 72_400 - 12_900);
    assert_eq!(garage.till("b").post(&format!("{path}/apply"), apply(&other)).await.expect(200).json(), left, "once");
    assert_eq!(garage.get(&other).await["state"], "paid");
    assert_eq!(garage.till("c").post(&format!("{path}/apply"), apply(&other)).await.expect(409).code(), "overpayment");

    let back = |amount: i64| json!({ "tender": "cash", "amount": amount, "reason": "Moins de travail" });
    let too_much = garage.kit.owner().with("Idempotency-Key", "d").post(&format!("{path}/refund"), back(14_701)).await;
    assert_eq!(too_much.expect(409).code(), "deposit-used");
    let rest = garage.kit.owner().with("Idempotency-Key", "e").post(&format!("{path}/refund"), back(14_700)).await.expect(200).json();
    assert_eq!((&rest["open"], &rest["entries"][2]["reason"]), (&json!(0), &json!("Moins de travail")));
    assert_eq!(garage.kit.advisor().get("/deposits?open=true").await.expect(200).json()["items"], json!([]));
    garage.is_healthy().await;
}

#[tokio::test]
async fn nothing_is_deposited_on_what_is_over_or_unknown_and_nothing_twice() {
    let garage = Garage::open().await;
    let order = garage.order(&the_visit());
    assert_eq!(garage.till("a").post("/deposits", cash(&order, 1)).await.expect(404).code(), "not-found");
    garage.announce(&order, false);
    assert_eq!(garage.till("b").post("/deposits", cash(&order, 1)).await.expect(409).code(), "nothing-ahead");
    garage.announce(&order, true);
    assert_eq!(garage.kit.advisor().post("/deposits", cash(&order, 1)).await.expect(400).code(), "idempotency-key-missing");
    for amount in [0, -1, 1_000_000_000_001] {
        assert_eq!(garage.till("c").post("/deposits", cash(&order, amount)).await.expect(422).pointers(), ["/amount"]);
    }
    let till = garage.till("once");
    let twice = join_all((0..8).map(|_| till.post("/deposits", cash(&order, 50_000)))).await;
    let numbers: Vec<_> = twice.into_iter().map(|reply| reply.expect(201).json()["number"].clone()).collect();
    assert!(numbers.iter().all(|number| *number == numbers[0]), "{numbers:?}");
    assert_eq!(of_order(&garage, &order).await.len(), 1);
    garage.is_healthy().await;
}

#[tokio::test]
async fn another_customers_deposit_pays_nothing_here() {
    let garage = Garage::open().await;
    let theirs = WorkOrderCompleted { customer_id: contracts::customers::CustomerId::new(), id: WorkOrderId::new(), ..garage.order(&[]) };
    let deposit = deposited(&garage, &theirs, 50_000).await;
    let mine = garage.draft_over(60_000).await;
    garage.issue(&mine).await;
    let path = format!("/deposits/{}/apply", deposit["id"].as_str().unwrap());
    assert_eq!(garage.till("a").post(&path, json!({ "invoice_id": mine })).await.expect(409).code(), "of-another");
    assert_eq!(garage.get(&mine).await["paid"], 0);
}

#[derive(Clone, Debug)]
enum Step {
    Deposit(i64),
    Refund(i64),
    Apply(i64),
    Issue(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..90_000_i64).prop_map(Step::Deposit),
        (1..90_000_i64).prop_map(Step::Refund),
        (1..90_000_i64).prop_map(Step::Apply),
        (1..90_000_i64).prop_map(Step::Issue),
    ]
}

async fn play(garage: &Garage, case: usize, steps: Vec<Step>) {
    let order = garage.order(&[]);
    garage.announce(&order, true);
    let (mut deposits, mut invoices, mut received) = (vec![], vec![], 0);
    for (turn, step) in steps.into_iter().enumerate() {
        let key = format!("{case}-{turn}");
        match step {
            Step::Deposit(amount) => {
                let taken = garage.till(&key).post("/deposits", cash(&order, amount)).await.expect(201).json();
                deposits.push(taken["id"].as_str().unwrap().to_owned());
                received += amount;
            }
            Step::Refund(amount) => {
                let Some(id) = deposits.last() else { continue };
                let body = json!({ "tender": "cash", "amount": amount, "reason": "Rendu" });
                let reply = garage.kit.owner().with("Idempotency-Key", &key).post(&format!("/deposits/{id}/refund"), body).await;
                received -= if reply.status == 200 { amount } else { 0 };
            }
            Step::Apply(amount) => {
                let (Some(id), Some(invoice)) = (deposits.first(), invoices.last()) else { continue };
                let body = json!({ "invoice_id": invoice, "amount": amount });
                let _ = garage.till(&key).post(&format!("/deposits/{id}/apply"), body).await;
            }
            Step::Issue(net) => {
                let id = garage.drafted(&WorkOrderCompleted { lines: vec![part("Part", 1000, net)], ..order.clone() }).await;
                garage.issue(&id).await;
                invoices.push(id);
            }
        }
    }
    let mut held = 0;
    for deposit in of_order(garage, &order).await {
        held += deposit["open"].as_i64().unwrap();
    }
    for invoice in &invoices {
        held += garage.get(invoice).await["paid"].as_i64().unwrap();
    }
    assert_eq!(held, received, "what came in is on invoices, open, or went back");
    garage.is_healthy().await;
}

#[test]
fn no_millime_of_a_deposit_is_lost_or_used_twice() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let garage = runtime.block_on(Garage::open());
    let case = std::cell::Cell::new(0);
    let config = ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = proptest::test_runner::TestRunner::new(config).run(&prop::collection::vec(step(), 1..14), |steps| {
        case.set(case.get() + 1);
        runtime.block_on(play(&garage, case.get(), steps));
        Ok(())
    });
    outcome.unwrap();
}
