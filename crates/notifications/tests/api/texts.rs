//! From an event elsewhere to a text message, against providers that work, fail and lie.

use chrono::TimeDelta;
use contracts::customers::Channel;
use contracts::workshop::WorkOrderId;
use kernel::db;
use serde_json::{Value, json};
use testkit::{MailServer, Mood, SmsProvider};

use crate::garage::{Garage, PUBLIC_URL};
use crate::only_message;

pub const PHONE: &str = "+21698123456";

/// A site with Twilio, and a customer with a telephone and an address.
pub async fn with_twilio() -> (Garage, SmsProvider, MailServer) {
    let (server, provider) = (MailServer::start().await, SmsProvider::start(testkit::morning()).await);
    let garage = Garage::start_with(Some(&server), Some(&provider)).await;
    garage.set_phone(Some(PHONE));
    set(&garage, twilio()).await;
    (garage, provider, server)
}

pub fn twilio() -> Value {
    let (account, key) = SmsProvider::account();
    json!({"enabled": true, "provider": "twilio", "account": account, "sender": "GARAGE LAC", "key": key, "per_minute": 60})
}

pub fn plain(provider: &SmsProvider) -> Value {
    let address = format!("{}/send?key={{key}}&to={{number}}&text={{text}}&sender={{sender}}", provider.address());
    let request = json!({"method": "get", "address": address, "taken": "\"ok\""});
    json!({"enabled": true, "provider": "address", "sender": "GARAGE", "key": SmsProvider::key(), "request": request, "per_minute": 60})
}

fn path(garage: &Garage) -> String {
    format!("/sms-gateways/{}", garage.kit.site)
}

async fn set(garage: &Garage, body: Value) {
    garage.kit.owner().put(&path(garage), body).await.expect(200);
}

pub async fn tries(garage: &Garage, message: &Value) -> Vec<Value> {
    let path = format!("/messages/{}/tries", message["id"].as_str().unwrap());
    garage.kit.advisor().get(&path).await.expect(200).json().as_array().unwrap().clone()
}

async fn ready(garage: &Garage) -> WorkOrderId {
    let order = WorkOrderId::new();
    garage.completed(order).await;
    garage.kit.settle().await;
    order
}

/// What Twilio tells of the message that it took first, signed.
async fn told(garage: &Garage, message: &Value, status: &str, error: &str) -> u16 {
    let id = message["id"].as_str().unwrap();
    tell(garage, &format!("?message={id}"), &[("MessageSid", &SmsProvider::reference(0)), ("MessageStatus", status), ("ErrorCode", error)])
        .await
}

pub async fn tell(garage: &Garage, query: &str, fields: &[(&str, &str)]) -> u16 {
    let path = format!("/public/messages/twilio/{}{query}", garage.kit.site);
    let signature = SmsProvider::signature(&format!("{PUBLIC_URL}/api/v1{path}"), fields);
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    let client = garage.kit.anonymous().with("x-twilio-signature", signature);
    client.raw("POST", &path, "application/x-www-form-urlencoded", form.finish().into_bytes()).await.status
}

#[tokio::test]
async fn who_has_a_telephone_hears_there_and_the_log_says_what_became_of_it() {
    let (garage, provider, server) = with_twilio().await;
    let order = ready(&garage).await;
    garage.completed(order).await;
    garage.kit.settle().await;
    let texts = provider.texts();
    assert_eq!((texts.len(), server.mails().len()), (1, 0));
    assert_eq!((texts[0].to.as_str(), texts[0].from.as_str()), (PHONE, "GARAGE LAC"));
    assert!(texts[0].body.starts_with("Garage du Lac : Peugeot 208 2019 215 TU 4821, les travaux sont terminés"), "{texts:?}");
    let message = only_message(&garage).await;
    assert_eq!((&message["channel"], &message["state"], &message["recipient"]), (&json!("sms"), &json!("sent"), &json!(PHONE)));
    assert_eq!(message["body"], texts[0].body);
    let log = tries(&garage, &message).await;
    assert_eq!((log.len(), &log[0]["outcome"], &log[0]["parts"]), (1, &json!("taken"), &json!(1)), "{log:?}");
    assert_eq!((&log[0]["reference"], &log[0]["why"]), (&json!(SmsProvider::reference(0)), &Value::Null));

    assert_eq!(told(&garage, &message, "sent", "").await, 204);
    assert_eq!(only_message(&garage).await["state"], "sent");
    for _ in 0..3 {
        assert_eq!(told(&garage, &message, "delivered", "").await, 204);
    }
    let message = only_message(&garage).await;
    assert_eq!((&message["state"], &message["delivered_at"]), (&json!("delivered"), &json!("2026-11-20T08:00:00Z")));
    assert_eq!(tries(&garage, &message).await[0]["outcome"], "delivered");
    assert_eq!(told(&garage, &message, "undelivered", "30003").await, 204);
    assert_eq!(only_message(&garage).await["state"], "delivered", "what arrived has arrived");
}

