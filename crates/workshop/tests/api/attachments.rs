//! Papers kept with an order (PRODUCT Z6; decision 0089).

use chrono::TimeDelta;
use contracts::billing::InvoiceIssued;
use contracts::workshop::{GivenPaper, WorkOrderId};
use futures::future::join_all;
use serde_json::{Value, json};
use testkit::{Client, Reply};
use uuid::Uuid;

use crate::inspections::PNG;
use crate::support::{Garage, Order, refused};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n";

/// A form with a file, and what is said beside it.
async fn send(client: &Client, path: &str, file: (&str, &[u8]), said: &[(&str, &str)]) -> Reply {
    let mut body = vec![];
    for (name, text) in said {
        body.extend(format!("--xx\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").into_bytes());
    }
    let (name, bytes) = file;
    let head = format!("--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n\r\n");
    body.extend([head.as_bytes(), bytes, b"\r\n--xx--\r\n"].concat());
    client.raw("POST", path, "multipart/form-data; boundary=xx", body).await
}

fn keyed(client: Client) -> Client {
    client.with("Idempotency-Key", Uuid::now_v7().to_string())
}

async fn kept(garage: &Garage, order: &Order, name: &str) -> Value {
    let path = format!("{}/attachments", order.path);
    send(&keyed(garage.advisor()), &path, ("scan.pdf", PDF), &[("name", name)]).await.expect(201).json()
}

async fn list(client: &Client, order: &Order) -> Value {
    client.get(&format!("{}/attachments", order.path)).await.expect(200).json()
}

fn one(order: &Order, kept: &Value) -> String {
    format!("{}/attachments/{}", order.path, kept["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_paper_is_kept_with_its_words_and_served_as_nothing_but_what_it_is() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let path = format!("{}/attachments", order.path);
    let client = garage.advisor().with("Idempotency-Key", "once");
    let said = [("name", " Bon n. 8.841 "), ("note", "Signé par Omar\nà la réception")];
    let letter = send(&client, &path, ("scan.pdf", PDF), &said).await.expect(201).json();
    assert_eq!(send(&client, &path, ("scan.pdf", PDF), &said).await.expect(201).json(), letter, "once");
    assert_eq!(send(&client, &path, ("scan.pdf", b"%PDF-1.4\n"), &said).await.expect(422).code(), "idempotency-key-reused");
    assert_eq!((&letter["name"], &letter["note"]), (&json!("Bon n. 8.841"), &json!("Signé par Omar\nà la réception")));
    assert_eq!((&letter["by_name"], &letter["media"], &letter["size"]), (&json!("Nadia"), &json!("application/pdf"), &json!(PDF.len())));

    let technician = garage.kit.technician();
    let shown = technician.get(&one(&order, &letter)).await.expect(200);
    assert_eq!((shown.headers["content-type"].to_str().unwrap(), shown.bytes.as_slice()), ("application/pdf", PDF));
    assert_eq!(shown.headers["x-content-type-options"], "nosniff");
    assert_eq!(shown.headers["content-security-policy"], "default-src 'none'; sandbox");
    assert_eq!(shown.headers["content-disposition"], "inline; filename=\"Bon n. 8.841.pdf\"; filename*=UTF-8''Bon%20n.%208.841.pdf");
    assert_eq!(technician.get(&format!("{}?thumbnail=true", one(&order, &letter))).await.status, 404);

    // A picture is told by its bytes, and is called as its file is when nobody says otherwise.
    let photo = send(&keyed(garage.advisor()), &path, ("../bon signé.exe", PNG), &[]).await.expect(201).json();
    assert_eq!((&photo["name"], &photo["media"], &photo["note"]), (&json!("bon signé.exe"), &json!("image/jpeg"), &Value::Null));
    assert!(technician.get(&format!("{}?thumbnail=true", one(&order, &photo))).await.expect(200).bytes.starts_with(&[0xFF, 0xD8]));
    let all = list(&technician, &order).await;
    assert_eq!((all["items"][0]["id"].clone(), all["items"][1]["id"].clone()), (photo["id"].clone(), letter["id"].clone()));
    assert_eq!((&all["actions"], &all["items"][0]["actions"]), (&json!([]), &json!([])), "who only works on it reads");
    assert_eq!(list(&garage.advisor(), &order).await["actions"], json!(["add"]));
    let told = garage.told().await.iter().filter(|event| event.kind == "work_order.attached").count();
    assert_eq!(told, 2);
}

#[tokio::test]
async fn what_is_no_paper_is_refused_beside_what_is_wrong() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let path = format!("{}/attachments", order.path);
    let client = || keyed(garage.advisor());
    for (bytes, code) in [
        (&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], "unknown-type"),
        (b"<html><script>", "unknown-type"),
        (b"MZ\x90", "unknown-type"),
        (b"", "required"),
        (b"\xFF\xD8\xFFrubbish", "bad-picture"),
    ] {
        let reply = send(&client(), &path, ("order.pdf", bytes), &[]).await.expect(422);
        assert_eq!((reply.pointers(), &reply.json()["errors"][0]["code"]), (vec!["/file".to_owned()], &json!(code)));
    }
    let long = "x".repeat(121);
    for (field, text, pointer) in [("name", long.as_str(), "/name"), ("note", "a\u{0}b", "/note"), ("kind", "x", "/file")] {
        assert_eq!(send(&client(), &path, ("a.pdf", PDF), &[(field, text)]).await.expect(422).pointers(), [pointer]);
    }
    assert_eq!(send(&client(), &path, ("", PDF), &[("name", " ")]).await.expect(422).pointers(), ["/name"]);
    assert_eq!(send(&client(), &path, ("big.pdf", &[PDF, vec![b'x'; 10 << 20].as_slice()].concat()), &[]).await.status, 413);
    assert_eq!(send(&garage.advisor(), &path, ("a.pdf", PDF), &[]).await.expect(400).code(), "idempotency-key-missing");
    assert_eq!(client().post(&path, json!({})).await.status, 415);
    send(&keyed(garage.kit.technician()), &path, ("a.pdf", PDF), &[]).await.expect(403);
    send(&keyed(garage.kit.outsider()), &path, ("a.pdf", PDF), &[]).await.expect(404);
    assert_eq!(list(&garage.advisor(), &order).await["items"], json!([]));
}

