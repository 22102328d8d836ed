//! Letters to who is late (PRODUCT 1.M, M12).

#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use chrono::TimeDelta;
use contracts::billing::{DunningSent, Invoices as _};
use contracts::customers::{CustomerMerged, CustomerSaved};
use futures::future::join_all;
use serde_json::{Value, json};
use testkit::Reply;
use uuid::Uuid;

use crate::support::{FLEET, Garage};

fn step(days: i32, tone: &str) -> Value {
    json!({ "days": days, "tone": tone })
}

fn three() -> Value {
    json!([step(7, "friendly"), step(15, "firm"), step(30, "formal")])
}

impl Garage {
    async fn reminds(&self, mode: &str, steps: Value) {
        let body = json!({ "mode": mode, "hour": 8, "least": 0, "steps": steps });
        self.kit.owner().put(&format!("/dunning/{}", self.kit.site), body).await.expect(200);
    }

    async fn late(&self, net: i64) -> String {
        let id = self.draft_over(net).await;
        self.issue(&id).await;
        id
    }

    /// So many days later, when everybody has done what they do once a day.
    async fn days_later(&self, days: i64) {
        self.kit.clock.advance(TimeDelta::days(days));
        self.kit.settle().await;
    }

    async fn letters(&self, filter: &str) -> Vec<Value> {
        let page = self.kit.advisor().get(&format!("/dunning-letters?site={}{filter}", self.kit.site)).await.expect(200).json();
        page["items"].as_array().unwrap().clone()
    }

    async fn proposed(&self) -> Vec<Value> {
        self.letters("&state=proposed").await
    }

    async fn send_letters(&self, key: &str, letters: &[Value]) -> Reply {
        let ids: Vec<_> = letters.iter().map(|letter| letter["id"].clone()).collect();
        let path = format!("/dunning/{}/send", self.kit.site);
        self.kit.advisor().with("Idempotency-Key", key).post(&path, json!({ "letter_ids": ids })).await
    }

    async fn sent(&self) -> Vec<DunningSent> {
        self.events().await.iter().filter_map(|event| event.open().unwrap()).collect()
    }

    async fn decide(&self, letter: &Value, verb: &str) -> Reply {
        self.kit.advisor().post(&format!("/dunning-letters/{}/{verb}", letter["id"].as_str().unwrap()), json!({})).await
    }

    async fn pause(&self, whom: Value) -> Reply {
        let mut body = json!({ "site_id": self.kit.site, "reason": "Litige" });
        for (name, value) in whom.as_object().unwrap() {
            body[name] = value.clone();
        }
        self.kit.advisor().with("Idempotency-Key", Uuid::now_v7().to_string()).post("/dunning-pauses", body).await
    }

    async fn pay_all(&self, invoice: &str) {
        let due = self.get(invoice).await["due"].clone();
        let body = json!({ "tender": "cash", "amount": due });
        self.till(&Uuid::now_v7().to_string()).post(&format!("/invoices/{invoice}/payments"), body).await.expect(200);
    }
}

/// The step, and the sum that is due.
fn told(letters: &[Value]) -> Vec<(i64, i64)> {
    letters.iter().map(|letter| (letter["step"].as_i64().unwrap(), letter["due"].as_i64().unwrap())).collect()
}