#[tokio::test]
async fn what_did_not_arrive_goes_by_mail() {
    let (garage, provider, server) = with_twilio().await;
    ready(&garage).await;
    let message = only_message(&garage).await;
    assert_eq!(told(&garage, &message, "undelivered", "30003").await, 204);
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!((&message["channel"], &message["state"], server.mails().len()), (&json!("email"), &json!("sent"), 1));
    let log = tries(&garage, &message).await;
    assert_eq!((&log[0]["outcome"], &log[1]["outcome"]), (&json!("refused"), &json!("taken")), "{log:?}");
    assert!(log[0]["said"].as_str().unwrap().contains("30003") && log[1]["why"] == "The text message did not arrive", "{log:?}");
    assert_eq!(provider.texts().len(), 1);
}

#[tokio::test]
async fn a_landline_gets_a_mail_and_who_has_nothing_else_a_failure() {
    let (garage, provider, server) = with_twilio().await;
    garage.set_phone(Some("+21671123456"));
    ready(&garage).await;
    assert_eq!((&only_message(&garage).await["channel"], server.mails().len()), (&json!("email"), 1));
    garage.set_email(None);
    ready(&garage).await;
    let all = crate::messages(&garage).await;
    assert_eq!((&all[0]["state"], provider.texts().len()), (&json!("failed"), 0));
    assert!(all[0]["error"].as_str().unwrap().contains("21614"), "{all:?}");
}

#[tokio::test]
async fn who_wants_none_or_has_no_number_gets_a_mail_and_the_log_says_why() {
    let (garage, provider, _server) = with_twilio().await;
    garage.set_phone(None);
    ready(&garage).await;
    let message = only_message(&garage).await;
    assert_eq!(tries(&garage, &message).await[0]["why"], "There is no telephone number to send it to");
    garage.set_phone(Some(PHONE));
    garage.refuse(Channel::Sms);
    ready(&garage).await;
    let all = crate::messages(&garage).await;
    assert_eq!(tries(&garage, &all[0]).await[0]["why"], "They want no text messages");
    assert_eq!(provider.calls(), 0);
}

#[tokio::test]
async fn a_lost_answer_is_asked_about_and_nobody_is_told_twice() {
    let (garage, provider, _server) = with_twilio().await;
    provider.next(Mood::LosesAnswer);
    ready(&garage).await;
    assert_eq!(only_message(&garage).await["state"], "queued");
    for _ in 0..3 {
        garage.kit.clock.advance(TimeDelta::minutes(2));
        garage.kit.settle().await;
    }
    let message = only_message(&garage).await;
    assert_eq!((&message["state"], provider.texts().len(), provider.calls()), (&json!("sent"), 1, 1));
    let log = tries(&garage, &message).await;
    assert_eq!((log.len(), &log[0]["reference"]), (1, &json!(SmsProvider::reference(0))), "{log:?}");
}

