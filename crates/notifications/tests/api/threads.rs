//! What was said about a work order, both ways.

use chrono::TimeDelta;
use contracts::customers::Channel;
use contracts::workshop::{GivenPaper, StaffAlert, WorkOrderId};
use serde_json::{Value, json};
use testkit::{Client, Reply};

use crate::garage::{Garage, PUBLIC_URL};
use crate::whatsapp::{PHONE, meta, tell, with, writes};

fn path(order: WorkOrderId) -> String {
    format!("/threads/{order}")
}

async fn thread(client: &Client, order: WorkOrderId) -> Value {
    client.get(&path(order)).await.expect(200).json()
}

fn of(thread: &Value, field: &str) -> Vec<String> {
    thread["items"].as_array().unwrap().iter().map(|entry| entry[field].as_str().unwrap_or_default().to_owned()).collect()
}

fn keyed(client: &Client, key: &str) -> Client {
    client.clone().with("idempotency-key", key)
}

async fn hand(client: &Client, order: WorkOrderId, to: Value, text: &str) -> Reply {
    keyed(client, &text.replace(' ', "-")).post(&format!("{}/hand-over", path(order)), json!({ "user_id": to, "text": text })).await
}

async fn note(client: &Client, order: WorkOrderId, key: &str, text: &str) -> Value {
    keyed(client, key).post(&path(order), json!({ "text": text })).await.expect(201).json()
}

async fn unread(client: &Client) -> Value {
    client.get("/threads/unread").await.expect(200).json()["items"].clone()
}

fn asked() -> StaffAlert {
    StaffAlert::QuestionAsked { job: "Freins".into(), text: "Est-ce urgent ?".into() }
}

#[tokio::test]
async fn both_ways_stand_in_one_thread_and_each_answer_once() {
    let (garage, provider, _server) = with(meta()).await;
    let (desk, order) = (garage.kit.advisor(), garage.order_at(garage.kit.site));
    garage.completed(order).await;
    garage.kit.settle().await;
    assert_eq!(writes(&garage, "wamid.1", "Merci, je passe à 17 h.").await, 204);
    assert_eq!(writes(&garage, "wamid.1", "Merci, je passe à 17 h.").await, 204, "told twice");
    assert_eq!(unread(&desk).await, json!([{ "work_order_id": order, "unread": 1 }]));
    let sent = note(&desk, order, "k1", "  C'est noté,\nà tout à l'heure.  ").await;
    assert_eq!((&sent["kind"], &sent["state"], &sent["event"]), (&json!("sent"), &json!("queued"), &json!("note")));
    assert_eq!((&sent["text"], &sent["by"]), (&json!("C'est noté,\nà tout à l'heure."), &json!("Nadia")));
    garage.kit.settle().await;
    let shown = thread(&desk, order).await;
    assert_eq!(of(&shown, "kind"), ["sent", "written", "sent"]);
    assert_eq!(of(&shown, "channel"), ["whatsapp", "whatsapp", "whatsapp"], "they wrote by WhatsApp within a day");
    assert_eq!((&shown["items"][0]["state"], &shown["items"][1]["by"]), (&json!("sent"), &json!(PHONE)));
    let text = provider.texts().last().unwrap().body.clone();
    assert_eq!(text, "Garage du Lac : C'est noté,\nà tout à l'heure.");
    assert_eq!((&shown["unread"], &shown["actions"]), (&json!(1), &json!(["write", "hand_over"])), "writing is not seeing");
    let page = desk.get(&format!("{}?limit=2", path(order))).await.expect(200).json();
    let rest = desk.get(&format!("{}?limit=2&after={}", path(order), page["next"].as_str().unwrap())).await.expect(200).json();
    assert_eq!(
        (of(&page, "id"), of(&rest, "id"), &rest["next"]),
        (of(&shown, "id")[..2].to_vec(), of(&shown, "id")[2..].to_vec(), &Value::Null)
    );
}

