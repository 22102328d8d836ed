//! Papers kept with an invoice (PRODUCT Z6; decision 0089).

#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use contracts::workshop::WorkOrderCancelled;
use futures::future::join;
use serde_json::{Value, json};
use testkit::{Client, Reply};
use uuid::Uuid;

use crate::support::{Garage, part, the_visit};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n";

async fn send(client: &Client, path: &str, bytes: &[u8]) -> Reply {
    let head = "--xx\r\ncontent-disposition: form-data; name=\"note\"\r\n\r\nInsurer's letter\r\n\
        --xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"letter.pdf\"\r\n\r\n";
    let body = [head.as_bytes(), bytes, b"\r\n--xx--\r\n"].concat();
    client.raw("POST", path, "multipart/form-data; boundary=xx", body).await
}

async fn kept(garage: &Garage, id: &str) -> String {
    let path = format!("/invoices/{id}/attachments");
    let kept = send(&garage.till(&Uuid::now_v7().to_string()), &path, PDF).await.expect(201).json();
    format!("{path}/{}", kept["id"].as_str().unwrap())
}

async fn list(garage: &Garage, id: &str) -> Value {
    garage.kit.advisor().get(&format!("/invoices/{id}/attachments")).await.expect(200).json()
}

#[tokio::test]
async fn a_drafts_paper_is_taken_away_and_an_issued_invoices_withdrawn() {
    let garage = Garage::open().await;
    let id = garage.drafted(&garage.order(&the_visit())).await;
    let advisor = garage.kit.advisor();
    let (first, second) = (kept(&garage, &id).await, kept(&garage, &id).await);
    assert_eq!(list(&garage, &id).await["items"][0]["actions"], json!(["remove"]));
    advisor.delete(&first).await.expect(204);
    advisor.post(&format!("{first}/restore"), json!({})).await.expect(200);
    let outsider = garage.kit.outsider();
    for reply in [outsider.get(&first).await, outsider.get(&format!("/invoices/{id}/attachments")).await] {
        assert_eq!(reply.status, 404);
    }
    send(&outsider.with("Idempotency-Key", "x"), &format!("/invoices/{id}/attachments"), PDF).await.expect(404);
    let forged = send(&garage.till("forged"), &format!("/invoices/{id}/attachments"), b"<html>").await.expect(422);
    assert_eq!((forged.pointers(), &forged.json()["errors"][0]["code"]), (vec!["/file".to_owned()], &json!("unknown-type")));

    garage.issue(&id).await;
    assert_eq!(advisor.delete(&second).await.expect(409).code(), "attachment-settled");
    let gone = advisor.post(&format!("{second}/withdraw"), json!({ "reason": "Of another claim" })).await.expect(200).json();
    assert_eq!((&gone["withdrawn"]["by_name"], &gone["withdrawn"]["reason"]), (&json!("Nadia"), &json!("Of another claim")));
    assert_eq!(advisor.get(&second).await.expect(200).bytes, PDF);
    kept(&garage, &id).await;
    let all = list(&garage, &id).await;
    let states: Vec<_> = all["items"].as_array().unwrap().iter().map(|one| one["withdrawn"].is_null()).collect();
    assert_eq!(states, [true, false, true]);
    assert!(garage.kinds().await.contains(&"invoice.attached".to_owned()));
    garage.is_healthy().await;
}

#[tokio::test]
async fn issuing_and_taking_away_at_once_is_one_after_the_other() {
    let garage = Garage::open().await;
    for _ in 0..4 {
        let id = garage.draft_over(10_000).await;
        let paper = kept(&garage, &id).await;
        let client = garage.kit.advisor();
        let issue = format!("/invoices/{id}/issue");
        let (issued, taken) = join(client.post(&issue, json!({})), client.delete(&paper)).await;
        issued.expect(200);
        let left = list(&garage, &id).await["items"].as_array().unwrap().len();
        assert!(matches!((taken.status, left), (204, 0) | (409, 1)), "{} {left}", taken.status);
    }
}

#[tokio::test]
async fn papers_of_drafts_follow_what_becomes_of_them() {
    let garage = Garage::open().await;
    let orders = [garage.order(&[part("Pads", 1000, 10_000)]), garage.order(&[part("Discs", 1000, 20_000)])];
    let ids = [garage.drafted(&orders[0]).await, garage.drafted(&orders[1]).await];
    kept(&garage, &ids[0]).await;
    kept(&garage, &ids[1]).await;
    let whole = garage.till("together").post("/invoices/together", json!({ "invoice_ids": ids })).await.expect(201).string("id");
    let all = list(&garage, &whole).await;
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    let path = format!("/invoices/{whole}/attachments/{}", all["items"][1]["id"].as_str().unwrap());
    assert_eq!(garage.kit.advisor().get(&path).await.expect(200).bytes, PDF);

    let order = garage.order(&[part("Fluid", 1000, 5000)]);
    let id = garage.drafted(&order).await;
    let paper = kept(&garage, &id).await;
    garage.reopen(&order).await;
    garage
        .tell(&WorkOrderCancelled { id: order.id, number: order.number.clone(), site_id: order.site_id, reason: "given up".into() })
        .await;
    garage.kit.advisor().get(&paper).await.expect(404);
    garage.is_healthy().await;
}
