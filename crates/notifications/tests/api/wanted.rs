//! Which messages a site sends, when telephones rest, and what customers hear of the work.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::InvoiceId;
use contracts::scheduling::AppointmentConfirmed;
use contracts::workshop::{WorkOrderId, WorkOrderProgressed, WorkStatus};
use serde_json::{Value, json};
use testkit::SmsProvider;

use crate::garage::Garage;
use crate::texts::with_twilio;
use crate::{messages, only_message};

fn path(garage: &Garage) -> String {
    format!("/message-settings/{}", garage.kit.site)
}

fn usual() -> Value {
    json!({"quiet_from": "21:00", "quiet_until": "08:00", "off": [], "statuses": ["waiting_for_parts", "promise_moved"]})
}

async fn set(garage: &Garage, changes: Value) -> Value {
    let mut body = usual();
    body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    garage.kit.owner().put(&path(garage), body).await.expect(200).json()
}

/// The clock stands at eight in the morning UTC on 20 November, nine at Tunis.
fn until(garage: &Garage, time: &str) {
    let time: DateTime<Utc> = time.parse().unwrap();
    garage.kit.clock.advance(time - garage.kit.context.clock.now());
}

async fn ready(garage: &Garage) {
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
}

#[tokio::test]
async fn a_site_does_without_what_it_switched_off_and_the_log_says_so() {
    let (garage, provider, server) = with_twilio().await;
    let kept = set(&garage, json!({"off": ["ready_for_pickup", "ready_for_pickup"]})).await;
    assert_eq!((&kept["off"], &kept["version"], &kept["actions"]), (&json!(["ready_for_pickup"]), &json!(1), &json!(["set"])));
    ready(&garage).await;
    let skipped = only_message(&garage).await;
    assert_eq!((&skipped["state"], &skipped["error"]), (&json!("skipped"), &json!("The site has switched this message off")));
    garage.issued(InvoiceId::new()).await;
    garage.kit.settle().await;
    assert_eq!((provider.calls(), server.mails().len()), (0, 1));
    set(&garage, json!({})).await;
    garage.kit.advisor().post(&format!("/messages/{}/resend", skipped["id"].as_str().unwrap()), json!(null)).await.expect(200);
    garage.kit.settle().await;
    assert_eq!(provider.texts().len(), 1);
}

#[tokio::test]
async fn settings_are_checked_beside_their_fields_and_versioned() {
    let garage = Garage::start(None).await;
    let shown = garage.kit.advisor().get(&path(&garage)).await.expect(200).json();
    assert_eq!((&shown["quiet_from"], &shown["quiet_until"], &shown["version"]), (&json!("21:00"), &json!("08:00"), &json!(0)));
    assert!(shown["may_be_off"].as_array().unwrap().contains(&json!("dunning")) && shown["actions"] == json!([]), "{shown}");
    let table = [
        ("quiet_from", json!("16:59"), "/quiet_from", "no-evening"),
        ("quiet_from", json!("24:00"), "/quiet_from", "no-evening"),
        ("quiet_from", json!("9 pm"), "/quiet_from", "invalid"),
        ("quiet_until", json!("04:59"), "/quiet_until", "no-morning"),
        ("quiet_until", json!("12:01"), "/quiet_until", "no-morning"),
        ("off", json!(["dunning", "password_reset"]), "/off/1", "always-sent"),
        ("off", json!(["purchase_order"]), "/off/0", "always-sent"),
        ("statuses", json!(["finished"]), "/statuses/0", "invalid"),
    ];
    for (field, value, pointer, code) in table {
        let mut body = usual();
        body[field] = value;
        let refused = garage.kit.owner().put(&path(&garage), body).await.expect(422).json();
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!(pointer), &json!(code)));
    }
    garage.kit.advisor().put(&path(&garage), usual()).await.expect(403);
    garage.kit.outsider().get(&path(&garage)).await.expect(404);
    garage.kit.owner().with("if-match", "\"1\"").put(&path(&garage), usual()).await.expect(412);
}