#[tokio::test]
async fn a_lost_answer_is_known_again_though_each_try_has_a_link_of_its_own() {
    let (garage, provider, _server) = with_twilio().await;
    garage.set_email(None);
    provider.next(Mood::LosesAnswer);
    garage.estimate_sent(contracts::workshop::EstimateId::new()).await;
    garage.kit.settle().await;
    for _ in 0..3 {
        garage.kit.clock.advance(TimeDelta::minutes(2));
        garage.kit.settle().await;
    }
    let message = only_message(&garage).await;
    assert_eq!((&message["state"], provider.texts().len(), provider.calls()), (&json!("sent"), 1, 1));
    assert!(provider.texts()[0].body.contains("secret-of-the-estimate") && !message.to_string().contains("secret"), "{message}");
}

#[tokio::test]
async fn who_was_killed_before_it_was_written_down_asks_first() {
    let (garage, provider, _server) = with_twilio().await;
    ready(&garage).await;
    let message = only_message(&garage).await;
    // As it stands when the program dies between the provider's answer and the commit.
    let unsent = "update notifications_messages set state = 'queued', sent_at = null, lease_until = next_at";
    for sql in [unsent, "update notifications_tries set ended_at = null, outcome = null, reference = null"] {
        db::execute(garage.kit.db().writer(), sql, []).await.unwrap();
    }
    garage.kit.clock.advance(TimeDelta::minutes(6));
    garage.kit.settle().await;
    let again = only_message(&garage).await;
    assert_eq!((&again["id"], &again["state"], provider.calls()), (&message["id"], &json!("sent"), 1));
}

#[tokio::test]
async fn who_was_killed_before_the_call_sends_once() {
    let (garage, provider, _server) = with_twilio().await;
    provider.next(Mood::Says(503));
    ready(&garage).await;
    let open = "update notifications_tries set ended_at = null, outcome = null";
    db::execute(garage.kit.db().writer(), open, []).await.unwrap();
    garage.kit.clock.advance(TimeDelta::minutes(6));
    garage.kit.settle().await;
    assert_eq!((&only_message(&garage).await["state"], provider.texts().len()), (&json!("sent"), 1));
}

#[tokio::test]
async fn a_gateway_that_is_down_is_tried_again_and_then_the_mail_goes() {
    let (garage, provider, server) = with_twilio().await;
    for status in [500, 429] {
        provider.next(Mood::Says(status));
    }
    ready(&garage).await;
    for wait in [30, 120] {
        assert_eq!(only_message(&garage).await["state"], "queued");
        garage.kit.clock.advance(TimeDelta::seconds(wait));
        garage.kit.settle().await;
    }
    assert_eq!((&only_message(&garage).await["state"], provider.texts().len(), server.mails().len()), (&json!("sent"), 1, 0));
    provider.down(Some(503));
    ready(&garage).await;
    for _ in 0..8 {
        garage.kit.clock.advance(TimeDelta::minutes(30));
        garage.kit.settle().await;
    }
    // The longest wait reaches into the night, when no text message goes; in the morning the last try fails, and the mail goes.
    garage.kit.clock.advance(TimeDelta::hours(20));
    garage.kit.settle().await;
    let message = &crate::messages(&garage).await[0];
    assert_eq!((&message["channel"], &message["state"], server.mails().len()), (&json!("email"), &json!("sent"), 1), "{message}");
}

#[tokio::test]
async fn at_night_no_telephone_rings() {
    let (garage, provider, server) = with_twilio().await;
    garage.kit.clock.advance(TimeDelta::hours(13));
    ready(&garage).await;
    assert_eq!((&only_message(&garage).await["state"], provider.calls(), server.mails().len()), (&json!("queued"), 0, 0));
    garage.kit.clock.advance(TimeDelta::hours(9));
    garage.kit.settle().await;
    assert_eq!(provider.calls(), 0, "six in the morning at Tunis");
    garage.kit.clock.advance(TimeDelta::hours(1));
    garage.kit.settle().await;
    assert_eq!((&only_message(&garage).await["state"], provider.texts().len()), (&json!("sent"), 1));
}

