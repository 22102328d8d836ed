//! Electronic documents on their way through an access point of Peppol on this machine (PRODUCT O2).

#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use chrono::TimeDelta;
use contracts::workshop::WorkOrderCompleted;
use kernel::Amount;
use serde_json::{Value, json};
use testkit::{AccessPoint, Reply};

use crate::support::{FLEET, Garage, the_visit};

/// Where the network knows the garage, and its customer.
const GARAGE: &str = "0208:0123456749";
const BUYER: &str = "0208:0987654394";

struct Shop {
    garage: Garage,
    there: AccessPoint,
}

fn settings() -> Value {
    json!({
        "format": "ubl", "since": "2026-01-01", "platform": "peppyrus", "login": null, "test_mode": true, "overdue_hours": 4,
        "participant": GARAGE, "api_key": AccessPoint::key()
    })
}

impl Shop {
    /// A garage in Belgium whose documents leave, and a company that the network knows.
    async fn open() -> Self {
        let there = AccessPoint::start().await;
        let garage = Garage::on_peppol(there.address()).await;
        garage.find_at(BUYER);
        let shop = Self { garage, there };
        shop.set(settings()).await.expect(200);
        shop
    }

    async fn set(&self, settings: Value) -> Reply {
        self.garage.kit.owner().put(&format!("/e-invoicing/{}", self.garage.kit.site), settings).await
    }

    fn order(&self) -> WorkOrderCompleted {
        WorkOrderCompleted { currency: "EUR".into(), stamp_duty: Amount(0), ..self.garage.order(&the_visit()) }
    }

    async fn issue(&self, order: WorkOrderCompleted) -> (String, Reply) {
        let draft = self.garage.drafted(&order).await;
        let reply = self.garage.kit.owner().post(&format!("/invoices/{draft}/issue"), json!({})).await;
        (draft, reply)
    }

    /// Of a company.
    async fn issued(&self) -> String {
        let (id, reply) = self.issue(WorkOrderCompleted { customer_id: FLEET, ..self.order() }).await;
        reply.expect(200);
        id
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

    async fn resend(&self, record: &Value) -> Reply {
        self.garage.kit.owner().post(&format!("/e-invoices/{}/resend", record["id"].as_str().unwrap()), json!({})).await
    }
}

/// Step and outcome of each try.
fn tries(record: &Value) -> Vec<String> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    record["attempts"].as_array().unwrap().iter().map(|one| format!("{} {}", word(&one["step"]), word(&one["outcome"]))).collect()
}

