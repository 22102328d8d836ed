//! Electronic documents on their way to a platform on this machine (PRODUCT O1, O5; 3.7 steps 1 and 3).

#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use std::sync::Arc;

use chrono::TimeDelta;
use contracts::workshop::WorkOrderCompleted;
use einvoice::{SignError, Signer};
use serde_json::{Value, json};
use testkit::{Reply, TaxPlatform};

use crate::support::{FLEET, Garage, the_visit};

/// Puts an element where a signature stands.
struct Stamp;

impl Signer for Stamp {
    fn sign(&self, xml: &str) -> Result<String, SignError> {
        Ok(xml.replace("</TEIF>", "<Signature/></TEIF>"))
    }
}

struct Shop {
    garage: Garage,
    there: TaxPlatform,
}

fn settings(platform: &str) -> Value {
    let (login, password) = TaxPlatform::login();
    json!({ "format": "teif", "since": "2026-01-01", "platform": platform, "login": login, "password": password, "test_mode": true, "overdue_hours": 4 })
}

impl Shop {
    /// A garage whose documents leave.
    async fn open() -> Self {
        let there = TaxPlatform::start().await;
        let garage = Garage::sending_to(there.address(), Arc::new(Stamp)).await;
        let shop = Self { garage, there };
        shop.set(settings("ttn")).await.expect(200);
        shop
    }

    async fn set(&self, settings: Value) -> Reply {
        self.garage.kit.owner().put(&format!("/e-invoicing/{}", self.garage.kit.site), settings).await
    }

    async fn draft(&self) -> String {
        let order = WorkOrderCompleted { customer_id: FLEET, ..self.garage.order(&the_visit()) };
        self.garage.drafted(&order).await
    }

    async fn issue(&self, draft: &str) -> Reply {
        self.garage.kit.owner().post(&format!("/invoices/{draft}/issue"), json!({})).await
    }

    /// Of a company that the tax office knows.
    async fn issued(&self) -> String {
        let draft = self.draft().await;
        self.issue(&draft).await.expect(200);
        draft
    }

    async fn pass(&self, minutes: i64) {
        // The worker looks every few seconds.
        self.garage.kit.clock.advance(TimeDelta::minutes(minutes) + TimeDelta::seconds(6));
        self.garage.kit.settle().await;
    }

    /// The list with this filter, newest first.
    async fn list(&self, filter: &str) -> Vec<Value> {
        self.garage.kit.advisor().get(&format!("/e-invoices{filter}")).await.expect(200).json()["items"].as_array().unwrap().clone()
    }

    async fn record(&self, invoice: &str) -> Value {
        let row = self.list(&format!("?invoice={invoice}")).await.remove(0);
        self.garage.kit.advisor().get(&format!("/e-invoices/{}", row["id"].as_str().unwrap())).await.expect(200).json()
    }

    async fn counts(&self) -> Value {
        self.garage.kit.advisor().get("/e-invoice-counts").await.expect(200).json()
    }
}

/// Step and outcome of each try.
fn tries(record: &Value) -> Vec<(String, String)> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    record["attempts"].as_array().unwrap().iter().map(|one| (word(&one["step"]), word(&one["outcome"]))).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(step, outcome)| ((*step).to_owned(), (*outcome).to_owned())).collect()
}