#[tokio::test]
async fn what_was_taken_away_is_put_back_for_a_day() {
    let garage = Garage::open().await;
    let (order, other) = (garage.in_progress().await, garage.approved().await);
    let letter = kept(&garage, &order, "Letter").await;
    let path = one(&order, &letter);
    let outsider = garage.kit.outsider();
    for reply in [
        outsider.get(&path).await,
        outsider.delete(&path).await,
        outsider.get(&format!("{}/attachments", order.path)).await,
        garage.advisor().get(&one(&other, &letter)).await,
        garage.advisor().delete(&one(&other, &letter)).await,
    ] {
        assert_eq!(reply.status, 404);
    }
    garage.kit.technician().delete(&path).await.expect(403);
    garage.advisor().delete(&path).await.expect(204);
    garage.advisor().get(&path).await.expect(404);
    refused(garage.advisor().delete(&path).await, "attachment-gone");
    assert_eq!(list(&garage.advisor(), &order).await["items"], json!([]));
    for _ in 0..2 {
        assert_eq!(garage.advisor().post(&format!("{path}/restore"), json!({})).await.expect(200).json(), letter);
    }
    garage.advisor().get(&path).await.expect(200);

    garage.advisor().delete(&path).await.expect(204);
    garage.kit.clock.advance(TimeDelta::hours(25));
    let second = kept(&garage, &other, "Another").await;
    garage.advisor().delete(&one(&other, &second)).await.expect(204);
    garage.advisor().post(&format!("{path}/restore"), json!({})).await.expect(404);
    garage.advisor().post(&format!("{}/restore", one(&other, &second)), json!({})).await.expect(200);
}

#[tokio::test]
async fn of_what_is_invoiced_a_paper_is_only_withdrawn() {
    let garage = Garage::open().await;
    let order = garage.ready().await;
    let (right, wrong) = (kept(&garage, &order, "Order form").await, kept(&garage, &order, "Of another car").await);
    let bare = garage.ready().await;
    let invoice = garage.invoice(&order, 1000);
    garage.tell("billing", &InvoiceIssued(invoice.clone())).await;
    let path = one(&order, &wrong);
    refused(garage.advisor().delete(&path).await, "attachment-settled");
    garage.advisor().post(&format!("{path}/withdraw"), json!({ "reason": " " })).await.expect(422);
    garage.kit.technician().post(&format!("{path}/withdraw"), json!({ "reason": "x" })).await.expect(403);
    let gone = garage.advisor().post(&format!("{path}/withdraw"), json!({ "reason": "Of 12 TU 12" })).await.expect(200).json();
    let expected = json!({ "at": "2026-11-20T08:00:00Z", "by_name": "Nadia", "reason": "Of 12 TU 12" });
    assert_eq!((&gone["withdrawn"], &gone["actions"]), (&expected, &json!([])));
    refused(garage.advisor().post(&format!("{path}/withdraw"), json!({ "reason": "Again" })).await, "attachment-gone");
    assert_eq!(garage.advisor().get(&path).await.expect(200).bytes, PDF, "it stays to be read");
    let all = list(&garage.advisor(), &order).await;
    assert_eq!((&all["items"][0], &all["items"][1]["id"], &all["items"][1]["actions"]), (&gone, &right["id"], &json!(["withdraw"])));

    let of_invoice = format!("/work-order-attachments?invoice={}", invoice.id);
    let seen = garage.kit.technician().get(&of_invoice).await.expect(200).json();
    assert_eq!(seen["orders"].as_array().unwrap().len(), 1);
    assert_eq!((&seen["orders"][0]["number"], seen["orders"][0]["items"].as_array().unwrap().len()), (&order.json["number"], 2));
    assert_eq!(garage.kit.outsider().get(&of_invoice).await.expect(200).json()["orders"], json!([]));
    let none = garage.advisor().get(&format!("/work-order-attachments?invoice={}", Uuid::now_v7())).await.expect(200).json();
    assert_eq!(none["orders"], json!([]));
    assert_eq!(list(&garage.advisor(), &bare).await["items"], json!([]));
    garage.is_healthy().await;
}