#[tokio::test]
async fn what_is_paused_waits_and_what_is_switched_off_goes_by_mail() {
    let (garage, provider, server) = with_twilio().await;
    let owner = garage.kit.owner();
    let paused = owner.post(&format!("{}/pause", path(&garage)), json!(null)).await.expect(200).json();
    assert_eq!((&paused["paused_at"], &paused["actions"]), (&json!("2026-11-20T08:00:00Z"), &json!(["set", "resume", "try"])));
    ready(&garage).await;
    assert_eq!((&only_message(&garage).await["state"], provider.calls(), server.mails().len()), (&json!("queued"), 0, 0));
    assert_eq!(owner.get(&path(&garage)).await.json()["waiting"], 1);
    owner.post(&format!("{}/resume", path(&garage)), json!(null)).await.expect(200);
    garage.kit.settle().await;
    assert_eq!(provider.texts().len(), 1);

    owner.post(&format!("{}/pause", path(&garage)), json!(null)).await.expect(200);
    ready(&garage).await;
    let off = json!({"enabled": false, "provider": "twilio", "account": null, "sender": null, "per_minute": 60});
    set(&garage, off).await;
    garage.kit.settle().await;
    let message = &crate::messages(&garage).await[0];
    assert_eq!((&message["channel"], &message["state"], server.mails().len()), (&json!("email"), &json!("sent"), 1), "{message}");
    assert_eq!(owner.post(&format!("{}/pause", path(&garage)), json!(null)).await.expect(409).code(), "gateway-off");
}

#[tokio::test]
async fn a_gateway_gets_so_many_a_minute_and_the_urgent_first() {
    let (garage, provider, server) = with_twilio().await;
    let mut slow = twilio();
    slow["per_minute"] = json!(3);
    set(&garage, slow).await;
    for _ in 0..8 {
        garage.completed(WorkOrderId::new()).await;
    }
    garage.kit.settle().await;
    assert_eq!(provider.texts().len(), 3);
    garage.alerted(contracts::identity::Alert::SessionStolen).await;
    garage.kit.settle().await;
    assert_eq!(server.mails().len(), 1, "mails do not wait for text messages");
    for expected in [6, 8] {
        garage.kit.clock.advance(TimeDelta::seconds(61));
        garage.kit.settle().await;
        assert_eq!(provider.texts().len(), expected);
    }
}

#[tokio::test]
async fn a_plain_gateway_takes_messages_and_when_it_tells_nothing_a_person_decides() {
    let (server, provider) = (MailServer::start().await, SmsProvider::start(testkit::morning()).await);
    let garage = Garage::start_with(Some(&server), Some(&provider)).await;
    garage.set_phone(Some(PHONE));
    set(&garage, plain(&provider)).await;
    ready(&garage).await;
    let texts = provider.texts();
    assert_eq!((texts.len(), texts[0].to.as_str(), texts[0].from.as_str()), (1, "21698123456", "GARAGE"));
    assert!(texts[0].body.contains("les travaux sont terminés, nous vous attendons"), "{texts:?}");

    provider.next(Mood::SaysNo);
    ready(&garage).await;
    let second = crate::messages(&garage).await.remove(0);
    assert_eq!((&second["channel"], server.mails().len()), (&json!("email"), 1), "it said in words that it took nothing");

    provider.next(Mood::LosesAnswer);
    ready(&garage).await;
    for _ in 0..3 {
        garage.kit.clock.advance(TimeDelta::minutes(2));
        garage.kit.settle().await;
    }
    let third = crate::messages(&garage).await.remove(0);
    assert_eq!((&third["state"], provider.texts().len(), &third["actions"]), (&json!("unknown"), 2, &json!(["resend"])), "{third}");
    garage.kit.advisor().post(&format!("/messages/{}/resend", third["id"].as_str().unwrap()), json!(null)).await.expect(200);
    garage.kit.settle().await;
    assert_eq!((&crate::messages(&garage).await[0]["state"], provider.texts().len()), (&json!("sent"), 3));
}

