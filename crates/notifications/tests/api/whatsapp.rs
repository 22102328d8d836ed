//! From an event elsewhere to a WhatsApp message, through Meta and through Twilio.

use chrono::TimeDelta;
use contracts::customers::{Channel, WrittenBy};
use contracts::workshop::{EstimateId, WorkOrderId};
use kernel::db;
use serde_json::{Value, json};
use testkit::{MailServer, Mood, Reply, SmsProvider};

use crate::garage::{Garage, PUBLIC_URL};
use crate::only_message;

pub const PHONE: &str = "+21698123456";

fn form(event: &str, name: &str, places: &[&str]) -> Value {
    json!({"event": event, "language": "fr", "name": name, "places": places})
}

pub fn meta() -> Value {
    let (phone, key, secret) = SmsProvider::meta();
    json!({
        "enabled": true, "provider": "meta", "account": phone, "key": key, "signing_key": secret, "per_minute": 60,
        "forms": [form("ready_for_pickup", "car_ready", &["customer", "text"]), form("estimate_sent", "estimate", &["garage", "link"])],
    })
}

/// Through Twilio, where forms have names of their own.
fn twilio() -> Value {
    let (account, key) = SmsProvider::account();
    let forms = json!([form("ready_for_pickup", "HX0001", &["garage", "text"])]);
    json!({"enabled": true, "provider": "twilio", "account": account, "sender": "+216 98 000 111", "key": key, "per_minute": 60, "forms": forms})
}

pub async fn with(gateway: Value) -> (Garage, SmsProvider, MailServer) {
    let (server, provider) = (MailServer::start().await, SmsProvider::start(testkit::morning()).await);
    let garage = Garage::start_with(Some(&server), Some(&provider)).await;
    garage.set_phone(Some(PHONE));
    garage.kit.owner().put(&path(&garage), gateway).await.expect(200);
    (garage, provider, server)
}

fn path(garage: &Garage) -> String {
    format!("/whatsapp-gateways/{}", garage.kit.site)
}

async fn ready(garage: &Garage) {
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
}

async fn tries(garage: &Garage, message: &Value) -> Vec<Value> {
    let path = format!("/messages/{}/tries", message["id"].as_str().unwrap());
    garage.kit.advisor().get(&path).await.expect(200).json().as_array().unwrap().clone()
}

/// What Meta tells, signed.
pub async fn tell(garage: &Garage, value: Value) -> u16 {
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]});
    let body = body.to_string().into_bytes();
    let client = garage.kit.anonymous().with("x-hub-signature-256", SmsProvider::meta_signature(&body));
    client.raw("POST", &format!("/public/messages/whatsapp/{}", garage.kit.site), "application/json", body).await.status
}

async fn status(garage: &Garage, message: &Value, status: &str) -> u16 {
    let errors = if status == "failed" { json!([{"code": 131_026, "title": "Message undeliverable"}]) } else { json!([]) };
    let one = json!({"id": "wamid.0", "status": status, "biz_opaque_callback_data": message["id"], "errors": errors});
    tell(garage, json!({ "statuses": [one] })).await
}

pub async fn writes(garage: &Garage, reference: &str, text: &str) -> u16 {
    let one = json!({"id": reference, "from": PHONE.trim_start_matches('+'), "type": "text", "text": {"body": text}});
    tell(garage, json!({ "messages": [one] })).await
}

#[tokio::test]
async fn the_garage_begins_with_an_approved_form_and_the_log_says_what_became_of_it() {
    let (garage, provider, server) = with(meta()).await;
    ready(&garage).await;
    let texts = provider.texts();
    assert_eq!((texts.len(), server.mails().len(), texts[0].to.as_str()), (1, 0, "21698123456"));
    let (name, places) = texts[0].form.clone().unwrap();
    assert_eq!((name.as_str(), places[0].as_str()), ("car_ready/fr", "Leïla Ben Ali"));
    assert!(places[1].contains("les travaux sont terminés"), "{places:?}");
    let message = only_message(&garage).await;
    assert_eq!((&message["channel"], &message["state"], &message["recipient"]), (&json!("whatsapp"), &json!("sent"), &json!(PHONE)));
    assert_eq!(texts[0].named.as_deref(), message["id"].as_str());
    for _ in 0..2 {
        assert_eq!(status(&garage, &message, "read").await, 204);
    }
    assert_eq!(only_message(&garage).await["state"], "delivered");
    let log = tries(&garage, &message).await;
    assert_eq!((log.len(), &log[0]["outcome"], &log[0]["parts"]), (1, &json!("delivered"), &Value::Null), "{log:?}");
}

#[tokio::test]
async fn who_has_no_whatsapp_gets_the_mail() {
    let (garage, provider, server) = with(meta()).await;
    ready(&garage).await;
    assert_eq!(status(&garage, &only_message(&garage).await, "failed").await, 204);
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!((&message["channel"], &message["state"], server.mails().len()), (&json!("email"), &json!("sent"), 1), "{message}");
    let log = tries(&garage, &message).await;
    assert!(log[0]["said"].as_str().unwrap().contains("131026"), "{log:?}");
    assert_eq!((&log[1]["why"], provider.texts().len()), (&json!("The WhatsApp message did not arrive"), 1));
}

