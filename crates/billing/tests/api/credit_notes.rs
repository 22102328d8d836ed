//! What an invoice asked for is taken back by a document of its own, and the invoice stays as it is.

use contracts::billing::{InvoiceCredited, PartsReturned};
use futures::future::join_all;
use serde_json::{Value, json};
use testkit::Client;

use crate::support::{Garage, the_visit_from_stock};

fn owner(garage: &Garage, key: &str) -> Client {
    garage.kit.owner().with("Idempotency-Key", key)
}

/// An invoice over 400.000 net in one line, with stamp duty 477.000, and its line.
async fn issued(garage: &Garage) -> (String, Value) {
    let id = garage.draft_over(400_000).await;
    garage.issue(&id).await;
    let line = garage.get(&id).await["lines"][0]["id"].clone();
    (id, line)
}

fn net(line: &Value, amount: i64) -> Value {
    json!({ "lines": [{ "line_id": line, "net": amount }], "reason": " Geste  commercial " })
}

#[tokio::test]
async fn a_credit_note_lowers_what_is_due_and_changes_nothing_else_of_the_invoice() {
    let garage = Garage::open().await;
    let (id, line) = issued(&garage).await;
    let printed = garage.get(&id).await;
    let path = format!("/invoices/{id}/credit-notes");
    let preview = owner(&garage, "-").post(&format!("{path}/preview"), net(&line, 100_000)).await.expect(200).json();
    assert_eq!((&preview["totals"]["total"], &preview["due"]), (&json!(119_000), &json!(358_000)));
    assert_eq!(garage.get(&id).await["credited"], 0, "a preview changes nothing");

    let note = owner(&garage, "c1").post(&path, net(&line, 100_000)).await.expect(201).json();
    assert_eq!((&note["number"], &note["reason"], &note["by"]), (&json!("AV-LAC-2026-00001"), &json!("Geste  commercial"), &json!("Hela")));
    let totals = &note["totals"];
    assert_eq!((&totals["net"], &totals["vat"], &totals["stamp_duty"]), (&json!(100_000), &json!(19_000), &json!(0)));
    let again = owner(&garage, "c1").post(&path, net(&line, 100_000)).await.expect(201).json();
    assert_eq!(again["id"], note["id"], "the same key credits once");

    let after = garage.get(&id).await;
    assert_eq!((&after["due"], &after["credited"], &after["state"]), (&json!(358_000), &json!(119_000), &json!("issued")));
    assert_eq!((&after["lines"], &after["totals"], &after["number"]), (&printed["lines"], &printed["totals"], &printed["number"]));
    assert_eq!(after["credit_notes"][0]["number"], "AV-LAC-2026-00001");
    let events = garage.events().await;
    let event: InvoiceCredited = events.iter().rev().find_map(|event| event.open().unwrap()).unwrap();
    assert_eq!((event.0.due.0, event.0.total.0), (358_000, 477_000));
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_was_paid_beyond_it_is_the_customers_and_goes_back() {
    let garage = Garage::open().await;
    let (id, line) = issued(&garage).await;
    let pay = json!({ "tender": "cash", "amount": 477_000 });
    garage.till("p").post(&format!("/invoices/{id}/payments"), pay).await.expect(200);
    let path = format!("/invoices/{id}/credit-notes");
    owner(&garage, "c1").post(&path, net(&line, 100_000)).await.expect(201);
    let after = garage.get(&id).await;
    assert_eq!((&after["due"], &after["state"]), (&json!(-119_000), &json!("paid")));
    let back = json!({ "tender": "cash", "amount": 119_000, "reason": "Avoir" });
    let settled = owner(&garage, "r").post(&format!("/invoices/{id}/refunds"), back).await.expect(200).json();
    assert_eq!((&settled["due"], &settled["state"], settled["credit_notes"].as_array().unwrap().len()), (&json!(0), &json!("paid"), 1));

    // The rest with its stamp duty: nothing is left of it.
    let rest = json!({ "stamp_duty": true, "reason": "Annulée" });
    let note = owner(&garage, "c2").post(&path, rest.clone()).await.expect(201).json();
    assert_eq!((&note["totals"]["net"], &note["totals"]["total"]), (&json!(300_000), &json!(358_000)));
    assert_eq!(owner(&garage, "c3").post(&path, rest).await.expect(409).code(), "nothing-to-credit");
    assert_eq!(garage.get(&id).await["due"], -358_000);
    let listed = garage.kit.owner().get("/credit-notes").await.expect(200).json();
    let numbers: Vec<_> = listed["items"].as_array().unwrap().iter().map(|row| row["number"].clone()).collect();
    assert_eq!(numbers, ["AV-LAC-2026-00002", "AV-LAC-2026-00001"]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn it_is_refused_where_there_is_nothing_to_take_back() {
    let garage = Garage::open().await;
    let draft = garage.draft_over(400_000).await;
    let all = json!({ "reason": "?" });
    let of = |id: &str| format!("/invoices/{id}/credit-notes");
    assert_eq!(owner(&garage, "d").post(&of(&draft), all.clone()).await.expect(409).code(), "not-issued");
    let (id, line) = issued(&garage).await;
    let refused = owner(&garage, "m").post(&of(&id), net(&line, 400_001)).await.expect(422);
    assert_eq!((refused.pointers(), &refused.json()["errors"][0]["code"]), (vec!["/lines/0".to_owned()], &json!("more-than-invoiced")));
    let nothing = json!({ "lines": [], "reason": "?" });
    assert_eq!(owner(&garage, "n").post(&of(&id), nothing).await.expect(422).pointers(), ["/lines"]);
    assert_eq!(garage.till("t").post(&of(&id), all.clone()).await.expect(403).code(), "forbidden", "an advisor does not");
    assert_eq!(garage.kit.outsider().with("Idempotency-Key", "o").post(&of(&id), all.clone()).await.status, 404);
    assert_eq!(garage.kit.owner().post(&of(&id), all).await.expect(400).code(), "idempotency-key-missing");
}

#[tokio::test]
async fn twenty_at_once_take_back_no_more_than_there_is() {
    let garage = Garage::open().await;
    let (id, line) = issued(&garage).await;
    let path = format!("/invoices/{id}/credit-notes");
    let ask = |turn: usize| {
        let (client, path, body) = (owner(&garage, &format!("at-once-{turn}")), path.clone(), net(&line, 50_000));
        async move { client.post(&path, body).await.status }
    };
    let answers = join_all((0..20).map(ask)).await;
    assert_eq!(answers.iter().filter(|status| **status == 201).count(), 8);
    assert!(answers.iter().all(|status| [201, 422, 409].contains(status)), "{answers:?}");
    assert_eq!(garage.get(&id).await["credited"], 476_000);
    garage.is_healthy().await;
}

#[tokio::test]
async fn it_is_printed_as_a_credit_note_of_its_invoice() {
    let garage = Garage::open().await;
    let (id, line) = issued(&garage).await;
    let note = owner(&garage, "c").post(&format!("/invoices/{id}/credit-notes"), net(&line, 100_000)).await.expect(201).json();
    let pdf = garage.kit.owner().get(&format!("/credit-notes/{}/pdf", note["id"].as_str().unwrap())).await.expect(200);
    let printed: Value = serde_json::from_str(&pdf.text()).unwrap();
    let roll = format!("/credit-notes/{}/pdf?paper=slip", note["id"].as_str().unwrap());
    let roll: Value = serde_json::from_str(&garage.kit.owner().get(&roll).await.expect(200).text()).unwrap();
    assert_eq!((&printed["style"]["size"], &roll["style"]["size"], &roll["number"]), (&json!("a4"), &json!("slip"), &printed["number"]));
    assert_eq!((&printed["number"], &printed["credits"]), (&json!("AV-LAC-2026-00001"), &garage.get(&id).await["number"]));
    assert_eq!((&printed["lines"][0]["net"], &printed["lines"][0]["quantity"]), (&json!(100_000), &json!(1000)));
    assert_eq!((&printed["notes"][0], &printed["buyer"]["name"]), (&json!("Geste  commercial"), &json!("Leïla Ben Ali")));
}

/// PRODUCT.md 3.3 step 5: a disc of 96.400 with its VAT of 18.316 is taken back; it lies on the shelf again, and the money is the customer's.
#[tokio::test]
async fn a_disc_goes_back_to_the_stock_and_its_price_to_the_customers_account() {
    let garage = Garage::open().await;
    let id = garage.a_day_of(the_visit_from_stock()).await;
    let disc = garage.get(&id).await["lines"].as_array().unwrap().last().unwrap().clone();
    let mut asked = json!({ "lines": [{ "line_id": disc["id"], "quantity": 1000 }], "reason": "Disque rendu" });
    let path = format!("/invoices/{id}/credit-notes");
    let left = owner(&garage, "-").post(&format!("{path}/preview"), asked.clone()).await.expect(200).json();
    assert_eq!((&left["due"], &left["surplus"], &left["returns"]), (&json!(-114_716), &json!(114_716), &json!([])));
    asked["return_stock"] = json!(true);
    asked["surplus"] = json!("account");
    let preview = owner(&garage, "-").post(&format!("{path}/preview"), asked.clone()).await.expect(200).json();
    assert_eq!((&preview["totals"]["net"], &preview["totals"]["vat"]), (&json!(96_400), &json!(18_316)));
    assert_eq!((&preview["due"], &preview["surplus"]), (&json!(0), &json!(114_716)));
    assert_eq!((&preview["returns"][0]["quantity"], &preview["returns"][0]["description"]), (&json!(1000), &disc["description"]));

    owner(&garage, "c").post(&path, asked.clone()).await.expect(201);
    owner(&garage, "c").post(&path, asked).await.expect(201);
    let after = garage.get(&id).await;
    assert_eq!((&after["due"], &after["state"], &after["credited"]), (&json!(0), &json!("paid"), &json!(114_716)));
    let moved = after["payments"].as_array().unwrap().last().unwrap();
    assert_eq!((&moved["kind"], &moved["amount"], &moved["reference"]), (&json!("moved"), &json!(114_716), &json!("RC-LAC-2026-00001")));
    let returned: Vec<PartsReturned> = garage.events().await.iter().filter_map(|event| event.open().unwrap()).collect();
    assert_eq!((returned.len(), returned[0].parts.len(), returned[0].parts[0].quantity.0), (1, 1, 1000));

    // No money moved, and the credit pays a later invoice.
    let drawer = garage.kit.advisor().get(&format!("/drawers/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!(drawer["tenders"][0]["expected"], 400_000);
    let deposits = garage.kit.advisor().get("/deposits?open=true").await.expect(200).json();
    assert_eq!((&deposits["items"][0]["open"], &deposits["items"][0]["tender"]), (&json!(114_716), &json!("cash")));
    let next = garage.draft_over(200_000).await;
    garage.issue(&next).await;
    let credit = deposits["items"][0]["id"].as_str().unwrap();
    garage.till("use").post(&format!("/deposits/{credit}/apply"), json!({ "invoice_id": next })).await.expect(200);
    assert_eq!(garage.get(&next).await["due"], 239_000 - 114_716);
    let journal = garage.kit.owner().get(&format!("/journals/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!(journal["debit"], journal["credit"]);
    let advances = journal["accounts"].as_array().unwrap().iter().find(|sum| sum["account"] == "4191").unwrap();
    assert_eq!((&advances["debit"], &advances["credit"]), (&json!(314_716), &json!(314_716)));
    garage.is_healthy().await;
}