#[tokio::test]
async fn a_sites_own_night_is_kept() {
    let (garage, provider, _server) = with_twilio().await;
    set(&garage, json!({"quiet_from": "18:30", "quiet_until": "09:30"})).await;
    ready(&garage).await;
    assert_eq!(provider.calls(), 0, "nine in the morning at Tunis");
    until(&garage, "2026-11-20T08:30:00Z");
    garage.kit.settle().await;
    assert_eq!(provider.texts().len(), 1);
    until(&garage, "2026-11-20T17:30:00Z");
    ready(&garage).await;
    assert_eq!(provider.calls(), 1);
    set(&garage, json!({})).await;
    until(&garage, "2026-11-21T08:30:00Z");
    garage.kit.settle().await;
    assert_eq!(provider.texts().len(), 2);
}

#[tokio::test]
async fn nobody_is_woken_where_their_telephone_is() {
    let (garage, provider, _server) = with_twilio().await;
    // Ten in the evening at Dubai is seven at Tunis.
    until(&garage, "2026-11-20T18:00:00Z");
    garage.set_phone(Some("+971501234567"));
    ready(&garage).await;
    assert_eq!(provider.calls(), 0);
    garage.set_phone(Some("+21698123456"));
    ready(&garage).await;
    assert_eq!(provider.texts().len(), 1);
    garage.set_phone(Some("+971501234567"));
    until(&garage, "2026-11-21T04:00:00Z");
    garage.kit.settle().await;
    assert_eq!(provider.texts().len(), 2, "eight in the morning at Dubai, five at Tunis");
}

#[tokio::test]
async fn the_night_of_a_change_of_clocks_ends_in_the_morning_too() {
    let (garage, provider, _server) = with_twilio().await;
    garage.set_phone(Some("+33612345678"));
    // Half past nine in the evening, in the winter of Paris; its clocks go forward that night.
    until(&garage, "2027-03-27T20:30:00Z");
    ready(&garage).await;
    assert_eq!(provider.calls(), 0);
    until(&garage, "2027-03-28T05:59:00Z");
    garage.kit.settle().await;
    assert_eq!(provider.calls(), 0);
    until(&garage, "2027-03-28T06:00:00Z");
    garage.kit.settle().await;
    assert_eq!(provider.texts().len(), 1, "eight in the summer of Paris, seven at Tunis");
}

#[tokio::test]
async fn reminders_keep_the_sites_night() {
    let (garage, provider, _server) = with_twilio().await;
    set(&garage, json!({"quiet_from": "19:00", "quiet_until": "10:00"})).await;
    // At eleven at Tunis, on the 23rd: two hours before are nine, which is night there, so it goes at half past six the evening before.
    let mut notice = garage.appointment("2026-11-23T10:00:00Z");
    notice.phone = Some("+21698123456".into());
    garage.of_appointment(&AppointmentConfirmed(notice)).await;
    garage.kit.settle().await;
    until(&garage, "2026-11-20T09:30:00Z");
    garage.kit.settle().await;
    let reminded = |provider: &SmsProvider| provider.texts().iter().filter(|text| text.body.contains("ننتظرك")).count();
    until(&garage, "2026-11-22T17:29:00Z");
    garage.kit.settle().await;
    assert_eq!(reminded(&provider), 1, "a day before, at eleven");
    until(&garage, "2026-11-22T17:30:00Z");
    garage.kit.settle().await;
    assert_eq!(reminded(&provider), 2);
}