#[tokio::test]
async fn nobody_but_the_provider_is_heard() {
    let (garage, _provider, _server) = with_twilio().await;
    ready(&garage).await;
    let message = only_message(&garage).await;
    let id = message["id"].as_str().unwrap();
    let path = format!("/public/messages/twilio/{}?message={id}", garage.kit.site);
    let form = format!("MessageSid={}&MessageStatus=delivered", SmsProvider::reference(0)).into_bytes();
    let stranger = garage.kit.anonymous();
    let reply = stranger.raw("POST", &path, "application/x-www-form-urlencoded", form.clone()).await;
    assert_eq!((reply.status, reply.code()), (400, "webhook-refused".into()));
    let forged = stranger.clone().with("x-twilio-signature", "AAAA");
    assert_eq!(forged.raw("POST", &path, "application/x-www-form-urlencoded", form.clone()).await.status, 400);
    let other = format!("/public/messages/twilio/{}", garage.kit.other_site);
    assert_eq!(stranger.raw("POST", &other, "application/x-www-form-urlencoded", form).await.status, 404);
    assert_eq!(only_message(&garage).await["state"], "sent");
    assert_eq!(tell(&garage, "", &[("MessageSid", "SM1"), ("From", PHONE), ("Body", "Merci !")]).await, 204);
}

#[tokio::test]
async fn stop_is_told_to_whom_it_concerns() {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        payload: String,
    }
    let (garage, _provider, _server) = with_twilio().await;
    assert_eq!(tell(&garage, "", &[("MessageSid", "SM1"), ("From", PHONE), ("Body", " Stop ")]).await, 204);
    assert_eq!(tell(&garage, "", &[("MessageSid", "SM2"), ("From", "whatever"), ("Body", "STOP")]).await, 204);
    let sql = "select payload from notifications_outbox where kind = 'message.offers_answered'";
    let told: Vec<Row> = db::all(garage.kit.db().reader(), sql, []).await.unwrap();
    assert_eq!(told.len(), 1);
    let told: Value = serde_json::from_str(&told[0].payload).unwrap();
    assert_eq!((&told["phone"], &told["wanted"], &told["channel"]), (&json!(PHONE), &json!(false), &json!("sms")));
}

#[tokio::test]
async fn a_gateway_is_checked_before_it_is_kept_and_its_key_is_never_shown() {
    let (garage, provider, _server) = with_twilio().await;
    let (owner, path) = (garage.kit.owner(), path(&garage));
    let shown = owner.get(&path).await.expect(200);
    assert!(!shown.text().contains(SmsProvider::account().1) && shown.json()["has_key"] == true, "{}", shown.text());
    let refused = |pointer: &str, value: Value| {
        let (owner, path, mut body) = (owner.clone(), path.clone(), plain(&provider));
        *body.pointer_mut(pointer).unwrap() = value;
        async move { owner.put(&path, body).await.expect(422).json()["errors"][0].clone() }
    };
    let inside = refused("/request/address", json!("https://169.254.169.254/?{to}{text}")).await;
    assert_eq!((&inside["pointer"], &inside["code"]), (&json!("/request/address"), &json!("address-refused")));
    assert_eq!(refused("/request/address", json!("https://a.example/?{to}")).await["code"], "no-place-for-text");
    assert_eq!(refused("/request/address", json!("{to}{text}")).await["code"], "no-address");
    let bare = json!({"enabled": true, "provider": "address", "account": null, "sender": null, "per_minute": 60});
    assert_eq!(owner.put(&path, bare).await.expect(422).pointers(), ["/request"]);
    garage.kit.advisor().put(&path, twilio()).await.expect(403);
    garage.kit.advisor().get(&path).await.expect(200);
    garage.kit.outsider().get(&path).await.expect(404);

    let tried = owner.post(&format!("{path}/try"), json!({"to": "+216 98 123 456"})).await.expect(200).json();
    assert_eq!((&tried["outcome"], provider.texts().len()), (&json!("taken"), 1));
    provider.down(Some(500));
    assert_eq!(owner.post(&format!("{path}/try"), json!({"to": PHONE})).await.expect(200).json()["outcome"], "busy");
    assert_eq!(
        owner.post(&format!("{path}/try"), json!({"to": "98123456"})).await.expect(422).json()["errors"][0]["code"],
        "invalid-phone"
    );
}