#[tokio::test]
async fn two_at_once_take_it_away_once_and_add_what_fits() {
    let garage = Garage::open().await;
    let order = garage.in_progress().await;
    let letter = kept(&garage, &order, "Letter").await;
    let path = one(&order, &letter);
    let client = garage.advisor();
    let statuses: Vec<_> = join_all((0..2).map(|_| client.delete(&path))).await.iter().map(|reply| reply.status).collect();
    assert!(statuses.contains(&204) && statuses.contains(&409), "{statuses:?}");
    for number in 0..99 {
        kept(&garage, &order, &format!("No. {number}")).await;
    }
    let list_path = format!("{}/attachments", order.path);
    let both: Vec<_> = (0..2).map(|_| keyed(garage.advisor())).collect();
    let replies = join_all(both.iter().map(|client| send(client, &list_path, ("a.pdf", PDF), &[]))).await;
    let codes: Vec<_> = replies.iter().map(Reply::code).collect();
    assert!(codes.contains(&String::new()) && codes.contains(&"too-many-attachments".to_owned()), "{codes:?}");
    assert_eq!(list(&garage.advisor(), &order).await["items"].as_array().unwrap().len(), 100);
}

#[tokio::test]
async fn what_a_customer_gives_is_kept_once_and_what_is_sent_on_is_read_by_its_link_while_it_stands() {
    let garage = Garage::open().await;
    let (order, other) = (garage.in_progress().await, garage.approved().await);
    let papers = workshop::order_papers(&garage.kit.context, "https://garage.example/");
    let given = |id, bytes: &[u8]| GivenPaper { id, name: "Voyant".into(), by: "Leïla".into(), bytes: bytes.to_vec() };
    let id = Uuid::now_v7();
    for _ in 0..2 {
        assert!(papers.keep(order.id(), given(id, PNG)).await.unwrap());
    }
    let all = list(&garage.advisor(), &order).await["items"].clone();
    assert_eq!((all.as_array().unwrap().len(), &all[0]["id"], &all[0]["by_name"]), (1, &json!(id), &json!("Leïla")));
    assert_eq!(papers.keep(order.id(), given(Uuid::now_v7(), b"<svg/>")).await.unwrap_err().status, 422);
    assert!(!papers.keep(WorkOrderId::new(), given(Uuid::now_v7(), PNG)).await.unwrap(), "there is no such order");
    let cards = papers.cards(order.id(), &[id, Uuid::now_v7()]).await.unwrap();
    assert_eq!((cards.len(), cards[0].name.as_str(), cards[0].media.as_str()), (1, "Voyant", "image/jpeg"));
    assert!(papers.cards(other.id(), &[id]).await.unwrap().is_empty(), "of another order");
    assert_eq!(papers.issue(other.id(), id).await.unwrap(), None);
    assert_eq!(papers.bytes(other.id(), id).await.unwrap(), None);
    let link = papers.issue(order.id(), id).await.unwrap().unwrap();
    let path = link.strip_prefix("https://garage.example/api/v1").unwrap().to_owned();
    let shown = garage.kit.anonymous().get(&path).await.expect(200);
    assert_eq!(Some(&shown.bytes), papers.bytes(order.id(), id).await.unwrap().as_ref());
    garage.kit.anonymous().get("/public/papers/another").await.expect(404);
    garage.advisor().delete(&format!("{}/attachments/{id}", order.path)).await.expect(204);
    garage.kit.anonymous().get(&path).await.expect(404);
    assert!(papers.cards(order.id(), &[id]).await.unwrap().is_empty() && papers.bytes(order.id(), id).await.unwrap().is_none());
    garage.advisor().post(&format!("{}/attachments/{id}/restore", order.path), json!({})).await.expect(200);
    garage.kit.anonymous().get(&path).await.expect(200);
    garage.kit.clock.advance(TimeDelta::days(31));
    garage.kit.anonymous().get(&path).await.expect(404);
}