pub async fn turn(garage: &Garage, order: WorkOrderId, status: Option<WorkStatus>, promised: Option<i64>, is_later: bool) {
    let event = WorkOrderProgressed {
        id: order,
        number: "LAC-2026-00042".into(),
        site_id: garage.kit.site,
        customer_id: garage.customer_id(),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        status,
        promised_at: promised.map(|hours| "2026-11-20T10:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hours)),
        is_later,
    };
    garage.of_work(&event).await;
    garage.kit.settle().await;
}

async fn settled(garage: &Garage) {
    garage.kit.clock.advance(TimeDelta::minutes(2));
    garage.kit.settle().await;
}

#[tokio::test]
async fn a_customer_hears_that_their_vehicle_waits_and_until_when_it_takes() {
    let (garage, provider, _server) = with_twilio().await;
    let order = WorkOrderId::new();
    turn(&garage, order, Some(WorkStatus::Began), Some(2), false).await;
    settled(&garage).await;
    assert_eq!(messages(&garage).await.len(), 0, "that it began is news to few");
    turn(&garage, order, Some(WorkStatus::WaitingForParts), Some(2), false).await;
    turn(&garage, order, Some(WorkStatus::WaitingForParts), Some(6), true).await;
    assert_eq!(provider.calls(), 0, "a slip of the hand can be taken back");
    settled(&garage).await;
    let texts = provider.texts();
    assert_eq!(texts.len(), 1, "only the latest goes: {texts:?}");
    assert!(texts[0].body.contains("nous attendons une pièce") && texts[0].body.contains("20/11/2026 17:00"), "{texts:?}");
    // Back and forth: nothing new, nothing said.
    for _ in 0..3 {
        turn(&garage, order, None, Some(6), false).await;
        turn(&garage, order, Some(WorkStatus::WaitingForParts), Some(6), false).await;
        settled(&garage).await;
    }
    assert_eq!(provider.texts().len(), 1);
    turn(&garage, order, None, Some(6), false).await;
    turn(&garage, order, Some(WorkStatus::PromiseMoved), Some(8), true).await;
    settled(&garage).await;
    assert!(provider.texts()[1].body.contains("plus de temps que prévu"), "{:?}", provider.texts());
}

#[tokio::test]
async fn what_was_taken_back_before_it_went_is_not_told() {
    let (garage, provider, _server) = with_twilio().await;
    let order = WorkOrderId::new();
    turn(&garage, order, Some(WorkStatus::PromiseMoved), Some(8), true).await;
    turn(&garage, order, None, Some(2), false).await;
    settled(&garage).await;
    let log = only_message(&garage).await;
    assert_eq!((&log["state"], &log["error"]), (&json!("skipped"), &json!("Something newer was to be told before it went out")));
    // It is put off once more, to the same time: that was not told yet.
    turn(&garage, order, Some(WorkStatus::PromiseMoved), Some(8), true).await;
    settled(&garage).await;
    assert_eq!(provider.texts().len(), 1);
    // Work goes on before the news of the wait went: that it takes longer is told all the same.
    turn(&garage, order, Some(WorkStatus::WaitingForParts), Some(9), true).await;
    turn(&garage, order, None, Some(9), false).await;
    settled(&garage).await;
    assert!(provider.texts()[1].body.contains("plus de temps que prévu"), "{:?}", provider.texts());
    // And of what is done nothing but that is told.
    turn(&garage, order, Some(WorkStatus::PromiseMoved), Some(10), true).await;
    garage.completed(order).await;
    settled(&garage).await;
    let texts = provider.texts();
    assert!(texts.len() == 3 && texts[2].body.contains("les travaux sont terminés"), "{texts:?}");
    let states: Vec<_> = messages(&garage).await.iter().map(|message| message["state"].clone()).collect();
    assert!(!states.contains(&json!("queued")), "{states:?}");
}

#[tokio::test]
async fn that_work_began_is_told_where_the_site_wants_it() {
    let (garage, provider, _server) = with_twilio().await;
    set(&garage, json!({"statuses": ["began"]})).await;
    let order = WorkOrderId::new();
    for status in WorkStatus::ALL {
        turn(&garage, order, Some(status), None, false).await;
        settled(&garage).await;
    }
    let texts = provider.texts();
    assert!(texts.len() == 1 && texts[0].body.contains("les travaux ont commencé"), "{texts:?}");
}