#[tokio::test]
async fn an_invoice_leaves_and_what_it_is_registered_under_is_printed() {
    let shop = Shop::open().await;
    let id = shop.issued().await;
    shop.there.rest(true);
    shop.pass(0).await;
    let sent = shop.record(&id).await;
    assert_eq!((&sent["state"], &sent["reference"], &sent["number"]), (&json!("sent"), &Value::Null, &json!("F-LAC-2026-00001")));
    assert!(shop.there.last().contains("F-LAC-2026-00001") && shop.there.last().contains("<Signature/>"));
    let print = async || shop.garage.kit.advisor().get(&format!("/invoices/{id}/pdf")).await.expect(200).json();
    assert_eq!(print().await["registration"], Value::Null);
    shop.there.rest(false);
    shop.pass(1).await;
    let record = shop.record(&id).await;
    assert_eq!((&record["state"], &record["overdue"], &record["next_at"]), (&json!("accepted"), &json!(false), &Value::Null));
    assert_eq!(tries(&record), pairs(&[("sign", "done"), ("send", "done"), ("ask", "accepted")]));
    let reference = record["reference"].as_str().unwrap().to_owned();
    assert_eq!(print().await["registration"], json!({ "reference": reference, "code": format!("CEV F-LAC-2026-00001 {reference}") }));
    assert_eq!(shop.counts().await, json!({ "pending": 0, "signed": 0, "sent": 0, "rejected": 0, "overdue": 0 }));
    let file = shop.garage.kit.advisor().get(&format!("/e-invoices/{}/file", record["id"].as_str().unwrap())).await.expect(200);
    assert!(String::from_utf8_lossy(&file.bytes).contains("<Signature/>"));
    assert_eq!(shop.garage.kit.technician().get("/e-invoices").await.status, 403);
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn what_could_not_leave_uses_up_no_number() {
    let shop = Shop::open().await;
    // Leïla has no number that the tax office knows her by.
    let draft = shop.garage.draft_over(100_000).await;
    let refused = shop.issue(&draft).await.expect(409);
    assert_eq!((refused.code(), refused.pointers()), ("e-invoice-refused".into(), vec!["/buyer/tax_id".into()]));
    assert_eq!(shop.garage.get(&draft).await["number"], Value::Null);
    let sound = shop.issued().await;
    assert_eq!(shop.garage.get(&sound).await["number"], "F-LAC-2026-00001", "no number was used up");
    // Before the day from which documents leave, and at a site that switched it off, nothing changes.
    shop.set(json!({ "format": "teif", "since": "2099-01-01", "platform": "hand", "login": null, "test_mode": false, "overdue_hours": 4 }))
        .await
        .expect(200);
    shop.issue(&draft).await.expect(200);
    shop.set(json!({ "format": null, "since": null, "platform": "hand", "login": null, "test_mode": false, "overdue_hours": 4 }))
        .await
        .expect(200);
    let another = shop.garage.draft_over(100_000).await;
    shop.issue(&another).await.expect(200);
    shop.pass(1).await;
    assert_eq!(shop.list("").await.len(), 1, "only what leaves is in the queue");
    // To Europe the millimes of a dinar cannot be said.
    shop.set(
        json!({ "format": "factur_x", "since": "2026-01-01", "platform": "hand", "login": null, "test_mode": false, "overdue_hours": 4 }),
    )
    .await
    .expect(200);
    let third = shop.draft().await;
    let refused = shop.issue(&third).await.expect(409);
    assert!(refused.pointers().iter().any(|pointer| pointer.starts_with("/totals/")), "{:?}", refused.pointers());
    shop.garage.is_healthy().await;
}

/// 3.7 step 3.
#[tokio::test]
async fn a_wrong_tax_number_is_mended_and_the_same_number_goes_again() {
    let shop = Shop::open().await;
    shop.there.forget("1234567RAM000");
    let id = shop.issued().await;
    shop.pass(0).await;
    shop.pass(1).await;
    let rejected = shop.record(&id).await;
    assert_eq!((&rejected["state"], &rejected["why"]), (&json!("rejected"), &json!("Matricule 1234567RAM000 inconnu")));
    assert_eq!(shop.counts().await["rejected"], 1);
    let path = format!("/e-invoices/{}/resend", rejected["id"].as_str().unwrap());
    // What would be refused again does not leave.
    shop.garage.mend_tax_id(&"9".repeat(40));
    let refused = shop.garage.kit.owner().post(&path, json!({})).await.expect(409);
    assert_eq!((refused.code(), refused.pointers()), ("e-invoice-refused".into(), vec!["/buyer/tax_id".into()]));
    shop.garage.mend_tax_id("7654321 C/A/M/000");
    assert_eq!(shop.garage.kit.technician().post(&path, json!({})).await.status, 403);
    let again = shop.garage.kit.owner().post(&path, json!({})).await.expect(200).json();
    assert_eq!(
        (&again["state"], &again["tax_id"], &again["number"]),
        (&json!("pending"), &json!("7654321 C/A/M/000"), &json!("F-LAC-2026-00001"))
    );
    shop.pass(0).await;
    shop.pass(1).await;
    let record = shop.record(&id).await;
    assert_eq!(record["state"], "accepted");
    let first = [("sign", "done"), ("send", "done"), ("ask", "rejected")];
    let second = [("resend", "done"), ("sign", "done"), ("send", "done"), ("ask", "accepted")];
    assert_eq!(tries(&record), pairs(&[&first[..], &second[..]].concat()), "both are there to see");
    assert_eq!(record["attempts"][3]["told"], "buyer.tax_id: 7654321 C/A/M/000");
    assert_eq!(record["attempts"][3]["by"], "Hela");
    assert_eq!(shop.there.numbers(), ["F-LAC-2026-00001", "F-LAC-2026-00001"]);
    assert!(shop.there.last().contains("7654321CAM000"));
    assert_eq!(shop.garage.get(&id).await["customer"]["tax_id"], "1234567 R/A/M/000", "what was issued stays as it was");
    assert_eq!(shop.garage.kit.owner().post(&path, json!({})).await.expect(409).code(), "not-to-resend");
    // Its credit note leaves with the number that was mended.
    let note = shop
        .garage
        .kit
        .owner()
        .with("Idempotency-Key", "n")
        .post(&format!("/invoices/{id}/credit-notes"), json!({ "reason": "Annulée" }))
        .await;
    note.expect(201);
    shop.pass(0).await;
    shop.pass(1).await;
    let rows = shop.list(&format!("?invoice={id}")).await;
    assert_eq!((&rows[0]["kind"], &rows[0]["state"]), (&json!("credit_note"), &json!("accepted")));
    assert!(shop.there.last().contains("7654321CAM000") && shop.there.last().contains("I-12"));
    shop.garage.is_healthy().await;
}

/// 3.7 step 1: the line is cut; invoices go on, and everything leaves in its order when it is back.
#[tokio::test]
async fn after_an_outage_everything_leaves_in_its_order_and_nothing_twice() {
    let shop = Shop::open().await;
    // The first arrives, and the line is cut before its answer does.
    shop.there.lose_answers(true);
    let mut ids = vec![];
    for _ in 0..4 {
        ids.push(shop.issued().await);
        shop.pass(20).await;
        shop.there.set_down(true);
    }
    assert_eq!(shop.there.numbers(), ["F-LAC-2026-00001"], "the others wait behind it");
    let waiting = shop.record(&ids[0]).await;
    assert_eq!((&waiting["state"], &waiting["overdue"]), (&json!("signed"), &json!(false)));
    assert!(waiting["failures"].as_i64().unwrap() > 1 && waiting["actions"].as_array().unwrap().contains(&json!("resend")));
    shop.pass(170).await;
    assert_eq!(shop.counts().await["overdue"], 1, "the first is beyond the site's four hours");
    assert_eq!(shop.list("?overdue=true").await[0]["number"], "F-LAC-2026-00001");
    // The line is back: what may be there is asked for before it is sent again.
    shop.there.set_down(false);
    shop.there.lose_answers(false);
    for _ in 0..4 {
        shop.pass(31).await;
    }
    let first = shop.record(&ids[0]).await;
    let found = tries(&first).into_iter().filter(|(step, outcome)| step == "ask" && outcome == "accepted");
    assert_eq!(found.count(), 1);
    let numbers: Vec<_> = (1..=4).map(|place| format!("F-LAC-2026-{place:05}")).collect();
    assert_eq!(shop.there.numbers(), numbers, "each once, in its order");
    for id in &ids {
        assert_eq!(shop.record(id).await["state"], "accepted");
    }
    assert_eq!(shop.counts().await["overdue"], 0);
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn what_fails_by_itself_does_not_hold_up_the_others_for_ever() {
    let shop = Shop::open().await;
    shop.there.choke_on("F-LAC-2026-00001");
    let first = shop.issued().await;
    shop.pass(0).await;
    let second = shop.issued().await;
    shop.pass(0).await;
    assert!(shop.there.numbers().is_empty(), "the second waits behind the first");
    for _ in 0..8 {
        shop.pass(31).await;
    }
    let record = shop.record(&first).await;
    assert_eq!((&record["state"], &record["attempts"][1]["told"]), (&json!("signed"), &json!("it says: Erreur interne")));
    assert_eq!((&shop.record(&second).await["state"], shop.there.numbers()), (&json!("accepted"), vec!["F-LAC-2026-00002".to_owned()]));
    // Whoever does not want to wait for the next try has it tried at once.
    let path = format!("/e-invoices/{}/resend", record["id"].as_str().unwrap());
    let again = shop.garage.kit.owner().post(&path, json!({})).await.expect(200).json();
    assert_eq!((&again["state"], &again["failures"]), (&json!("signed"), &json!(0)));
}

#[tokio::test]
async fn what_is_brought_there_by_hand_is_written_down() {
    let shop = Shop::open().await;
    shop.set(settings("hand")).await.expect(200);
    let id = shop.issued().await;
    shop.pass(1).await;
    let record = shop.record(&id).await;
    assert_eq!((&record["state"], &record["next_at"]), (&json!("signed"), &Value::Null), "it is signed, and waits for a hand");
    assert!(shop.there.numbers().is_empty());
    let path = format!("/e-invoices/{}/record", record["id"].as_str().unwrap());
    let recorded = shop.garage.kit.owner().post(&path, json!({ "reference": "REF-1" })).await.expect(200).json();
    assert_eq!((&recorded["state"], &recorded["reference"]), (&json!("accepted"), &json!("REF-1")));
    assert_eq!(shop.garage.kit.owner().post(&path, json!({ "reference": "REF-1" })).await.expect(409).code(), "not-by-hand");
    assert_eq!(shop.garage.kit.outsider().get("/e-invoices").await.expect(200).json()["items"], json!([]));
    assert_eq!(shop.garage.kit.outsider().get(&format!("/e-invoices/{}", record["id"].as_str().unwrap())).await.status, 404);
}

#[tokio::test]
async fn a_credit_note_stays_on_paper_when_its_invoice_did() {
    let shop = Shop::open().await;
    shop.set(json!({ "format": null, "since": null, "platform": "hand", "login": null, "test_mode": false, "overdue_hours": 4 }))
        .await
        .expect(200);
    let id = shop.issued().await;
    shop.set(settings("ttn")).await.expect(200);
    let owner = shop.garage.kit.owner().with("Idempotency-Key", "n");
    owner.post(&format!("/invoices/{id}/credit-notes"), json!({ "reason": "Annulée" })).await.expect(201);
    shop.pass(1).await;
    assert!(shop.list("").await.is_empty() && shop.there.numbers().is_empty());
}

#[tokio::test]
async fn a_site_says_how_its_documents_leave_and_its_password_is_never_shown() {
    let shop = Shop::open().await;
    let path = format!("/e-invoicing/{}", shop.garage.kit.site);
    let shown = shop.garage.kit.advisor().get(&path).await.expect(200);
    assert!(!shown.text().contains("ttn-password") && shown.json()["has_password"] == true && shown.json()["has_signer"] == true);
    let without = |field: &str| {
        let mut settings = settings("ttn");
        settings[field] = Value::Null;
        settings
    };
    assert_eq!(shop.set(without("since")).await.expect(422).pointers(), ["/since"]);
    assert_eq!(shop.set(without("login")).await.expect(422).pointers(), ["/login"]);
    shop.set(without("password")).await.expect(200);
    let european =
        json!({ "format": "ubl", "since": "2026-01-01", "platform": "ttn", "login": "x", "test_mode": false, "overdue_hours": 4 });
    assert_eq!(shop.set(european).await.expect(422).json()["errors"][0]["code"], "platform-of-format");
    assert_eq!(shop.garage.kit.advisor().put(&path, settings("ttn")).await.status, 403);
    // A wrong password is the platform's word among the tries, and nothing is lost.
    let mut wrong = settings("ttn");
    wrong["password"] = json!("another");
    shop.set(wrong).await.expect(200);
    let id = shop.issued().await;
    shop.pass(0).await;
    let record = shop.record(&id).await;
    assert_eq!((&record["state"], &record["attempts"][1]["told"]), (&json!("signed"), &json!("it says: Authentification échouée")));
    shop.set(settings("ttn")).await.expect(200);
    shop.pass(2).await;
    shop.pass(2).await;
    assert_eq!(shop.record(&id).await["state"], "accepted");
}
