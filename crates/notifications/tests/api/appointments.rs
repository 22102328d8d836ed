//! What customers are told of their appointments, and when. The tests' morning is 2026-11-21T08:00Z, nine o'clock at Tunis.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::scheduling::{
    AppointmentCancelled, AppointmentConfirmed, AppointmentNoShow, AppointmentRequested, AppointmentRescheduled, AppointmentState,
};
use kernel::Amount;
use serde_json::{Value, json};
use testkit::MailServer;

use super::garage::Garage;
use super::messages;

async fn events(garage: &Garage, state: &str) -> Vec<String> {
    let mut all: Vec<_> = messages(garage).await.into_iter().filter(|row| row["state"] == state).collect();
    all.sort_by_key(|row| row["id"].to_string());
    all.iter().map(|row| row["event"].as_str().unwrap().to_owned()).collect()
}

async fn go_to(garage: &Garage, at: &str) {
    let at: DateTime<Utc> = at.parse().unwrap();
    garage.kit.clock.advance(at - garage.kit.context.clock.now());
    garage.kit.settle().await;
}

#[tokio::test]
async fn who_booked_online_is_answered_in_their_language_with_a_link_and_a_calendar_file() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let mut notice = garage.appointment("2026-11-24T09:00:00Z");
    notice.state = AppointmentState::Requested;
    notice.deposit_due = Some(Amount(50_000));
    garage.of_appointment(&AppointmentRequested(notice)).await;
    garage.kit.settle().await;
    let all = messages(&garage).await;
    assert_eq!(all.len(), 1, "a request is not reminded of");
    let message = &all[0];
    assert_eq!((&message["event"], &message["state"]), (&json!("appointment_requested"), &json!("sent")));
    assert_eq!((&message["recipient"], &message["language"]), (&json!("leila@mail.example"), &json!("ar")));
    assert_eq!(message["attachments"], json!(["LAC-R-2026-00042.ics"]));
    let body = message["body"].as_str().unwrap();
    assert!(body.contains("تغيير الزيت") && body.contains("10:00"), "the service, and the site's hour: {body}");
    assert!(body.contains("العربون المطلوب") && body.contains("50.000"), "what is asked for in advance: {body}");
    assert!(body.contains("•••") && !body.contains("secret-of-the-visit"), "{body}");
    let mail = &server.mails()[0];
    assert!(mail.text.replace("\r\n", "\n").contains("text/calendar; charset=utf-8; method=PUBLISH"), "{}", mail.text);
}

#[tokio::test]
async fn a_customer_is_told_of_each_turn_and_reminded_twice_outside_the_night() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    // Half past eight at Tunis: two hours before is night, so that it goes the evening before.
    let mut notice = garage.appointment("2026-11-24T07:30:00Z");
    notice.customer_id = Some(garage.customer_id());
    garage.of_appointment(&AppointmentConfirmed(notice.clone())).await;
    garage.of_appointment(&AppointmentConfirmed(notice.clone())).await;
    garage.kit.settle().await;
    let reminders = |rows: &[Value]| rows.iter().filter(|row| row["event"] == "appointment_reminder").count();
    assert_eq!(reminders(&messages(&garage).await), 2, "one for each time, however often it is told");
    let confirmed = server.mails().len();
    go_to(&garage, "2026-11-23T07:29:00Z").await;
    assert_eq!(server.mails().len(), confirmed, "not yet");
    go_to(&garage, "2026-11-23T07:30:00Z").await;
    assert_eq!(server.mails().len(), confirmed + 1);
    go_to(&garage, "2026-11-23T19:29:00Z").await;
    assert_eq!(server.mails().len(), confirmed + 1);
    go_to(&garage, "2026-11-23T19:30:00Z").await;
    assert_eq!(server.mails().len(), confirmed + 2, "half past eight in the evening");
    go_to(&garage, "2026-11-24T08:00:00Z").await;
    assert_eq!(server.mails().len(), confirmed + 2);
    assert!(messages(&garage).await.iter().all(|row| row["attempts"] == 1), "a look before the time is no try");
}

#[tokio::test]
async fn another_time_is_another_reminder_and_what_is_given_up_none() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let notice = garage.appointment("2026-11-24T09:00:00Z");
    garage.of_appointment(&AppointmentConfirmed(notice.clone())).await;
    garage.kit.settle().await;
    let mut later = garage.appointment("2026-11-25T09:00:00Z");
    (later.id, later.old_start) = (notice.id, Some(notice.start));
    garage.of_appointment(&AppointmentRescheduled(later.clone())).await;
    go_to(&garage, "2026-11-24T08:30:00Z").await;
    assert_eq!(events(&garage, "skipped").await, ["appointment_reminder", "appointment_reminder"], "the old time's");
    go_to(&garage, "2026-11-24T09:00:00Z").await;
    assert_eq!(events(&garage, "sent").await, ["appointment_confirmed", "appointment_reminder", "appointment_rescheduled"]);
    garage.moved(None);
    later.cancelled_by = Some("customer".into());
    garage.of_appointment(&AppointmentCancelled(later)).await;
    go_to(&garage, "2026-11-25T10:00:00Z").await;
    assert_eq!(events(&garage, "queued").await, [] as [String; 0]);
    assert_eq!(server.mails().len(), 4, "confirmed, moved, one reminder, cancelled");
}

#[tokio::test]
async fn who_books_late_is_not_reminded_of_what_they_just_did() {
    let garage = Garage::start(None).await;
    let soon = garage.kit.context.clock.now() + TimeDelta::hours(1);
    let notice = garage.appointment(&soon.to_rfc3339());
    garage.of_appointment(&AppointmentConfirmed(notice)).await;
    garage.kit.settle().await;
    assert_eq!(messages(&garage).await.len(), 1);
}

#[tokio::test]
async fn a_series_is_only_reminded_of() {
    let garage = Garage::start(None).await;
    let mut notice = garage.appointment("2026-11-24T09:00:00Z");
    notice.source = "recurring".into();
    garage.of_appointment(&AppointmentConfirmed(notice)).await;
    garage.kit.settle().await;
    assert!(messages(&garage).await.iter().all(|row| row["event"] == "appointment_reminder"));
}

#[tokio::test]
async fn who_did_not_come_is_shown_where_to_book_again() {
    let garage = Garage::start(None).await;
    let notice = garage.appointment("2026-11-20T09:00:00Z");
    garage.of_appointment(&AppointmentNoShow(notice)).await;
    garage.kit.settle().await;
    let row = &messages(&garage).await[0];
    assert!(row["body"].as_str().unwrap().contains("https://garage.example/book/lac"), "{row}");
    assert_eq!(row["attachments"], json!([]));
}

#[tokio::test]
async fn who_left_only_a_number_gets_no_mail_and_no_link() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let mut notice = garage.appointment("2026-11-24T09:00:00Z");
    notice.email = None;
    garage.of_appointment(&AppointmentRequested(notice)).await;
    garage.kit.settle().await;
    assert_eq!(messages(&garage).await[0]["state"], "skipped");
    assert_eq!(server.mails().len(), 0);
}