#[tokio::test]
async fn stop_is_in_no_thread_and_who_was_written_nothing_is_news_alone() {
    let (garage, _provider, _server) = with(meta()).await;
    let (desk, order) = (garage.kit.advisor(), garage.order_at(garage.kit.site));
    assert_eq!(writes(&garage, "wamid.0", "Bonjour").await, 204);
    garage.completed(order).await;
    garage.kit.settle().await;
    assert_eq!(writes(&garage, "wamid.1", "STOP").await, 204);
    let shown = thread(&desk, order).await;
    assert_eq!((of(&shown, "kind"), &shown["unread"]), (vec!["sent".to_owned()], &json!(0)));
    assert_eq!(desk.get("/news").await.expect(200).json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_the_desk_saw_is_unread_no_more_and_only_forwards() {
    let garage = Garage::start(None).await;
    let (desk, order) = (garage.kit.advisor(), garage.order_at(garage.kit.site));
    for _ in 0..3 {
        garage.alert(order, None, asked()).await;
        garage.kit.settle().await;
    }
    let shown = thread(&desk, order).await;
    assert_eq!(
        (of(&shown, "kind")[0].as_str(), &shown["items"][0]["text"], &shown["unread"]),
        ("asked", &json!("Freins: Est-ce urgent ?"), &json!(3))
    );
    let see = |entry: usize| json!({ "until": shown["items"][entry]["id"] });
    let seen = format!("{}/seen", path(order));
    for _ in 0..2 {
        desk.post(&seen, see(1)).await.expect(204);
        assert_eq!(unread(&desk).await[0]["unread"], json!(1));
    }
    desk.post(&seen, see(2)).await.expect(204);
    assert_eq!(unread(&desk).await[0]["unread"], json!(1), "what was seen stays seen");
    desk.post(&seen, see(0)).await.expect(204);
    assert_eq!((unread(&desk).await, thread(&garage.kit.owner(), order).await["unread"].clone()), (json!([]), json!(0)));
}

#[tokio::test]
async fn a_second_click_writes_once_and_what_is_wrong_is_said_beside_its_field() {
    let garage = Garage::start(None).await;
    let (desk, order) = (garage.kit.advisor(), garage.order_at(garage.kit.site));
    let first = note(&desk, order, "k1", "Bonjour").await;
    assert_eq!(note(&desk, order, "k1", "Bonjour").await, first);
    assert_eq!(thread(&desk, order).await["items"].as_array().unwrap().len(), 1);
    for text in ["  ".to_owned(), "a".repeat(1001), "a\u{7}".to_owned()] {
        let refused = keyed(&desk, "k2").post(&path(order), json!({ "text": text })).await.expect(422);
        assert_eq!((refused.code().as_str(), refused.pointers()), ("invalid", vec!["/text".to_owned()]));
    }
    assert_eq!(desk.post(&path(order), json!({ "text": "Bonjour" })).await.expect(400).code(), "idempotency-key-missing");
}

#[tokio::test]
async fn a_note_at_night_waits_and_says_until_when_and_no_refused_way_is_taken() {
    let (garage, provider, server) = with(json!({ "enabled": false, "provider": "meta", "forms": [], "per_minute": 60 })).await;
    let (desk, order) = (garage.kit.advisor(), garage.order_at(garage.kit.site));
    let (account, key) = testkit::SmsProvider::account();
    let gateway =
        json!({ "enabled": true, "provider": "twilio", "account": account, "sender": "+216 98 000 111", "key": key, "per_minute": 60 });
    garage.kit.owner().put(&format!("/sms-gateways/{}", garage.kit.site), gateway).await.expect(200);
    garage.kit.clock.advance(TimeDelta::hours(14));
    note(&desk, order, "k1", "Bonsoir").await;
    garage.kit.settle().await;
    let waits = thread(&desk, order).await["items"][0].clone();
    assert_eq!((&waits["state"], &waits["waits_until"]), (&json!("queued"), &json!("2026-11-21T07:00:00Z")));
    garage.kit.clock.advance(TimeDelta::hours(10));
    garage.kit.settle().await;
    assert_eq!((provider.texts().len(), &thread(&desk, order).await["items"][0]["channel"]), (1, &json!("sms")));
    garage.refuse(Channel::Sms);
    note(&desk, order, "k2", "Bonjour").await;
    garage.kit.settle().await;
    assert_eq!((provider.texts().len(), server.mails().len()), (1, 1), "they want no text messages");
    let mail = thread(&desk, order).await["items"][0].clone();
    assert_eq!((&mail["channel"], &mail["state"], &mail["text"]), (&json!("email"), &json!("sent"), &json!("Bonjour")));
    garage.refuse(Channel::Email);
    note(&desk, order, "k3", "Encore").await;
    garage.kit.settle().await;
    let refused = thread(&desk, order).await["items"][0].clone();
    assert_eq!((server.mails().len(), &refused["state"]), (1, &json!("skipped")));
    assert!(refused["error"].as_str().unwrap().contains("They want no mails"), "{refused}");
}

#[tokio::test]
async fn a_colleague_takes_over_hears_it_alone_and_customers_nothing() {
    let garage = Garage::start(None).await;
    let (desk, owner, order) = (garage.kit.advisor(), garage.kit.owner(), garage.order_at(garage.kit.site));
    for _ in 0..2 {
        hand(&desk, order, json!(garage.kit.people.owner), "Il attend un rappel").await.expect(201);
    }
    let shown = thread(&owner, order).await;
    assert_eq!((of(&shown, "kind"), &shown["advisor"]["id"]), (vec!["handed_over".to_owned()], &json!(garage.kit.people.owner)));
    assert_eq!(
        (&shown["items"][0]["by"], &shown["items"][0]["text"], &shown["unread"]),
        (&json!("Nadia"), &json!("Il attend un rappel"), &json!(0))
    );
    let news = owner.get("/news").await.expect(200).json()["items"].clone();
    assert_eq!((news.as_array().unwrap().len(), &news[0]["kind"], &news[0]["is_own"]), (1, &json!("handed_over"), &json!(true)));
    assert_eq!(desk.get("/news").await.expect(200).json()["items"], json!([]));
    hand(&desk, order, json!(garage.kit.people.advisor), "Je m'en occupe").await.expect(201);
    assert_eq!(desk.get("/news").await.expect(200).json()["items"], json!([]), "who takes it over knows");
    for (who, code) in [(json!(garage.kit.people.outsider), "elsewhere"), (json!(uuid::Uuid::now_v7()), "unknown")] {
        let refused = hand(&desk, order, who, code).await.expect(422);
        assert_eq!((refused.pointers(), refused.json()["errors"][0]["code"].clone()), (vec!["/user_id".to_owned()], json!(code)));
    }
    garage.kit.settle().await;
    assert_eq!(desk.get("/messages").await.expect(200).json()["items"], json!([]), "customers hear nothing of it");
}

#[tokio::test]
async fn another_sites_thread_does_not_exist() {
    let garage = Garage::start(None).await;
    let (desk, technician, elsewhere) = (garage.kit.advisor(), garage.kit.technician(), garage.order_at(garage.kit.other_site));
    for order in [elsewhere, WorkOrderId::new()] {
        desk.get(&path(order)).await.expect(404);
        keyed(&desk, "k").post(&path(order), json!({ "text": "Bonjour" })).await.expect(404);
        desk.post(&format!("{}/seen", path(order)), json!({ "until": uuid::Uuid::now_v7() })).await.expect(404);
    }
    let here = garage.order_at(garage.kit.site);
    technician.get(&path(here)).await.expect(403);
    keyed(&technician, "k").post(&path(here), json!({ "text": "Bonjour" })).await.expect(403);
}

async fn pictured(garage: &Garage, reference: &str, picture: &str) -> u16 {
    let image = json!({"id": picture, "mime_type": "image/png", "caption": "Ce voyant ?"});
    let one = json!({"id": reference, "from": PHONE.trim_start_matches('+'), "type": "image", "image": image});
    tell(garage, json!({ "messages": [one] })).await
}

#[tokio::test]
async fn a_picture_from_whatsapp_is_kept_with_the_order_once() {
    let (garage, _provider, _server) = with(meta()).await;
    let (desk, order) = (garage.kit.advisor(), garage.order_at(garage.kit.site));
    garage.completed(order).await;
    garage.kit.settle().await;
    for _ in 0..2 {
        assert_eq!(pictured(&garage, "wamid.1", "1234").await, 204);
    }
    assert_eq!(thread(&desk, order).await["items"][0]["papers"][0]["state"], "waiting");
    garage.kit.settle().await;
    let entry = thread(&desk, order).await["items"][0].clone();
    assert_eq!(
        (&entry["text"], &entry["papers"][0]["state"], entry["papers"].as_array().unwrap().len()),
        (&json!("Ce voyant ?"), &json!("kept"), 1)
    );
    let kept = garage.papers.0.lock().clone();
    assert_eq!((kept.len(), kept[0].0, json!(kept[0].1.id)), (1, order, entry["papers"][0]["id"].clone()));
    assert_eq!((kept[0].1.by.as_str(), kept[0].1.bytes.starts_with(b"\x89PNG")), ("Leïla Ben Ali", true));
}

#[tokio::test]
async fn what_is_no_picture_or_not_there_is_given_up_and_what_breaks_off_is_tried_again() {
    let (garage, _provider, _server) = with(meta()).await;
    let (desk, order) = (garage.kit.advisor(), garage.order_at(garage.kit.site));
    garage.completed(order).await;
    garage.kit.settle().await;
    for (picture, state) in [("words", "failed"), ("gone", "failed"), ("endless", "waiting"), ("..%2Fx", "failed")] {
        assert_eq!(pictured(&garage, picture, picture).await, 204);
        garage.kit.settle().await;
        assert_eq!(thread(&desk, order).await["items"][0]["papers"][0]["state"], state, "{picture}");
    }
    for _ in 0..4 {
        garage.kit.clock.advance(TimeDelta::hours(7));
        garage.kit.settle().await;
    }
    assert_eq!(thread(&desk, order).await["items"][1]["papers"][0]["state"], "failed", "endless, however often");
    assert!(garage.papers.0.lock().is_empty());
}

#[tokio::test]
async fn a_picture_by_twilio_is_the_accounts_or_none() {
    let (server, provider) = (testkit::MailServer::start().await, testkit::SmsProvider::start(testkit::morning()).await);
    let garage = Garage::start_with(Some(&server), Some(&provider)).await;
    garage.set_phone(Some(PHONE));
    let (account, key) = testkit::SmsProvider::account();
    let gateway =
        json!({ "enabled": true, "provider": "twilio", "account": account, "sender": "+216 98 000 111", "key": key, "per_minute": 60 });
    garage.kit.owner().put(&format!("/sms-gateways/{}", garage.kit.site), gateway).await.expect(200);
    let order = garage.order_at(garage.kit.site);
    garage.completed(order).await;
    garage.kit.settle().await;
    let told_at = format!("{PUBLIC_URL}/api/v1/public/messages/twilio/{}", garage.kit.site);
    let own = format!("{}/2010-04-01/Accounts/{account}/Messages/MM1/Media/ME1", provider.address());
    for (reference, address) in [("MM1", own.as_str()), ("MM2", "http://127.0.0.1:1/metadata")] {
        let fields = [("MessageSid", reference), ("From", PHONE), ("Body", ""), ("NumMedia", "1"), ("MediaUrl0", address)];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes();
        let client = garage.kit.anonymous().with("x-twilio-signature", testkit::SmsProvider::signature(&told_at, &fields));
        let path = format!("/public/messages/twilio/{}", garage.kit.site);
        assert_eq!(client.raw("POST", &path, "application/x-www-form-urlencoded", body).await.status, 204);
    }
    garage.kit.settle().await;
    let shown = thread(&garage.kit.advisor(), order).await;
    let states: Vec<_> = (0..2).map(|place| shown["items"][place]["papers"][0]["state"].clone()).collect();
    assert_eq!((states, garage.papers.0.lock().len()), (vec![json!("failed"), json!("kept")], 1));
}

#[tokio::test]
async fn papers_go_with_a_note_by_mail_enclosed_and_else_as_links() {
    let (garage, provider, server) = with(meta()).await;
    let (desk, order) = (garage.kit.advisor(), garage.order_at(garage.kit.site));
    let ids = [uuid::Uuid::now_v7(), uuid::Uuid::now_v7()];
    for id in ids {
        let paper = GivenPaper { id, name: "Disque usé".into(), by: "Amine".into(), bytes: b"\x89PNG worn".to_vec() };
        garage.papers.0.lock().push((order, paper));
    }
    let body = json!({ "text": "Voyez vous-même", "attachment_ids": ids });
    keyed(&desk, "k1").post(&path(order), body.clone()).await.expect(201);
    garage.kit.settle().await;
    let mail = server.mails()[0].clone();
    assert_eq!((provider.texts().len(), mail.text.matches("image/png").count()), (0, 2));
    assert_eq!(writes(&garage, "wamid.1", "Bonjour").await, 204, "they may be written to by WhatsApp now");
    keyed(&desk, "k2").post(&path(order), body).await.expect(201);
    garage.kit.settle().await;
    let sent = provider.texts()[0].body.clone();
    assert!(ids.iter().all(|id| sent.contains(&format!("/public/papers/secret-{id}"))), "{sent}");
    let shown = thread(&desk, order).await["items"][0].clone();
    assert_eq!((shown["papers"].as_array().unwrap().len(), &shown["papers"][0]["name"]), (2, &json!("Disque usé")));
    let logged = desk.get(&format!("/messages/{}", shown["id"].as_str().unwrap())).await.expect(200).json();
    assert!(!logged["body"].as_str().unwrap().contains("secret-"), "{logged}");
    let other = json!({ "text": "x", "attachment_ids": [ids[0], uuid::Uuid::now_v7()] });
    let refused = keyed(&desk, "k3").post(&path(order), other).await.expect(422);
    assert_eq!(refused.pointers(), ["/attachment_ids/1"]);
    let heavy = GivenPaper { id: uuid::Uuid::now_v7(), name: "x".into(), by: "x".into(), bytes: vec![0; 11 << 20] };
    let body = json!({ "text": "x", "attachment_ids": [heavy.id] });
    garage.papers.0.lock().push((order, heavy));
    assert_eq!(keyed(&desk, "k4").post(&path(order), body).await.expect(422).json()["errors"][0]["code"], "too-large");
}
