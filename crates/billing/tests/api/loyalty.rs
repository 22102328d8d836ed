//! Points are earned by paying, pay, and go back; the ledger always adds up.

use chrono::{Days, TimeDelta};
use contracts::customers::{CustomerId, CustomerMerged, CustomerSaved, CustomerUnmerged};
use futures::future::join_all;
use kernel::Clock;
use serde_json::{Value, json};
use testkit::Client;

use crate::support::{Garage, part};

fn owner(garage: &Garage, key: &str) -> Client {
    garage.kit.owner().with("Idempotency-Key", key)
}

/// 10 points a visit and one for each dinar before VAT; a point is worth 100 millimes, 50 at least; after a year they are gone.
fn promised() -> Value {
    json!({
        "is_on": true, "per_visit": 10, "amount_per_point": 1_000, "worth": 100, "least": 50, "months": 12, "referral": 0,
        "levels": [{ "name": "Argent", "from": 400, "bonus": 10 }, { "name": "Or", "from": 2_000, "bonus": 25 }]
    })
}

async fn with_points() -> Garage {
    let garage = Garage::open().await;
    let path = format!("/loyalty-settings/{}", garage.kit.site);
    garage.kit.owner().with("If-Match", "\"0\"").put(&path, promised()).await.expect(200);
    garage
}

async fn points(garage: &Garage) -> Value {
    of(garage, garage.leila).await
}

async fn of(garage: &Garage, customer: CustomerId) -> Value {
    garage.kit.advisor().get(&format!("/loyalty/{customer}?site={}", garage.kit.site)).await.expect(200).json()
}

async fn entries(garage: &Garage) -> Vec<(String, i64)> {
    let path = format!("/loyalty/{}/entries?site={}&limit=100", garage.leila, garage.kit.site);
    let page = garage.kit.advisor().get(&path).await.expect(200).json();
    let entry = |row: &Value| (row["kind"].as_str().unwrap_or_default().to_owned(), row["points"].as_i64().unwrap_or_default());
    page["items"].as_array().into_iter().flatten().rev().map(entry).collect()
}

fn money(tender: &str, amount: i64) -> Value {
    json!({ "tender": tender, "amount": amount })
}

/// Over 400.000 net in one line, with stamp duty 477.000, issued.
async fn issued(garage: &Garage) -> String {
    let id = garage.draft_over(400_000).await;
    garage.issue(&id).await;
    id
}

/// Issued and paid in cash: 410 points for who had none.
async fn paid(garage: &Garage, key: &str) -> String {
    let id = issued(garage).await;
    garage.till(key).post(&format!("/invoices/{id}/payments"), money("cash", 477_000)).await.expect(200);
    id
}

