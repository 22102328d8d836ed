//! Cheques from the day they come until the bank has paid them, or not (PRODUCT 1.N, N1).

#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use chrono::{Days, NaiveDate};
use contracts::customers::{CustomerMerged, CustomerSaved};
use futures::future::join_all;
use serde_json::{Value, json};
use testkit::Reply;
use uuid::Uuid;

use crate::support::Garage;

impl Garage {
    fn day(&self, after: u64) -> NaiveDate {
        self.kit.context.clock.now().date_naive() + Days::new(after)
    }

    fn written(&self, number: &str, after: u64) -> Value {
        json!({ "number": number, "bank": "BIAT", "rib": "08001000000000001280", "due_on": self.day(after) })
    }

    async fn issued_over(&self, net: i64) -> String {
        let id = self.draft_over(net).await;
        self.issue(&id).await;
        id
    }

    async fn pay_by_cheque(&self, invoice: &str, amount: i64, cheque: Value) -> Reply {
        let body = json!({ "tender": "cheque", "amount": amount, "cheque": cheque });
        self.till(&Uuid::now_v7().to_string()).post(&format!("/invoices/{invoice}/payments"), body).await
    }

    async fn receive_cheque(&self, amount: i64, cheque: Value) -> Value {
        let (site, customer) = (self.kit.site, self.leila);
        let body = json!({ "site_id": site, "customer_id": customer, "tender": "cheque", "amount": amount, "cheque": cheque });
        self.till(&Uuid::now_v7().to_string()).post("/receipts", body).await.expect(201).json()
    }

    async fn cheques(&self, filter: &str) -> Vec<Value> {
        let page = self.kit.advisor().get(&format!("/cheques{filter}")).await.expect(200).json();
        page["items"].as_array().unwrap().clone()
    }

    async fn banked(&self, key: &str, ids: &[&str]) -> Reply {
        self.till(&key.replace(' ', "-")).post("/cheque-slips", json!({ "site_id": self.kit.site, "cheque_ids": ids })).await
    }

    async fn step(&self, key: &str, cheque: &str, verb: &str) -> Reply {
        let body = if verb == "bounce" { json!({ "reason": "Provision insuffisante" }) } else { json!({}) };
        self.kit.owner().with("Idempotency-Key", key.replace(' ', "-")).post(&format!("/cheques/{cheque}/{verb}"), body).await
    }

    /// What each account moved, debit less credit, of what moved anything.
    async fn accounts(&self) -> Vec<(String, i64)> {
        let day = self.day(0);
        let journal = self.kit.owner().get(&format!("/journals/{}?from={day}&until={day}", self.kit.site)).await.expect(200).json();
        assert_eq!(journal["debit"], journal["credit"]);
        let sum =
            |row: &Value| (row["account"].as_str().unwrap().to_owned(), row["debit"].as_i64().unwrap() - row["credit"].as_i64().unwrap());
        journal["accounts"].as_array().unwrap().iter().map(sum).filter(|(_, sum)| *sum != 0).collect()
    }

    async fn of(&self, account: &str) -> i64 {
        self.accounts().await.into_iter().find(|(name, _)| name == account).map_or(0, |(_, sum)| sum)
    }
}

fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap()
}

fn conflict(reply: &Reply, code: &str) {
    assert_eq!((reply.status, reply.code().as_str()), (409, code), "{}", reply.text());
}