#[tokio::test]
async fn without_a_form_nobody_is_written_to_unless_they_wrote_within_a_day() {
    let (garage, provider, server) = with(meta()).await;
    garage.set_language("ar");
    ready(&garage).await;
    assert_eq!((provider.calls(), server.mails().len()), (0, 1));
    assert_eq!(tries(&garage, &only_message(&garage).await).await[0]["why"], "No WhatsApp text is approved for it");
    for _ in 0..2 {
        assert_eq!(writes(&garage, "wamid.in.1", "متى تجهز السيارة؟").await, 204);
    }
    let news = garage.kit.advisor().get("/news").await.expect(200).json()["items"].clone();
    assert_eq!((news.as_array().unwrap().len(), &news[0]["kind"]), (1, &json!("written")), "the desk hears it, once");
    ready(&garage).await;
    let texts = provider.texts();
    assert!(texts.len() == 1 && texts[0].form.is_none() && texts[0].body.contains("215"), "{texts:?}");
    garage.kit.clock.advance(TimeDelta::days(1));
    ready(&garage).await;
    assert_eq!((provider.texts().len(), server.mails().len()), (1, 2));
}

#[tokio::test]
async fn stop_is_told_once_to_whom_it_concerns() {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        payload: String,
    }
    let (garage, _provider, _server) = with(meta()).await;
    for _ in 0..3 {
        assert_eq!(writes(&garage, "wamid.in.1", "Stop").await, 204);
    }
    let sql = "select payload from notifications_outbox where kind = 'message.offers_answered'";
    let told: Vec<Row> = db::all(garage.kit.db().reader(), sql, []).await.unwrap();
    assert_eq!(told.len(), 1);
    let told: Value = serde_json::from_str(&told[0].payload).unwrap();
    assert_eq!((&told["phone"], &told["wanted"], &told["channel"]), (&json!(PHONE), &json!(false), &json!("whatsapp")));
}

#[tokio::test]
async fn a_lost_answer_is_no_second_message_and_what_meta_tells_later_settles_it() {
    let (garage, provider, server) = with(meta()).await;
    provider.next(Mood::LosesAnswer);
    ready(&garage).await;
    garage.kit.clock.advance(TimeDelta::minutes(3));
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!((&message["state"], provider.calls(), server.mails().len()), (&json!("unknown"), 1, 0));
    assert_eq!(status(&garage, &message, "sent").await, 204);
    assert_eq!(only_message(&garage).await["state"], "sent");
    assert_eq!(status(&garage, &message, "delivered").await, 204);
    let message = only_message(&garage).await;
    assert_eq!((&message["state"], provider.calls()), (&json!("delivered"), 1));
    assert!(message["body"].as_str().unwrap().contains("les travaux sont terminés"), "{message}");
}

#[tokio::test]
async fn who_was_killed_after_the_call_calls_nobody_again() {
    let (garage, provider, _server) = with(meta()).await;
    ready(&garage).await;
    let unsent = "update notifications_messages set state = 'queued', sent_at = null, lease_until = next_at";
    for sql in [unsent, "update notifications_tries set ended_at = null, outcome = null, reference = null"] {
        db::execute(garage.kit.db().writer(), sql, []).await.unwrap();
    }
    garage.kit.clock.advance(TimeDelta::minutes(6));
    garage.kit.settle().await;
    assert_eq!((&only_message(&garage).await["state"], provider.calls()), (&json!("unknown"), 1));
}

#[tokio::test]
async fn too_many_at_once_wait_and_a_link_stands_in_its_place_alone() {
    let (garage, provider, _server) = with(meta()).await;
    garage.set_email(None);
    provider.next(Mood::Says(429));
    garage.estimate_sent(EstimateId::new()).await;
    garage.kit.settle().await;
    assert_eq!(only_message(&garage).await["state"], "queued");
    garage.kit.clock.advance(TimeDelta::seconds(31));
    garage.kit.settle().await;
    let (_, places) = provider.texts()[0].form.clone().unwrap();
    assert!(places[0] == "Garage du Lac" && places[1].contains("secret-of-the-estimate"), "{places:?}");
    let message = only_message(&garage).await;
    assert!(message["state"] == "sent" && !message.to_string().contains("secret"), "{message}");
}