#[tokio::test]
async fn an_invoice_and_its_credit_note_are_delivered() {
    let shop = Shop::open().await;
    shop.there.rest(true);
    let id = shop.issued().await;
    shop.pass(0).await;
    shop.pass(1).await;
    let sent = shop.record(&id).await;
    assert_eq!((&sent["state"], &sent["electronic_address"], &sent["reference"]), (&json!("sent"), &json!(BUYER), &Value::Null));
    let (xml, sender, receiver, kind) = shop.there.last().unwrap();
    assert_eq!((sender.as_str(), receiver.as_str()), (GARAGE, BUYER));
    assert!(
        kind.ends_with("Invoice-2::Invoice##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1"),
        "{kind}"
    );
    for part in ["schemeID=\"0208\">0123456749<", "schemeID=\"0208\">0987654394<", "<cbc:ID>F-LAC-2026-00001<"] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    shop.there.rest(false);
    shop.pass(1).await;
    let record = shop.record(&id).await;
    assert_eq!((&record["state"], &record["reference"], &record["next_at"]), (&json!("accepted"), &json!("m-0000"), &Value::Null));
    assert_eq!(tries(&record), ["send done", "ask accepted"], "nothing is signed");
    let print = shop.garage.kit.advisor().get(&format!("/invoices/{id}/pdf")).await.expect(200).json();
    assert_eq!(print["registration"], Value::Null, "the access point's name for it says nothing to a reader");
    let file = shop.garage.kit.advisor().get(&format!("/e-invoices/{}/file", record["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(file.text(), xml, "it is kept as it left");

    let owner = shop.garage.kit.owner().with("Idempotency-Key", "n");
    owner.post(&format!("/invoices/{id}/credit-notes"), json!({ "reason": "Annulée" })).await.expect(201);
    shop.pass(0).await;
    shop.pass(1).await;
    let rows = shop.list(&format!("?invoice={id}")).await;
    assert_eq!((&rows[0]["kind"], &rows[0]["state"]), (&json!("credit_note"), &json!("accepted")));
    let (xml, _, receiver, kind) = shop.there.last().unwrap();
    assert!(kind.contains("CreditNote-2::CreditNote##") && xml.contains("F-LAC-2026-00001") && receiver == BUYER);
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn whom_nobody_can_reach_uses_up_no_number_and_a_private_person_gets_paper() {
    let shop = Shop::open().await;
    // A company of which only a number is known that leads nowhere.
    let another = Garage::on_peppol(shop.there.address()).await;
    let there = Shop { garage: another, there: AccessPoint::start().await };
    there.set(settings()).await.expect(200);
    let (draft, refused) = there.issue(WorkOrderCompleted { customer_id: FLEET, ..there.order() }).await;
    let refused = refused.expect(409);
    assert_eq!((refused.code(), refused.pointers()), ("e-invoice-refused".into(), vec!["/buyer/endpoint".into()]));
    assert_eq!(there.garage.get(&draft).await["number"], Value::Null);
    // The company's VAT number says where it is found.
    there.garage.mend_tax_id("BE0987654394");
    there.garage.kit.owner().post(&format!("/invoices/{draft}/issue"), json!({})).await.expect(200);
    assert_eq!(there.record(&draft).await["electronic_address"], BUYER);
    // Leïla is on no network of businesses.
    let (paper, reply) = shop.issue(shop.order()).await;
    reply.expect(200);
    shop.pass(1).await;
    assert!(shop.list(&format!("?invoice={paper}")).await.is_empty() && shop.there.numbers().is_empty());
}

#[tokio::test]
async fn what_the_network_refuses_is_said_in_words_and_goes_again_to_the_address_that_was_mended() {
    let shop = Shop::open().await;
    shop.there.forget(BUYER);
    let id = shop.issued().await;
    shop.pass(0).await;
    shop.pass(1).await;
    let rejected = shop.record(&id).await;
    assert_eq!((&rejected["state"], &rejected["why"]), (&json!("rejected"), &json!(format!("{BUYER} is not registered on the network"))));
    // Sent again where it was refused, it is refused again: a second message, and its own report.
    shop.resend(&rejected).await.expect(200);
    shop.pass(0).await;
    shop.pass(1).await;
    assert_eq!(shop.record(&id).await["state"], "rejected");
    // An address that the access point does not even take.
    shop.garage.find_at("0088:5790000435968");
    shop.there.turn_away("0088:5790000435968");
    shop.resend(&shop.record(&id).await).await.expect(200);
    shop.pass(0).await;
    let turned_away = shop.record(&id).await;
    assert_eq!((&turned_away["state"], &turned_away["why"]), (&json!("rejected"), &json!("Invalid recipient")));
    // The right one.
    shop.garage.find_at("0208:0111222376");
    let again = shop.resend(&turned_away).await.expect(200).json();
    assert_eq!((&again["state"], &again["electronic_address"]), (&json!("pending"), &json!("0208:0111222376")));
    assert_eq!(again["attempts"].as_array().unwrap().last().unwrap()["told"], "buyer.endpoint: 0208:0111222376");
    shop.pass(0).await;
    shop.pass(1).await;
    let record = shop.record(&id).await;
    assert_eq!((&record["state"], &record["number"]), (&json!("accepted"), &json!("F-LAC-2026-00001")));
    assert_eq!(shop.there.numbers().len(), 3, "each time it was sent it is there once");
    assert_eq!(shop.resend(&record).await.expect(409).code(), "not-to-resend");
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn a_lost_answer_sends_nothing_twice() {
    let shop = Shop::open().await;
    // Some lie there already, and the lists of some access points leave the documents out.
    for _ in 0..3 {
        shop.issued().await;
        shop.pass(1).await;
    }
    shop.there.list_names();
    shop.there.lose_answers(true);
    let id = shop.issued().await;
    shop.pass(0).await;
    let waiting = shop.record(&id).await;
    assert_eq!((&waiting["state"], shop.there.numbers().len()), (&json!("signed"), 4));
    // The next in the line waits behind it, and leaves after it.
    let next = shop.issued().await;
    shop.there.set_down(true);
    shop.pass(5).await;
    shop.there.set_down(false);
    shop.there.lose_answers(false);
    for _ in 0..3 {
        shop.pass(31).await;
    }
    let record = shop.record(&id).await;
    assert_eq!(record["state"], "accepted");
    assert_eq!(tries(&record).last().unwrap(), "ask accepted", "it was found there");
    assert_eq!(shop.record(&next).await["state"], "accepted");
    let numbers: Vec<_> = (1..=5).map(|place| format!("F-LAC-2026-{place:05}")).collect();
    assert_eq!(shop.there.numbers(), numbers, "each once, in its order");
    // Whatever never arrived is sent, though the access point has others to this receiver.
    shop.there.set_down(true);
    let late = shop.issued().await;
    shop.pass(0).await;
    shop.there.set_down(false);
    shop.pass(2).await;
    shop.pass(2).await;
    assert_eq!((&shop.record(&late).await["state"], shop.there.numbers().len()), (&json!("accepted"), 6));
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn a_site_says_where_it_is_found_and_its_key_is_never_shown() {
    let shop = Shop::open().await;
    let path = format!("/e-invoicing/{}", shop.garage.kit.site);
    let shown = shop.garage.kit.advisor().get(&path).await.expect(200);
    assert!(!shown.text().contains("peppol-key") && shown.json()["has_api_key"] == true && shown.json()["participant"] == GARAGE);
    let with = |field: &str, value: Value| {
        let mut settings = settings();
        settings[field] = value;
        settings
    };
    assert_eq!(shop.set(with("participant", Value::Null)).await.expect(422).pointers(), ["/participant"]);
    let unknown = shop.set(with("participant", json!("0208:0123456748"))).await.expect(422).json();
    assert_eq!(
        (&unknown["errors"][0]["pointer"], &unknown["errors"][0]["code"]),
        (&json!("/participant"), &json!("invalid-electronic-address"))
    );
    assert_eq!(shop.set(with("format", json!("teif"))).await.expect(422).json()["errors"][0]["code"], "peppol-takes-ubl");
    shop.set(with("api_key", Value::Null)).await.expect(200);
    // El Fatoora is never shown the key of the access point.
    let ttn =
        json!({ "format": "teif", "since": "2026-01-01", "platform": "ttn", "login": "garage", "test_mode": true, "overdue_hours": 4 });
    assert_eq!(shop.set(ttn).await.expect(422).pointers(), ["/password"]);
    // A wrong key is said among the tries, and nothing is lost.
    shop.set(with("api_key", json!("another"))).await.expect(200);
    let id = shop.issued().await;
    shop.pass(0).await;
    let record = shop.record(&id).await;
    assert_eq!((&record["state"], &record["attempts"][0]["told"]), (&json!("signed"), &json!("it says: the key is not valid (401)")));
    shop.set(settings()).await.expect(200);
    shop.pass(2).await;
    shop.pass(2).await;
    assert_eq!(shop.record(&id).await["state"], "accepted");
    assert_eq!(shop.there.numbers(), ["F-LAC-2026-00001"]);
    shop.garage.is_healthy().await;
}