#[tokio::test]
async fn cheques_lie_in_hand_go_to_the_bank_in_one_slip_and_clear() {
    let garage = Garage::open().await;
    // 72.400 and 24.800.
    let (first, second) = (garage.issued_over(60_000).await, garage.issued_over(20_000).await);
    let paid = garage.pay_by_cheque(&first, 72_400, garage.written(" 0001234 ", 30)).await.expect(200).json();
    assert_eq!((&paid["state"], &paid["payments"][0]["reference"]), (&json!("paid"), &json!("0001234")));
    garage.pay_by_cheque(&second, 10_000, garage.written("77", 2)).await.expect(200);
    // Without what is written on it, it is in no register.
    garage.pay_by_cheque(&second, 14_800, Value::Null).await.expect(200);
    let lying = garage.cheques("").await;
    let seen: Vec<_> = lying.iter().map(|row| (row["number"].as_str().unwrap(), row["amount"].as_i64().unwrap())).collect();
    assert_eq!(seen, [("77", 10_000), ("0001234", 72_400)], "the first that is due first");
    assert_eq!((&lying[0]["state"], &lying[0]["actions"]), (&json!("in_hand"), &json!(["bank"])));
    assert_eq!(garage.of("5312").await, 97_200);

    let ids = [id(&lying[0]), id(&lying[1])];
    conflict(&garage.step("soon", ids[0], "clear").await, "cheque-state");
    let slip = garage.banked("slip", &ids).await.expect(201).json();
    assert_eq!((&slip["number"], &slip["amount"]), (&json!(1), &json!(82_400)));
    assert_eq!(garage.banked("slip", &ids).await.expect(201).json(), slip, "once");
    conflict(&garage.banked("again", &ids).await, "cheque-state");
    assert_eq!(garage.of("532").await, 0, "the bank has not paid");

    let cleared = garage.step("clear", ids[0], "clear").await.expect(200).json();
    assert_eq!(garage.step("clear", ids[0], "clear").await.expect(200).json(), cleared, "once");
    conflict(&garage.step("clear again", ids[0], "clear").await, "cheque-state");
    assert_eq!((garage.of("532").await, garage.of("5312").await), (10_000, 87_200));
    assert_eq!(garage.cheques("?state=banked").await.len(), 1);
    assert_eq!(garage.kinds().await.iter().filter(|kind| *kind == "cheque.changed").count(), 5);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_bounced_cheque_makes_its_invoice_due_again_and_no_drawer_sees_it() {
    let garage = Garage::open().await;
    let invoice = garage.issued_over(60_000).await;
    garage.pay_by_cheque(&invoice, 50_000, garage.written("0001234", 0)).await.expect(200);
    let drawer =
        || async { garage.kit.advisor().get(&format!("/drawers/{}", garage.kit.site)).await.expect(200).json()["movements"].clone() };
    let before = drawer().await;
    let cheque = garage.cheques("").await.remove(0);
    garage.banked("slip", &[id(&cheque)]).await.expect(201);
    // Nobody without the right to hand money back.
    let technician = garage.kit.technician().with("Idempotency-Key", "no");
    assert_eq!(technician.post(&format!("/cheques/{}/bounce", id(&cheque)), json!({ "reason": "x" })).await.status, 403);
    let bounced = garage.step("bounce", id(&cheque), "bounce").await.expect(200).json();
    assert_eq!(garage.step("bounce", id(&cheque), "bounce").await.expect(200).json(), bounced, "once");
    conflict(&garage.step("bounce again", id(&cheque), "bounce").await, "cheque-state");
    assert_eq!(
        (&bounced["state"], &bounced["reason"], &bounced["actions"]),
        (&json!("bounced"), &json!("Provision insuffisante"), &json!([]))
    );

    let due = garage.get(&invoice).await;
    assert_eq!((&due["state"], &due["paid"], &due["due"]), (&json!("issued"), &json!(0), &json!(72_400)));
    let kinds: Vec<_> = due["payments"].as_array().unwrap().iter().map(|payment| payment["kind"].clone()).collect();
    assert_eq!(kinds, ["payment", "bounced"]);
    assert_eq!(drawer().await, before);
    assert_eq!((garage.of("5312").await, garage.of("411").await, garage.of("532").await), (0, 72_400, 0));
    // The same money another way.
    garage.till("cash").post(&format!("/invoices/{invoice}/payments"), json!({ "tender": "cash", "amount": 72_400 })).await.expect(200);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_bounced_receipt_leaves_all_its_invoices_due_and_nothing_on_account() {
    let garage = Garage::open().await;
    let (first, second) = (garage.issued_over(60_000).await, garage.issued_over(20_000).await);
    let receipt = garage.receive_cheque(100_000, garage.written("55", 10)).await;
    assert_eq!((&receipt["open"], &receipt["reference"]), (&json!(2_800), &json!("55")));
    let cheque = garage.cheques("?state=in_hand").await.remove(0);
    assert_eq!((&cheque["deposit_id"], &cheque["document"]), (&receipt["id"], &receipt["number"]));
    garage.banked("slip", &[id(&cheque)]).await.expect(201);
    garage.step("clear", id(&cheque), "clear").await.expect(200);
    assert_eq!(garage.of("532").await, 100_000);
    // The bank takes back what it had paid.
    garage.step("bounce", id(&cheque), "bounce").await.expect(200);
    for (invoice, due) in [(&first, 72_400), (&second, 24_800)] {
        let shown = garage.get(invoice).await;
        assert_eq!((&shown["due"], &shown["paid"], &shown["state"]), (&json!(due), &json!(0), &json!("issued")));
        assert_eq!(shown["payments"].as_array().unwrap().last().unwrap()["kind"], "taken_back");
    }
    let left = garage.kit.advisor().get("/deposits").await.expect(200).json()["items"][0].clone();
    assert_eq!((&left["open"], &left["actions"]), (&json!(0), &json!([])));
    assert_eq!((garage.of("532").await, garage.of("5312").await, garage.of("4191").await, garage.of("411").await), (0, 0, 0, 97_200));
    let account = garage.kit.advisor().get("/receivables").await.expect(200).json()["totals"][0].clone();
    assert_eq!((&account["aged"]["total"], &account["credit"]), (&json!(97_200), &json!(0)));
    let statement = garage.kit.advisor().get(&format!("/statements/{}?site={}", garage.leila, garage.kit.site)).await.expect(200).json();
    assert!(statement.to_string().contains("\"bounced\""), "{statement}");
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_was_handed_back_meanwhile_is_settled_first() {
    let garage = Garage::open().await;
    let invoice = garage.issued_over(60_000).await;
    garage.pay_by_cheque(&invoice, 72_400, garage.written("1", 0)).await.expect(200);
    let receipt = garage.receive_cheque(5_000, garage.written("2", 1)).await;
    let cheques = garage.cheques("").await;
    garage.banked("slip", &[id(&cheques[0]), id(&cheques[1])]).await.expect(201);
    let back = json!({ "tender": "cash", "amount": 400, "reason": "Geste" });
    let till = |key: &str| garage.kit.owner().with("Idempotency-Key", key);
    till("a").post(&format!("/invoices/{invoice}/refunds"), back.clone()).await.expect(200);
    till("b").post(&format!("/deposits/{}/refund", id(&receipt)), back).await.expect(200);
    for (at, cheque) in cheques.iter().enumerate() {
        conflict(&garage.step(&format!("bounce {at}"), id(cheque), "bounce").await, "cheque-paid-back");
    }
    assert_eq!(garage.cheques("?state=banked").await.len(), 2, "nothing happened");
    garage.is_healthy().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_is_first() {
    let garage = Garage::open().await;
    garage.issued_over(60_000).await;
    garage.receive_cheque(72_400, garage.written("9", 0)).await;
    let cheque = garage.cheques("").await.remove(0);
    let slips: Vec<_> = (0..6).map(|at| format!("slip {at}")).collect();
    let ids = [id(&cheque)];
    let banked = join_all(slips.iter().map(|key| garage.banked(key, &ids))).await;
    assert_eq!(banked.iter().filter(|reply| reply.status == 201).count(), 1);
    let steps: Vec<_> = (0..8).map(|at| (format!("step {at}"), if at % 2 == 0 { "bounce" } else { "clear" })).collect();
    let done = join_all(steps.iter().map(|(key, verb)| garage.step(key, id(&cheque), verb))).await;
    assert!(done.iter().all(|reply| [200, 409].contains(&reply.status)), "one after the other");
    let bounces = done.iter().zip(&steps).filter(|(reply, (_, verb))| reply.status == 200 && *verb == "bounce").count();
    assert_eq!(bounces, 1, "it comes back once, cleared or not");
    assert_eq!((garage.of("532").await, garage.of("5312").await, garage.of("411").await), (0, 0, 72_400));
    garage.is_healthy().await;
}

/// Payments, credits and what is open are the total, whichever cheques bounce in whichever order.
#[tokio::test]
async fn what_is_paid_credited_and_open_is_the_total_after_any_bounces() {
    let garage = Garage::open().await;
    let mut dice = 20_261_127_u64;
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let mut invoices = vec![];
    for net in [60_000, 20_000, 10_000, 35_000] {
        invoices.push(garage.issued_over(net).await);
    }
    for number in 0..12_u64 {
        let written = garage.written(&number.to_string(), roll(20));
        let amount = i64::try_from(1 + roll(30_000)).unwrap();
        if roll(2) == 0 {
            garage.receive_cheque(amount, written).await;
        } else {
            let invoice = &invoices[usize::try_from(roll(4)).unwrap()];
            let status = garage.pay_by_cheque(invoice, amount, written).await.status;
            assert!([200, 409].contains(&status), "{status}");
        }
    }
    let cheques = garage.cheques("?limit=100").await;
    for (at, cheque) in cheques.iter().enumerate() {
        garage.banked(&format!("slip {at}"), &[id(cheque)]).await.expect(201);
        if roll(3) > 0 {
            garage.step(&format!("bounce {at}"), id(cheque), "bounce").await.expect(200);
        }
    }
    let mut open = 0;
    for invoice in &invoices {
        let shown = garage.get(invoice).await;
        let number = |name: &str| shown[name].as_i64().unwrap();
        assert_eq!(number("paid") + number("credited") + number("due"), shown["totals"]["total"].as_i64().unwrap());
        open += number("due");
    }
    let credit = garage.kit.advisor().get("/receivables").await.expect(200).json()["totals"][0]["credit"].as_i64().unwrap();
    assert_eq!((garage.of("411").await, -garage.of("4191").await), (open, credit), "the books say the same");
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_is_written_is_looked_at_and_the_register_tells_what_falls_due() {
    let garage = Garage::open().await;
    let invoice = garage.issued_over(60_000).await;
    let cash = json!({ "tender": "cash", "amount": 100, "cheque": garage.written("1", 0) });
    let refusal = garage.till("cash").post(&format!("/invoices/{invoice}/payments"), cash).await.expect(422);
    assert_eq!(refusal.pointers(), ["/cheque"]);
    for wrong in [json!({ "rib": "08001000000000001281" }), json!({ "number": " " }), json!({ "bank": "" })] {
        let mut cheque = garage.written("1", 0);
        cheque.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        assert_eq!(garage.pay_by_cheque(&invoice, 100, cheque).await.status, 422, "{wrong}");
    }
    for (number, after) in [("today", 0), ("week", 6), ("next", 7), ("later", 40)] {
        garage.pay_by_cheque(&invoice, 1_000, garage.written(number, after)).await.expect(200);
    }
    let numbers = async |filter: &str| {
        let rows = garage.cheques(filter).await;
        rows.iter().map(|row| row["number"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(numbers("?due=today").await, ["today"]);
    assert_eq!(numbers("?due=week").await, ["today", "week"]);
    assert_eq!(numbers("?due=later").await, ["next", "later"]);
    assert_eq!(numbers(&format!("?customer={}&state=in_hand", garage.leila)).await.len(), 4);
    let page = garage.kit.advisor().get("/cheques?limit=3").await.expect(200).json();
    assert_eq!(numbers(&format!("?limit=3&after={}", page["next"].as_str().unwrap())).await, ["later"]);
    let summary = garage.kit.advisor().get("/cheques/summary").await.expect(200).json();
    assert_eq!((&summary["sums"][0]["amount"], &summary["sums"][0]["count"]), (&json!(4_000), &json!(4)));
    let weeks: i64 = summary["weeks"].as_array().unwrap().iter().map(|week| week["amount"].as_i64().unwrap()).sum();
    assert_eq!(weeks, 4_000);
    assert_eq!(garage.banked("other", &[&Uuid::now_v7().to_string()]).await.expect(422).pointers(), ["/cheque_ids/0"]);
}

#[tokio::test]
async fn cheques_follow_a_merge() {
    let garage = Garage::open().await;
    let invoice = garage.issued_over(60_000).await;
    garage.pay_by_cheque(&invoice, 1_000, garage.written("1", 0)).await.expect(200);
    let saved = |id| CustomerSaved { id, name: "Leïla".into(), phone: None };
    let into = contracts::customers::CustomerId::new();
    let at = garage.kit.context.clock.now();
    let merged = CustomerMerged { merge_id: Uuid::now_v7(), at, from: saved(garage.leila), into: saved(into) };
    garage.tell_as("customers", &merged).await;
    assert_eq!(garage.cheques("").await[0]["customer"]["id"], json!(into));
}