#[tokio::test]
async fn twilio_sends_forms_too_and_tells_at_the_same_address() {
    let (garage, provider, _server) = with(twilio()).await;
    ready(&garage).await;
    let texts = provider.texts();
    assert_eq!((texts[0].to.as_str(), texts[0].from.as_str()), ("whatsapp:+21698123456", "whatsapp:+21698000111"));
    let (name, places) = texts[0].form.clone().unwrap();
    assert_eq!((name.as_str(), places.len(), places[0].as_str()), ("HX0001", 2, "Garage du Lac"));
    let message = only_message(&garage).await;
    let fields = [("MessageSid", SmsProvider::reference(0)), ("MessageStatus", "delivered".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let path = format!("/public/messages/whatsapp/{}?message={}", garage.kit.site, message["id"].as_str().unwrap());
    let signature = SmsProvider::signature(&format!("{PUBLIC_URL}/api/v1{path}"), &fields);
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    let body = body.extend_pairs(&fields).finish().into_bytes();
    let kind = "application/x-www-form-urlencoded";
    assert_eq!(garage.kit.anonymous().raw("POST", &path, kind, body.clone()).await.status, 400);
    assert_eq!(garage.kit.anonymous().with("x-twilio-signature", signature).raw("POST", &path, kind, body).await.status, 204);
    assert_eq!(only_message(&garage).await["state"], "delivered");
}

#[tokio::test]
async fn what_somebody_prefers_or_refused_decides() {
    let (garage, provider, server) = with(meta()).await;
    garage.set_prefers(WrittenBy::Email);
    ready(&garage).await;
    assert_eq!((provider.calls(), server.mails().len()), (0, 1));
    garage.set_prefers(WrittenBy::Whatsapp);
    garage.refuse(Channel::Whatsapp);
    ready(&garage).await;
    assert_eq!((provider.calls(), server.mails().len()), (0, 2));
    assert_eq!(tries(&garage, &crate::messages(&garage).await[0]).await[0]["why"], "They want no WhatsApp messages");
}

#[tokio::test]
async fn nobody_but_meta_is_heard_and_it_says_the_word_first() {
    let (garage, _provider, _server) = with(meta()).await;
    let (owner, stranger) = (garage.kit.owner(), garage.kit.anonymous());
    let shown = owner.get(&path(&garage)).await.expect(200);
    assert!(!shown.text().contains(SmsProvider::meta().1) && !shown.text().contains(SmsProvider::meta().2), "{}", shown.text());
    let word = shown.json()["word"].as_str().unwrap().to_owned();
    assert_eq!(garage.kit.advisor().get(&path(&garage)).await.expect(200).json()["word"], Value::Null);
    let ask = |word: &str, challenge: &str| {
        let at = format!("/public/messages/whatsapp/{}", garage.kit.site);
        let query = format!("hub.mode=subscribe&hub.verify_token={word}&hub.challenge={challenge}");
        let stranger = stranger.clone();
        async move { stranger.get(&format!("{at}?{query}")).await }
    };
    let proved: Reply = ask(&word, "1158201444").await;
    assert_eq!((proved.status, proved.text()), (200, "1158201444".into()));
    assert_eq!(ask("another", "1").await.status, 404);
    assert_eq!(ask(&word, "%3Cscript%3E").await.status, 404);
    let body = br#"{"entry":[]}"#.to_vec();
    let at = format!("/public/messages/whatsapp/{}", garage.kit.site);
    let forged = stranger.clone().with("x-hub-signature-256", "sha256=00").raw("POST", &at, "application/json", body.clone()).await;
    assert_eq!((forged.status, forged.code()), (400, "webhook-refused".into()));
    let other = format!("/public/messages/whatsapp/{}", garage.kit.other_site);
    assert_eq!(stranger.raw("POST", &other, "application/json", body).await.status, 404);
    assert_eq!(tell(&garage, json!({"statuses": [{"id": "wamid.9", "status": "read"}]})).await, 204, "of a message that is not ours");
}

#[tokio::test]
async fn a_gateway_is_checked_before_it_is_kept_paused_and_tried() {
    let (garage, provider, server) = with(meta()).await;
    let (owner, path) = (garage.kit.owner(), path(&garage));
    let refused = |body: Value| {
        let (owner, path) = (owner.clone(), path.clone());
        async move { owner.put(&path, body).await.expect(422).json()["errors"][0].clone() }
    };
    let mut twice = meta();
    twice["forms"][1] = twice["forms"][0].clone();
    let problem = refused(twice).await;
    assert_eq!((&problem["pointer"], &problem["code"]), (&json!("/forms/1/event"), &json!("form-twice")));
    let mut mail_alone = meta();
    mail_alone["forms"][0]["event"] = json!("password_reset");
    assert_eq!(refused(mail_alone).await["code"], "not-by-whatsapp");
    let mut senderless = twilio();
    senderless["sender"] = Value::Null;
    assert_eq!(refused(senderless).await["pointer"], "/sender");
    let mut nameless = twilio();
    nameless["sender"] = json!("GARAGE");
    assert_eq!(refused(nameless).await["code"], "invalid-phone");
    garage.kit.advisor().put(&path, meta()).await.expect(403);
    garage.kit.outsider().get(&path).await.expect(404);

    let tried = owner.post(&format!("{path}/try"), json!({"to": PHONE})).await.expect(200).json();
    assert_eq!((&tried["outcome"], provider.texts()[0].form.is_some()), (&json!("taken"), true));
    owner.post(&format!("{path}/pause"), json!(null)).await.expect(200);
    ready(&garage).await;
    assert_eq!((provider.texts().len(), server.mails().len()), (1, 0));
    assert_eq!(owner.get(&path).await.json()["waiting"], 1);
    owner.post(&format!("{path}/resume"), json!(null)).await.expect(200);
    garage.kit.settle().await;
    assert_eq!(provider.texts().len(), 2);
}