#[tokio::test]
async fn what_a_month_costs_is_what_was_taken_at_the_price_of_then() {
    let (garage, provider, _server) = with_twilio().await;
    let mut priced = twilio();
    priced["price"] = json!(35_000);
    set(&garage, priced.clone()).await;
    garage.set_name("Leïla");
    ready(&garage).await;
    provider.next(Mood::Says(503));
    ready(&garage).await;
    let shown = garage.kit.owner().get(&path(&garage)).await.expect(200).json();
    assert_eq!(
        (&shown["month"], &shown["currency"]),
        (&json!({"messages": 1, "parts": 1, "cost": 35_000}), &json!("TND")),
        "what was refused costs nothing"
    );
    priced["price"] = json!(40_000);
    set(&garage, priced).await;
    garage.kit.clock.advance(TimeDelta::minutes(1));
    // Arabic takes two parts where French takes one.
    garage.set_language("ar");
    garage.kit.settle().await;
    let message = &crate::messages(&garage).await[0];
    let last = tries(&garage, message).await.pop().unwrap();
    let parts = last["parts"].as_i64().unwrap();
    assert_eq!(last["cost"], parts * 40_000, "{last}");
    let shown = garage.kit.owner().get(&path(&garage)).await.expect(200).json();
    assert_eq!(shown["month"], json!({"messages": 2, "parts": 1 + parts, "cost": 35_000 + parts * 40_000}));
    garage.kit.clock.advance(TimeDelta::days(11));
    let next = garage.kit.owner().get(&path(&garage)).await.expect(200).json();
    assert_eq!(next["month"], json!({"messages": 0, "parts": 0, "cost": 0}), "another month");
}

/// A gateway whose key is exchanged for a token, as Orange's is.
fn orange(provider: &SmsProvider) -> Value {
    let at = provider.address();
    let body = r#"{"outboundSMSMessageRequest": {"address": "tel:{to}", "senderAddress": "tel:{sender}", "outboundSMSTextMessage": {"message": "{text}"}}}"#;
    let request = json!({
        "method": "post", "address": format!("{at}/orange/tel%3A{{sender}}/requests"), "body": body, "authorization": "Bearer {token}",
        "token": {"address": format!("{at}/oauth/token"), "authorization": "Basic {key}", "body": "grant_type=client_credentials"},
    });
    json!({"enabled": true, "provider": "address", "sender": "+21698000111", "key": SmsProvider::key(), "request": request, "per_minute": 60})
}

#[tokio::test]
async fn a_token_is_fetched_once_an_hour_and_again_when_it_is_refused() {
    let (server, provider) = (MailServer::start().await, SmsProvider::start(testkit::morning()).await);
    let garage = Garage::start_with(Some(&server), Some(&provider)).await;
    garage.set_phone(Some(PHONE));
    set(&garage, orange(&provider)).await;
    ready(&garage).await;
    ready(&garage).await;
    let texts = provider.texts();
    assert_eq!((texts.len(), provider.tokens(), texts[0].to.as_str(), texts[0].from.as_str()), (2, 1, PHONE, "+21698000111"));
    garage.kit.clock.advance(TimeDelta::minutes(59));
    ready(&garage).await;
    assert_eq!((provider.texts().len(), provider.tokens()), (3, 2), "not in its last minute");
    provider.revoke();
    ready(&garage).await;
    assert_eq!(provider.texts().len(), 3);
    garage.kit.clock.advance(TimeDelta::minutes(1));
    garage.kit.settle().await;
    assert_eq!((provider.texts().len(), provider.tokens()), (4, 4));
    assert!(!garage.kit.owner().get(&path(&garage)).await.text().contains(SmsProvider::key()));
    let mut inside = orange(&provider);
    inside["request"]["token"]["address"] = json!("https://169.254.169.254/token");
    let refused = garage.kit.owner().put(&path(&garage), inside).await.expect(422);
    assert_eq!(refused.pointers(), ["/request/token/address"]);
}
