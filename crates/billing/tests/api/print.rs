use contracts::billing::Invoices;
use contracts::workshop::OrderNoted;
use serde_json::{Value, json};

use crate::support::{Garage, the_visit};

#[tokio::test]
async fn an_issued_invoice_prints_in_its_own_language_or_the_one_asked_for() {
    let garage = Garage::open().await;
    let id = garage.drafted(&garage.order(&the_visit())).await;
    garage.issue(&id).await;
    let reply = garage.kit.advisor().get(&format!("/invoices/{id}/pdf")).await.expect(200);
    assert_eq!(reply.headers["content-type"], "application/pdf");
    assert_eq!(reply.headers["content-disposition"], "inline; filename=\"F-LAC-2026-00001.pdf\"");
    let document = reply.json();
    assert_eq!(document["language"], "ar");
    assert_eq!(document["number"], "F-LAC-2026-00001");
    assert_eq!(document["seller"]["name"], "Garage du Lac SARL");
    assert_eq!(document["seller"]["tax_id"], "0736202XAM000");
    assert_eq!(document["bank_account"], "07040005810111129653");
    assert_eq!(document["buyer"]["address"], "La Marsa");
    assert_eq!(document["totals"]["total"], 659_189);
    assert_eq!(document["lines"][2]["quantity"], 4500);
    let french = garage.kit.advisor().get(&format!("/invoices/{id}/pdf?lang=fr")).await.expect(200).json();
    assert_eq!(french["language"], "fr");
    let wrong = garage.kit.advisor().get(&format!("/invoices/{id}/pdf?lang=de")).await.expect(422);
    assert_eq!(wrong.pointers(), ["/lang"]);
}

#[tokio::test]
async fn a_draft_prints_as_draft_with_the_parties_of_today() {
    let garage = Garage::open().await;
    let id = garage.drafted(&garage.order(&the_visit())).await;
    let reply = garage.kit.advisor().get(&format!("/invoices/{id}/pdf")).await.expect(200);
    assert_eq!(reply.headers["content-disposition"], "inline; filename=\"draft-W-LAC-2026-00007.pdf\"");
    assert_eq!(reply.json()["number"], Value::Null);
    assert_eq!(reply.json()["buyer"]["phone"], "+21698123456");
    assert_eq!(reply.json()["due"], 659_189);
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    garage.issue(&id).await;
    let path = format!("/invoices/{id}/pdf");
    let tag = garage.kit.advisor().get(&path).await.expect(200).headers["etag"].to_str().unwrap().to_owned();
    let same = garage.kit.advisor().with("If-None-Match", tag.as_str()).get(&path).await.expect(304);
    assert!(same.bytes.is_empty());
    garage.till("k").post(&format!("/invoices/{id}/payments"), json!({ "tender": "card", "amount": 400 })).await.expect(200);
    let paid = garage.kit.advisor().with("If-None-Match", tag).get(&path).await.expect(200).json();
    assert_eq!(paid["payments"], json!([{ "tender": "card", "on": "2026-11-20", "amount": 400, "is_refund": false, "deposit": null }]));
    assert_eq!((&paid["paid"], &paid["due"]), (&json!(400), &json!(72_000)));
}

#[tokio::test]
async fn messages_get_the_file_through_the_port() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    garage.issue(&id).await;
    let pdf = garage.ports.pdf(id.parse().unwrap()).await.unwrap();
    assert_eq!(pdf.file_name, "F-LAC-2026-00001.pdf");
    assert!(garage.ports.pdf(contracts::billing::InvoiceId::new()).await.is_err());
}

#[tokio::test]
async fn only_who_may_read_prints() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    let path = format!("/invoices/{id}/pdf");
    garage.kit.anonymous().get(&path).await.expect(401);
    garage.kit.technician().get(&path).await.expect(403);
    garage.kit.outsider().get(&path).await.expect(404);
}

#[tokio::test]
async fn what_is_written_for_the_customer_is_printed_and_frozen_with_the_invoice() {
    let garage = Garage::open().await;
    let order = garage.order(&the_visit());
    let note = |notes: Option<&[&str]>| OrderNoted {
        id: order.id,
        site_id: order.site_id,
        for_customer: notes.map(|notes| notes.iter().map(ToString::to_string).collect()),
    };
    garage.tell(&note(Some(&["Discs measured"]))).await;
    let id = garage.drafted(&order).await;
    let printed = async || garage.kit.advisor().get(&format!("/invoices/{id}/pdf")).await.expect(200).json()["notes"].clone();
    assert_eq!(printed().await, json!(["Discs measured"]), "what was there before the invoice");
    garage.tell(&note(None)).await;
    garage.tell(&note(Some(&["Discs measured: 21 mm", "Next service in May"]))).await;
    assert_eq!(garage.get(&id).await["notes"], json!(["Discs measured: 21 mm", "Next service in May"]), "a draft follows");
    garage.reopen(&order).await;
    garage.tell(&order).await;
    garage.issue(&id).await;
    garage.tell(&note(Some(&[]))).await;
    assert_eq!(printed().await, json!(["Discs measured: 21 mm", "Next service in May"]), "what was issued stays");
    garage.is_healthy().await;
}