#[tokio::test]
async fn who_is_late_is_written_to_step_by_step_and_once() {
    let garage = Garage::open().await;
    let (first, _) = (garage.late(100_000).await, garage.late(20_000).await);
    garage.days_later(6).await;
    assert!(garage.proposed().await.is_empty(), "nobody is written to until the site says so");
    garage.reminds("propose", three()).await;
    garage.kit.settle().await;
    assert!(garage.proposed().await.is_empty(), "six days");
    garage.days_later(1).await;
    let letters = garage.proposed().await;
    assert_eq!((told(&letters), letters[0]["invoices"].as_array().unwrap().len()), (vec![(1, 144_800)], 2), "one letter for both");
    assert_eq!(letters[0]["actions"], json!(["send", "skip", "pause", "print"]));

    let answer = garage.send_letters("a", &letters).await.expect(200).json();
    assert_eq!(answer, json!({ "letters": 1, "left": 0, "due": 144_800, "currency": "TND" }));
    assert_eq!(garage.send_letters("a", &letters).await.expect(200).json(), answer, "once");
    assert_eq!(garage.send_letters("b", &letters).await.expect(200).json()["letters"], 0, "also when somebody else sends it");
    let sent = garage.sent().await;
    assert_eq!((sent.len(), sent[0].customer_id, sent[0].due.0, sent[0].step), (1, garage.leila, 144_800, 1));
    assert_eq!((sent[0].words.len(), sent[0].invoices.len(), &sent[0].hold), (3, 2, &None));

    // Paid ones leave; the other comes to the second step eight days after the first.
    garage.pay_all(&first).await;
    garage.days_later(7).await;
    assert!(garage.proposed().await.is_empty());
    garage.days_later(1).await;
    assert_eq!(told(&garage.proposed().await), [(2, 24_800)]);
    assert_eq!(told(&garage.letters(&format!("&invoice={first}")).await), [(1, 144_800)], "the invoice lists its letters");
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_day_is_looked_at_once_and_not_before_its_hour() {
    let garage = Garage::open().await;
    garage.late(100_000).await;
    garage.reminds("send", three()).await;
    garage.days_later(8).await;
    assert_eq!(garage.sent().await.len(), 1, "it goes out by itself");
    garage.kit.clock.advance(TimeDelta::hours(4));
    garage.late(50_000).await;
    assert_eq!(garage.sent().await.len(), 1);
    // Nine in the morning at Tunis, seven days and sixteen hours later: one o'clock at night.
    garage.kit.clock.advance(TimeDelta::days(7) + TimeDelta::hours(12));
    garage.kit.settle().await;
    assert_eq!(garage.sent().await.len(), 1, "it is night");
    garage.kit.clock.advance(TimeDelta::hours(8));
    garage.kit.settle().await;
    let sent = garage.sent().await;
    assert_eq!(sent.iter().map(|letter| (letter.step, letter.due.0)).collect::<Vec<_>>(), [(1, 120_000), (2, 180_500)]);
    assert_eq!(sent[1].invoices.len(), 2, "the second step of one, and the first of the other");
}

#[tokio::test]
async fn what_is_paid_disputed_or_paused_has_left_a_letter_when_it_is_sent() {
    let garage = Garage::open().await;
    let (first, second, third) = (garage.late(100_000).await, garage.late(50_000).await, garage.late(20_000).await);
    garage.reminds("propose", three()).await;
    garage.days_later(10).await;
    let letters = garage.proposed().await;
    assert_eq!(told(&letters), [(1, 205_300)]);
    garage.pay_all(&first).await;
    assert_eq!(told(&garage.proposed().await), [(1, 85_300)], "the list shows what stands now");
    let dispute = garage.pause(json!({ "invoice_id": second })).await.expect(201).json();
    assert_eq!(told(&garage.proposed().await), [(1, 24_800)]);
    garage.kit.advisor().post(&format!("/dunning-pauses/{}/end", dispute["id"].as_str().unwrap()), json!({})).await.expect(204);
    assert_eq!(told(&garage.proposed().await), [(1, 85_300)], "and back");
    let until = "2026-12-05";
    let pause = garage.pause(json!({ "customer_id": garage.leila, "until": until })).await.expect(201).json();
    assert_eq!((&pause["label"], &pause["until"]), (&json!("Leïla Ben Ali"), &json!(until)));
    assert!(garage.proposed().await.is_empty());
    assert_eq!(garage.send_letters("late", &letters).await.expect(200).json()["letters"], 0, "what somebody still sees on their screen");
    garage.days_later(6).await;
    let listed = garage.kit.advisor().get(&format!("/dunning-pauses?customer={}", garage.leila)).await.expect(200).json();
    assert_eq!((listed["items"].as_array().unwrap().len(), garage.proposed().await.len()), (0, 1), "the day is over");
    garage.pay_all(&second).await;
    garage.pay_all(&third).await;
    assert!(garage.proposed().await.is_empty());

    let refused = |reply: Reply| (reply.status, reply.pointers());
    assert_eq!(refused(garage.pause(json!({})).await), (422, vec!["/customer_id".to_owned()]));
    assert_eq!(refused(garage.pause(json!({ "invoice_id": Uuid::now_v7() })).await), (422, vec!["/invoice_id".to_owned()]));
    assert_eq!(refused(garage.pause(json!({ "customer_id": FLEET, "until": "2026-11-19" })).await), (422, vec!["/until".to_owned()]));
}

#[tokio::test]
async fn a_letter_is_skipped_and_proposed_again() {
    let garage = Garage::open().await;
    garage.late(100_000).await;
    garage.reminds("propose", three()).await;
    garage.days_later(7).await;
    let letter = garage.proposed().await.remove(0);
    assert_eq!(garage.decide(&letter, "restore").await.code(), "letter-state");
    garage.decide(&letter, "skip").await.expect(200);
    assert_eq!((garage.decide(&letter, "skip").await.code(), garage.proposed().await.len()), ("letter-state".to_owned(), 0));
    assert_eq!(garage.decide(&letter, "restore").await.expect(200).json()["state"], "proposed");
    assert_eq!(garage.proposed().await.len(), 1);
    garage.decide(&letter, "skip").await.expect(200);
    garage.days_later(8).await;
    assert_eq!(told(&garage.proposed().await), [(2, 120_000)], "the next comes in its time");
    assert_eq!(garage.decide(&letter, "restore").await.code(), "letter-state", "it is past");
    assert_eq!(garage.kit.technician().post(&format!("/dunning/{}/look", garage.kit.site), json!({})).await.status, 403);
}

#[tokio::test]
async fn two_who_send_at_once_send_once() {
    let garage = Garage::open().await;
    garage.late(100_000).await;
    garage.reminds("propose", three()).await;
    garage.days_later(7).await;
    let letters = garage.proposed().await;
    let keys: Vec<_> = (0..6).map(|number| format!("k{number}")).collect();
    let answers = join_all(keys.iter().map(|key| garage.send_letters(key, &letters))).await;
    let sent: i64 = answers.into_iter().map(|reply| reply.expect(200).json()["letters"].as_i64().unwrap()).sum();
    assert_eq!((sent, garage.sent().await.len()), (1, 1));
    garage.kit.advisor().post(&format!("/dunning/{}/look", garage.kit.site), json!({})).await.expect(200);
    assert!(garage.proposed().await.is_empty());
}

#[tokio::test]
async fn an_invoice_whose_cheque_bounced_goes_on_where_it_stood() {
    let garage = Garage::open().await;
    let invoice = garage.late(100_000).await;
    garage.reminds("propose", three()).await;
    garage.days_later(7).await;
    garage.send_letters("a", &garage.proposed().await).await.expect(200);
    let cheque = json!({ "number": "1", "bank": "BIAT", "due_on": "2026-12-01" });
    let body = json!({ "tender": "cheque", "amount": 120_000, "cheque": cheque });
    garage.till("c").post(&format!("/invoices/{invoice}/payments"), body).await.expect(200);
    garage.days_later(20).await;
    assert!(garage.proposed().await.is_empty());
    let cheque = garage.kit.owner().get("/cheques").await.expect(200).json()["items"][0]["id"].clone();
    let slip = json!({ "site_id": garage.kit.site, "cheque_ids": [cheque] });
    garage.till("s").post("/cheque-slips", slip).await.expect(201);
    let bounce = format!("/cheques/{}/bounce", cheque.as_str().unwrap());
    garage.kit.owner().with("Idempotency-Key", "b").post(&bounce, json!({ "reason": "Sans provision" })).await.expect(200);
    garage.days_later(1).await;
    assert_eq!(told(&garage.proposed().await), [(2, 120_000)]);
}

/// France: 40.00 and interest, of businesses alone; here in dinars.
#[tokio::test]
async fn a_fee_is_named_and_not_owed_and_the_last_step_holds() {
    let garage = Garage::open().await;
    let mut order = garage.order(&[crate::support::part("Pads", 1000, 100_000)]);
    (order.customer_id, order.customer_name) = (FLEET, "Fleet".into());
    let draft = garage.drafted(&order).await;
    let invoice = garage.issue(&draft).await;
    garage.late(20_000).await;
    let fee = json!({ "fixed": 40_000, "yearly_rate": 1000, "least_interest": 100, "businesses_only": true });
    let last = json!({ "days": 73, "tone": "formal", "fee": fee, "hold": true, "words": { "ar": "ادفع" } });
    garage.reminds("propose", json!([last])).await;
    garage.days_later(73).await;
    let letters = garage.proposed().await;
    let named: Vec<_> = letters.iter().map(|letter| (letter["due"].as_i64().unwrap(), letter["fee"].as_i64().unwrap())).collect();
    // 120.000 at 10 % for 73 days of 365 is 2.400; who has no number with the tax office is asked nothing.
    assert!(named.contains(&(120_000, 42_400)) && named.contains(&(24_800, 0)), "{named:?}");
    garage.send_letters("a", &letters).await.expect(200);
    let sent = garage.sent().await;
    let fleet = sent.iter().find(|letter| letter.customer_id == FLEET).unwrap();
    let number = invoice["number"].as_str().unwrap();
    assert_eq!((fleet.fee.0, fleet.hold.as_deref()), (42_400, Some(format!("Mise en demeure : {number}").as_str())));
    assert_eq!(garage.get(&draft).await["due"], 120_000, "nothing is owed by being named");

    let pdf = garage.ports.letter(fleet.id).await.unwrap();
    let printed: Value = serde_json::from_slice(&pdf.bytes).unwrap();
    assert_eq!((&printed["kind"], &printed["heading"], &printed["text"]), (&json!("dunning"), &json!("إنذار بالدفع"), &json!("ادفع")));
    assert_eq!(printed["sums"], json!([["due", 120_000], ["fee", 42_400], ["to_pay", 162_400]]));
    let french = garage.kit.advisor().get(&format!("/dunning-letters/{}/pdf?lang=fr", fleet.id)).await.expect(200);
    let french: Value = serde_json::from_slice(&french.bytes).unwrap();
    assert!(french["text"].as_str().unwrap().starts_with("Nos rappels"));
    assert_eq!(garage.kit.technician().get(&format!("/dunning-letters/{}/pdf", fleet.id)).await.status, 403);
    garage.is_healthy().await;
}

#[tokio::test]
async fn figures_say_how_far_it_came_and_what_came_in_upon_letters() {
    let garage = Garage::open().await;
    let (first, second) = (garage.late(100_000).await, garage.late(50_000).await);
    garage.reminds("send", three()).await;
    garage.days_later(7).await;
    garage.late(20_000).await;
    garage.days_later(3).await;
    garage.pay_all(&first).await;
    garage.days_later(12).await;
    garage.pay_all(&second).await;
    let figures = garage.kit.advisor().get(&format!("/dunning-figures?site={}", garage.kit.site)).await.expect(200).json();
    let first_step = json!({ "step": 1, "currency": "TND", "letters": 2, "asked": 205_300, "received": 120_000 });
    let second_step = json!({ "step": 2, "currency": "TND", "letters": 1, "asked": 60_500, "received": 60_500 });
    assert_eq!(figures["answered"], json!([first_step, second_step]), "15 days after its letter, the second came in upon the next");
    assert_eq!(figures["reached"], json!([{ "step": 1, "currency": "TND", "invoices": 1, "customers": 1, "due": 24_800 }]));
}

#[tokio::test]
async fn steps_are_each_later_than_the_one_before() {
    let garage = Garage::open().await;
    let path = format!("/dunning/{}", garage.kit.site);
    let usual = garage.kit.advisor().get(&path).await.expect(200).json();
    assert_eq!((&usual["mode"], usual["steps"].as_array().unwrap().len(), usual["usual"].as_array().unwrap().len()), (&json!("off"), 3, 9));
    let put = |mode: &str, steps: Value| {
        let (owner, path, body) = (garage.kit.owner(), path.clone(), json!({ "mode": mode, "hour": 8, "least": 0, "steps": steps }));
        async move { owner.put(&path, body).await }
    };
    let wrong = put("propose", json!([step(7, "friendly"), step(7, "firm")])).await;
    assert_eq!((wrong.status, wrong.pointers()), (422, vec!["/steps/1/days".to_owned()]));
    let none = put("send", json!([])).await;
    assert_eq!((none.status, none.pointers()), (422, vec!["/steps".to_owned()]));
    let body = json!({ "mode": "off", "hour": 8, "least": 0, "steps": [] });
    assert_eq!(garage.kit.advisor().put(&path, body).await.status, 403);
    assert_eq!(put("off", json!([])).await.expect(200).json()["version"], 1);
    let off = garage.kit.advisor().post(&format!("{path}/look"), json!({})).await;
    assert_eq!((off.status, off.code()), (409, "dunning-off".to_owned()));
}

#[tokio::test]
async fn a_merged_customer_is_written_to_as_one() {
    let garage = Garage::open().await;
    garage.late(100_000).await;
    let mut order = garage.order(&[crate::support::part("Pads", 1000, 20_000)]);
    (order.customer_id, order.customer_name) = (FLEET, "Fleet".into());
    garage.issue(&garage.drafted(&order).await).await;
    garage.reminds("propose", three()).await;
    garage.days_later(7).await;
    assert_eq!(garage.proposed().await.len(), 2);
    let saved = |id| CustomerSaved { id, name: "Fleet".into(), phone: None };
    let (at, merge_id) = (garage.kit.context.clock.now(), Uuid::now_v7());
    let merged = CustomerMerged { merge_id, from: saved(garage.leila), into: saved(FLEET), at };
    garage.tell_as("customers", &merged).await;
    garage.kit.advisor().post(&format!("/dunning/{}/look", garage.kit.site), json!({})).await.expect(200);
    assert_eq!(told(&garage.proposed().await), [(1, 144_800)]);
}
