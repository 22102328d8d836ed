use contracts::billing::Invoices;
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