#[tokio::test]
async fn nothing_is_earned_before_a_site_promises_anything_nor_before_all_is_paid() {
    let garage = Garage::open().await;
    paid(&garage, "before").await;
    assert_eq!((&points(&garage).await["balance"], &points(&garage).await["is_on"]), (&json!(0), &json!(false)));
    let path = format!("/loyalty-settings/{}", garage.kit.site);
    garage.kit.owner().put(&path, promised()).await.expect(200);
    let id = issued(&garage).await;
    let pay = format!("/invoices/{id}/payments");
    garage.till("a").post(&pay, money("cash", 400_000)).await.expect(200);
    assert_eq!(points(&garage).await["balance"], 0);
    garage.till("b").post(&pay, money("card", 77_000)).await.expect(200);
    garage.till("b").post(&pay, money("card", 77_000)).await.expect(200);
    let has = points(&garage).await;
    assert_eq!((&has["balance"], &has["usable"], &has["amount"]), (&json!(410), &json!(410), &json!(41_000)));
    assert_eq!((&has["standing"]["level"]["name"], &has["standing"]["next"]["from"]), (&json!("Argent"), &json!(2_000)));
    assert_eq!(entries(&garage).await, [("earned".to_owned(), 410)]);
    // With the level it reached, the next visit earns a tenth more.
    paid(&garage, "c").await;
    assert_eq!(points(&garage).await["balance"], 410 + 451);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_credit_note_takes_points_back_in_proportion_and_the_last_takes_the_rest() {
    let garage = with_points().await;
    let id = paid(&garage, "p").await;
    let line = garage.get(&id).await["lines"][0]["id"].clone();
    let path = format!("/invoices/{id}/credit-notes");
    let quarter = json!({ "lines": [{ "line_id": line, "net": 100_000 }], "reason": "Geste" });
    owner(&garage, "c1").post(&path, quarter).await.expect(201);
    assert_eq!(points(&garage).await["balance"], 310);
    owner(&garage, "c2").post(&path, json!({ "reason": "Annulée" })).await.expect(201);
    assert_eq!(points(&garage).await["balance"], 0, "its stamp duty alone earns nothing");
    assert_eq!(entries(&garage).await, [("earned".into(), 410), ("reversed".into(), -100), ("reversed".into(), -310)]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_is_handed_back_is_not_paid_and_earns_again_when_it_is() {
    let garage = with_points().await;
    let id = paid(&garage, "p").await;
    let back = json!({ "tender": "cash", "amount": 1_000, "reason": "Trop" });
    owner(&garage, "r").post(&format!("/invoices/{id}/refunds"), back).await.expect(200);
    assert_eq!(points(&garage).await["balance"], 0);
    garage.till("again").post(&format!("/invoices/{id}/payments"), money("cash", 1_000)).await.expect(200);
    assert_eq!(entries(&garage).await, [("earned".into(), 410), ("reversed".into(), -410), ("earned".into(), 410)]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn points_pay_and_no_drawer_sees_them_and_the_journal_calls_it_a_discount() {
    let garage = with_points().await;
    paid(&garage, "p").await;
    let id = issued(&garage).await;
    let path = format!("/invoices/{id}/payments");
    let refused = |key: &'static str, amount: i64| {
        let (till, path) = (garage.till(key), path.clone());
        async move { till.post(&path, money("points", amount)).await.expect(422).json()["errors"][0]["code"].clone() }
    };
    assert_eq!(refused("x1", 12_050).await, "not-whole-points");
    assert_eq!(refused("x2", 4_900).await, "too-few-points");
    assert_eq!(refused("x3", 41_100).await, "not-enough-points");
    let after = garage.till("use").post(&path, money("points", 12_000)).await.expect(200).json();
    garage.till("use").post(&path, money("points", 12_000)).await.expect(200);
    assert_eq!((&after["due"], &after["state"], &after["payments"][0]["tender"]), (&json!(465_000), &json!("part_paid"), &json!("points")));
    assert_eq!(points(&garage).await["balance"], 290);
    let drawer = garage.kit.advisor().get(&format!("/drawers/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!((&drawer["tenders"][0]["expected"], drawer["tenders"].as_array().unwrap().len()), (&json!(477_000), 5));
    garage.till("rest").post(&path, money("cash", 465_000)).await.expect(200);
    // 400.000 × 465 ∕ 477 in money is 389 whole dinars; with the visit 399, and a tenth of them.
    assert_eq!(points(&garage).await["balance"], 290 + 438);
    let journal = garage.kit.owner().get(&format!("/journals/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!(journal["debit"], journal["credit"]);
    let given = journal["accounts"].as_array().unwrap().iter().find(|sum| sum["account"] == "709").unwrap();
    assert_eq!((&given["debit"], &given["credit"]), (&json!(12_000), &json!(0)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_points_paid_goes_back_in_points_and_never_in_money() {
    let garage = with_points().await;
    paid(&garage, "p").await;
    let id = issued(&garage).await;
    let (pay, refund) = (format!("/invoices/{id}/payments"), format!("/invoices/{id}/refunds"));
    garage.till("use").post(&pay, money("points", 41_000)).await.expect(200);
    garage.till("cash").post(&pay, money("cash", 100_000)).await.expect(200);
    let back = |tender: &str, amount: i64| json!({ "tender": tender, "amount": amount, "reason": "Erreur" });
    let code = |reply: testkit::Reply| reply.expect(422).json()["errors"][0]["code"].clone();
    assert_eq!(code(owner(&garage, "r1").post(&refund, back("cash", 100_001)).await), "paid-with-points");
    assert_eq!(code(owner(&garage, "r2").post(&refund, back("points", 41_001)).await), "more-than-points-paid");
    owner(&garage, "r3").post(&refund, back("cash", 100_000)).await.expect(200);
    owner(&garage, "r4").post(&refund, back("points", 20_500)).await.expect(200);
    assert_eq!(points(&garage).await["balance"], 205);
    owner(&garage, "r5").post(&refund, back("points", 20_500)).await.expect(200);
    assert_eq!((&points(&garage).await["balance"], &garage.get(&id).await["paid"]), (&json!(410), &json!(0)));
    let receipt = json!({ "site_id": garage.kit.site, "customer_id": garage.leila, "tender": "points", "amount": 100 });
    assert_eq!(code(garage.till("rc").post("/receipts", receipt).await), "points-not-here");
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_credit_note_gives_back_points_before_money() {
    let garage = with_points().await;
    paid(&garage, "p").await;
    let id = issued(&garage).await;
    let pay = format!("/invoices/{id}/payments");
    garage.till("use").post(&pay, money("points", 41_000)).await.expect(200);
    garage.till("cash").post(&pay, money("cash", 436_000)).await.expect(200);
    let all = json!({ "reason": "Annulée", "stamp_duty": true, "surplus": "account" });
    owner(&garage, "c").post(&format!("/invoices/{id}/credit-notes"), all).await.expect(201);
    let after = garage.get(&id).await;
    assert_eq!((&after["due"], &after["paid"]), (&json!(0), &json!(0)));
    assert_eq!(points(&garage).await["balance"], 410, "what was used is back, and what it earned is gone");
    let deposits = garage.kit.advisor().get("/deposits?open=true").await.expect(200).json();
    assert_eq!((&deposits["items"][0]["open"], &deposits["items"][0]["tender"]), (&json!(436_000), &json!("cash")));
    garage.is_healthy().await;
}

#[tokio::test]
async fn twenty_at_once_use_no_more_points_than_there_are() {
    let garage = with_points().await;
    paid(&garage, "p").await;
    let mut open = vec![];
    for _ in 0..4 {
        open.push(issued(&garage).await);
    }
    // 410 points: of 20 × 60 six fit.
    let replies = join_all((0..20).map(|turn| {
        let (till, path) = (garage.till(&format!("at-once-{turn}")), format!("/invoices/{}/payments", open[turn % open.len()]));
        async move { till.post(&path, money("points", 6_000)).await }
    }))
    .await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 6);
    assert!(replies.iter().all(|reply| [200, 422].contains(&reply.status)));
    assert_eq!(points(&garage).await["balance"], 50);
    garage.is_healthy().await;
}

#[tokio::test]
async fn points_are_given_and_taken_by_hand_with_a_reason_by_who_may() {
    let garage = with_points().await;
    let path = format!("/loyalty/{}/entries", garage.leila);
    let give = |points: i64| json!({ "site_id": garage.kit.site, "points": points, "reason": "Geste" });
    assert_eq!(garage.till("t").post(&path, give(100)).await.expect(403).code(), "forbidden");
    let given = owner(&garage, "g").post(&path, give(100)).await.expect(201).json();
    owner(&garage, "g").post(&path, give(100)).await.expect(201);
    assert_eq!(given["balance"], 100);
    let taken = owner(&garage, "w").post(&path, give(-130)).await.expect(201).json();
    assert_eq!((&taken["balance"], &taken["usable"], &taken["amount"]), (&json!(-30), &json!(0), &json!(0)));
    assert_eq!(owner(&garage, "n").post(&path, give(0)).await.expect(422).pointers(), ["/points"]);
    let id = issued(&garage).await;
    let refused = garage.till("u").post(&format!("/invoices/{id}/payments"), money("points", 5_000)).await.expect(422);
    assert_eq!(refused.json()["errors"][0]["code"], "not-enough-points");
    let report = garage.kit.owner().get(&format!("/loyalty-liabilities/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!((&report["points"], &report["overdrawn"], &report["customers"]), (&json!(0), &json!(-30), &json!(0)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn points_expire_the_oldest_first_and_once() {
    let garage = with_points().await;
    let path = format!("/loyalty/{}/entries", garage.leila);
    let give = |points: i64| json!({ "site_id": garage.kit.site, "points": points, "reason": "Geste" });
    owner(&garage, "old").post(&path, give(100)).await.expect(201);
    garage.kit.clock.advance(TimeDelta::days(200));
    owner(&garage, "young").post(&path, give(80)).await.expect(201);
    let id = issued(&garage).await;
    garage.till("use").post(&format!("/invoices/{id}/payments"), money("points", 6_000)).await.expect(200);
    garage.kit.clock.advance(TimeDelta::days(170));
    assert_eq!(points(&garage).await["balance"], 80, "40 of the oldest were left");
    for _ in 0..2 {
        garage.kit.settle().await;
        assert_eq!(points(&garage).await["balance"], 80);
        garage.kit.clock.advance(TimeDelta::days(1));
    }
    assert_eq!(entries(&garage).await, [("granted".into(), 100), ("granted".into(), 80), ("used".into(), -60), ("expired".into(), -40)]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_report_says_what_is_outstanding_on_a_day_by_age_and_month() {
    let garage = with_points().await;
    paid(&garage, "p").await;
    let today = garage.kit.clock.now().date_naive();
    garage.kit.clock.advance(TimeDelta::days(100));
    let id = issued(&garage).await;
    garage.till("use").post(&format!("/invoices/{id}/payments"), money("points", 10_000)).await.expect(200);
    let path = format!("/loyalty-liabilities/{}", garage.kit.site);
    let report = garage.kit.owner().get(&path).await.expect(200).json();
    assert_eq!((&report["points"], &report["amount"], &report["customers"]), (&json!(310), &json!(31_000), &json!(1)));
    let ages: Vec<_> = report["ages"].as_array().unwrap().iter().map(|age| age["points"].as_i64().unwrap()).collect();
    assert_eq!(ages, [0, 310, 0, 0]);
    let used: i64 = report["months"].as_array().unwrap().iter().map(|month| month["used"].as_i64().unwrap()).sum();
    let earned: i64 = report["months"].as_array().unwrap().iter().map(|month| month["earned"].as_i64().unwrap()).sum();
    assert_eq!((used, earned), (100, 410));
    let then = today.checked_add_days(Days::new(1)).unwrap();
    let before = garage.kit.owner().get(&format!("{path}?until={then}")).await.expect(200).json();
    assert_eq!(before["points"], 410);
    let csv = garage.kit.owner().get(&format!("{path}/export")).await.expect(200).text();
    assert!(csv.contains("31.000"), "{csv}");
    garage.kit.advisor().get(&path).await.expect(403);
}

#[tokio::test]
async fn points_go_with_a_merged_customer_and_come_back() {
    let garage = with_points().await;
    paid(&garage, "p").await;
    let path = format!("/loyalty/{}/entries", garage.leila);
    let give = json!({ "site_id": garage.kit.site, "points": 40, "reason": "Geste" });
    owner(&garage, "g").post(&path, give).await.expect(201);
    let ali = CustomerId::new();
    let saved = |id| CustomerSaved { id, name: "Leïla".into(), phone: None };
    let merged = CustomerMerged { merge_id: uuid::Uuid::now_v7(), from: saved(garage.leila), into: saved(ali), at: garage.kit.clock.now() };
    garage.tell_as("customers", &merged).await;
    assert_eq!((&points(&garage).await["balance"], &of(&garage, ali).await["balance"]), (&json!(0), &json!(450)));
    garage.is_healthy().await;
    garage.tell_as("customers", &CustomerUnmerged(merged)).await;
    assert_eq!((&points(&garage).await["balance"], &of(&garage, ali).await["balance"]), (&json!(450), &json!(0)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn levels_ask_for_more_each_and_a_supplement_is_no_second_visit() {
    let garage = with_points().await;
    let mut wrong = promised();
    wrong["levels"][1]["from"] = json!(400);
    let path = format!("/loyalty-settings/{}", garage.kit.site);
    let refused = garage.kit.owner().put(&path, wrong).await.expect(422);
    assert_eq!(refused.pointers(), ["/levels/1/from"]);
    let mut order = garage.order(&[part("Pads", 1000, 100_000)]);
    let first = garage.drafted(&order).await;
    garage.issue(&first).await;
    garage.till("1").post(&format!("/invoices/{first}/payments"), money("cash", 120_000)).await.expect(200);
    assert_eq!(points(&garage).await["balance"], 110);
    order.lines.push(part("Disc", 1000, 50_000));
    let more = garage.drafted(&order).await;
    let due = garage.issue(&more).await["due"].as_i64().unwrap();
    garage.till("2").post(&format!("/invoices/{more}/payments"), money("cash", due)).await.expect(200);
    assert_eq!(points(&garage).await["balance"], 160);
}
