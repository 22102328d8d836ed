//! Who is reminded of what is due, when, and why not. The tests' morning is Friday 2026-11-20, nine o'clock at Tunis.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use contracts::customers::{Channel, CustomerId};
use contracts::scheduling::{AppointmentCancelled, AppointmentRequested, AppointmentState, Expected};
use contracts::vehicles::{DueVehicle, VehicleId};
use kernel::SiteId;
use serde_json::{Value, json};
use testkit::{MailServer, SmsProvider};

use super::garage::Garage;
use super::{messages, only_message};

const TODAY: &str = "2026-11-20";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn in_days(days: u64) -> NaiveDate {
    day(TODAY) + Days::new(days)
}

async fn set(garage: &Garage, hour: i64) {
    set_at(garage, garage.kit.site, hour).await;
}

async fn set_at(garage: &Garage, site: SiteId, hour: i64) {
    let client = if site == garage.kit.site { garage.kit.owner() } else { garage.kit.outsider() };
    let kinds = json!(["service", "inspection", "insurance", "road_tax"]);
    let body = json!({ "enabled": true, "hour": hour, "days": [30, 7, 0], "kinds": kinds });
    client.put(&format!("/reminder-settings/{site}"), body).await.expect(200);
}

async fn garage() -> Garage {
    let garage = Garage::start(None).await;
    set(&garage, 10).await;
    garage
}

/// Goes on to an instant, and lets everything happen that is due by then.
async fn go_to(garage: &Garage, at: &str) {
    let at: DateTime<Utc> = at.parse().unwrap();
    garage.kit.clock.advance(at - garage.kit.context.clock.now());
    garage.kit.settle().await;
}

async fn run(garage: &Garage) -> Value {
    let run = garage.kit.owner().post(&format!("/reminder-runs/{}", garage.kit.site), json!({})).await.expect(200).json();
    let passed = run["passed"].as_object().unwrap().values().map(|count| count.as_i64().unwrap()).sum::<i64>();
    assert_eq!(run["found"], run["queued"].as_i64().unwrap() + passed, "{run}");
    assert!(run["ended_at"].is_string(), "{run}");
    run
}

async fn reminders(garage: &Garage, open: bool) -> Vec<Value> {
    let path = format!("/reminders?site={}&open={open}&limit=100", garage.kit.site);
    garage.kit.advisor().get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
}

async fn only_reminder(garage: &Garage, open: bool) -> Value {
    let mut all = reminders(garage, open).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn park(garage: &Garage, on: NaiveDate) -> VehicleId {
    garage.yard.park(Some(garage.kit.site), garage.customer_id(), on)
}

#[tokio::test]
async fn once_a_day_at_its_hour_the_site_says_what_is_due_in_the_customers_language() {
    let garage = garage().await;
    let vehicle = park(&garage, in_days(29));
    park(&garage, in_days(31));
    garage.yard.change(vehicle, |vehicle| vehicle.insurance_on = Some(in_days(12)));
    go_to(&garage, "2026-11-20T08:59:59Z").await;
    assert!(messages(&garage).await.is_empty(), "it is not ten at Tunis");
    go_to(&garage, "2026-11-20T09:00:00Z").await;
    let message = only_message(&garage).await;
    assert_eq!((&message["event"], &message["state"], &message["language"]), (&json!("service_due"), &json!("sent"), &json!("fr")));
    let body = message["body"].as_str().unwrap();
    for part in [
        "- Assurance : jusqu’au 02/12/2026\n- Vidange et filtre à huile : vers le 19/12/2026, à 94\u{202F}300\u{A0}km\n",
        "215 TU 4821",
        "\nhttps://garage.example/book/lac?r=",
    ] {
        assert!(body.contains(part), "{part}: {body}");
    }
    assert_eq!(message["subject"], "Peugeot 208 2019 (215 TU 4821) : à prévoir pour le 02/12/2026");
    garage.kit.settle().await;
    let runs = garage.kit.advisor().get(&format!("/reminder-runs/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!(runs["items"].as_array().unwrap().len(), 1, "{runs}");
    assert_eq!(
        (&runs["items"][0]["found"], &runs["items"][0]["queued"], &runs["items"][0]["by_name"]),
        (&json!(1), &json!(1), &Value::Null)
    );

    let [insurance, service] = &reminders(&garage, true).await[..] else { panic!("two are due") };
    assert_eq!((&service["told_step"], &service["told_on"], &service["next_on"]), (&json!(30), &json!(TODAY), &json!("2026-12-12")));
    assert_eq!(
        (&insurance["kind"], &insurance["told_step"], &insurance["message_state"]),
        (&json!("insurance"), &json!(30), &json!("sent"))
    );
    assert_eq!((&service["customer"], &service["stopped"]), (&json!("Leïla Ben Ali"), &Value::Null));
    let of_vehicle = garage.kit.advisor().get(&format!("/vehicle-reminders/{vehicle}")).await.expect(200).json();
    assert_eq!(of_vehicle.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn each_step_is_told_once_whatever_the_days_and_small_shifts() {
    let garage = garage().await;
    let vehicle = park(&garage, day("2027-01-10"));
    // What is due moves by days, and back.
    let shifts = [("2026-12-12", "2027-01-13"), ("2026-12-20", "2027-01-08"), ("2026-12-30", "2027-01-10")];
    let mut told = vec![];
    for number in 0..75 {
        let today = in_days(number);
        if let Some((_, on)) = shifts.iter().find(|(at, _)| day(at) == today) {
            garage.yard.shift(vehicle, day(on));
        }
        go_to(&garage, &format!("{today}T09:00:00Z")).await;
        let count = messages(&garage).await.len();
        if count > told.len() {
            told.push(today.to_string());
        }
    }
    assert_eq!(told, ["2026-12-11", "2027-01-03", "2027-01-10"]);
    let over = only_reminder(&garage, false).await;
    assert_eq!((&over["stopped"], &over["told_step"]), (&json!("overdue"), &json!(0)));
}

#[tokio::test]
async fn what_was_done_is_over_and_begins_anew_with_its_next_date() {
    let garage = garage().await;
    let vehicle = park(&garage, in_days(5));
    assert_eq!(run(&garage).await["queued"], 1);
    garage.yard.change(vehicle, |vehicle| {
        let service = vehicle.service.as_mut().unwrap();
        (service.on, service.done_on) = (in_days(250), Some(in_days(1)));
    });
    go_to(&garage, "2026-11-23T09:00:00Z").await;
    let over = only_reminder(&garage, false).await;
    assert_eq!((&over["stopped"], &over["next_on"]), (&json!("done"), &Value::Null));
    assert!(reminders(&garage, true).await.is_empty());
    go_to(&garage, &format!("{}T09:00:00Z", in_days(220))).await;
    assert_eq!(messages(&garage).await.len(), 2);
    let again = only_reminder(&garage, true).await;
    assert_eq!((&again["told_step"], &again["due_on"]), (&json!(30), &json!(in_days(250))));
}

#[tokio::test]
async fn what_is_long_overdue_is_not_told_and_what_was_missed_is_told_once() {
    let garage = garage().await;
    park(&garage, day("2026-11-06"));
    park(&garage, day("2026-11-05"));
    park(&garage, day("2020-01-01"));
    let first = run(&garage).await;
    assert_eq!((&first["found"], &first["queued"]), (&json!(1), &json!(1)));
}

#[tokio::test]
async fn twice_in_a_row_queues_nothing_and_neither_does_the_days_run() {
    let garage = garage().await;
    for number in 0..3 {
        park(&garage, in_days(number));
    }
    let first = run(&garage).await;
    assert_eq!((&first["found"], &first["queued"], &first["by_name"]), (&json!(3), &json!(3), &json!("Hela")));
    let second = run(&garage).await;
    assert_eq!((&second["found"], &second["queued"], &second["passed"]["told"]), (&json!(3), &json!(0), &json!(3)));
    go_to(&garage, "2026-11-20T09:00:00Z").await;
    assert_eq!(messages(&garage).await.len(), 3);
}

async fn stopped(change: impl AsyncFnOnce(&Garage, VehicleId)) -> (Value, Value) {
    let garage = garage().await;
    let vehicle = park(&garage, in_days(20));
    change(&garage, vehicle).await;
    let run = run(&garage).await;
    assert_eq!((&run["found"], &run["queued"]), (&json!(1), &json!(0)), "{run}");
    assert!(messages(&garage).await.is_empty());
    let row = only_reminder(&garage, true).await;
    assert_eq!((&row["told_step"], &row["next_on"]), (&Value::Null, &Value::Null), "{row}");
    (run["passed"].clone(), row["stopped"].clone())
}

#[tokio::test]
async fn who_need_not_be_reminded_is_passed_over_and_it_is_said_why() {
    let by = |reason: &str, (passed, row): (Value, Value)| {
        assert_eq!((passed[reason].as_i64(), row.as_str()), (Some(1), Some(reason)), "{passed}");
    };
    by("booked", stopped(async |garage, vehicle| garage.yard.expect(vehicle, Some(Expected::Booked))).await);
    by("inside", stopped(async |garage, vehicle| garage.yard.expect(vehicle, Some(Expected::Inside))).await);
    let sold = |vehicle: &mut DueVehicle| vehicle.owner_id = None;
    by("no_owner", stopped(async |garage, vehicle| garage.yard.change(vehicle, sold)).await);
    let stranger = |vehicle: &mut DueVehicle| vehicle.owner_id = Some(CustomerId::new());
    by("customer_gone", stopped(async |garage, vehicle| garage.yard.change(vehicle, stranger)).await);
    by("customer_gone", stopped(async |garage, _| garage.archive_customer()).await);
    let refuse = async |garage: &Garage, _| {
        garage.refuse(Channel::Sms);
        garage.refuse(Channel::Email);
    };
    by("refused", stopped(refuse).await);
    by("unreachable", stopped(async |garage, _| garage.set_email(None)).await);
    by("unreachable", stopped(async |garage, _| garage.refuse(Channel::Email)).await);
    // A telephone is of use where the site sends text messages.
    let phone = async |garage: &Garage, _| {
        garage.set_email(None);
        garage.set_phone(Some("+21698123456"));
    };
    by("unreachable", stopped(phone).await);
}

#[tokio::test]
async fn a_stop_that_passes_lets_the_ladder_go_on() {
    let garage = garage().await;
    let vehicle = park(&garage, in_days(20));
    garage.yard.expect(vehicle, Some(Expected::Booked));
    assert_eq!(run(&garage).await["passed"]["booked"], 1);
    garage.yard.expect(vehicle, None);
    assert_eq!(run(&garage).await["queued"], 1);
    let row = only_reminder(&garage, true).await;
    assert_eq!((&row["stopped"], &row["told_step"]), (&Value::Null, &json!(30)));
}

#[tokio::test]
async fn an_archived_vehicle_is_told_no_more_and_another_owner_from_the_beginning() {
    let garage = garage().await;
    let (archived, sold) = (park(&garage, in_days(20)), park(&garage, in_days(21)));
    let old = CustomerId::new();
    garage.yard.change(sold, |vehicle| vehicle.owner_id = Some(old));
    assert_eq!(run(&garage).await["queued"], 1);
    garage.yard.change(archived, |vehicle| vehicle.archived = true);
    garage.yard.change(sold, |vehicle| vehicle.owner_id = Some(garage.customer_id()));
    go_to(&garage, "2026-11-21T09:00:00Z").await;
    assert_eq!(messages(&garage).await.len(), 2);
    assert_eq!(only_reminder(&garage, false).await["stopped"], "archived");
    garage.yard.change(sold, |vehicle| vehicle.owner_id = None);
    go_to(&garage, "2026-11-23T09:00:00Z").await;
    assert_eq!(only_reminder(&garage, true).await["stopped"], "no_owner");
}

#[tokio::test]
async fn what_waited_for_the_morning_is_not_sent_after_a_booking() {
    let provider = SmsProvider::start(testkit::morning()).await;
    let garage = Garage::start_with(Some(&MailServer::start().await), Some(&provider)).await;
    garage.set_phone(Some("+21698123456"));
    let (account, key) = SmsProvider::account();
    let gateway = json!({"enabled": true, "provider": "twilio", "account": account, "sender": "GARAGE LAC", "key": key, "per_minute": 60});
    garage.kit.owner().put(&format!("/sms-gateways/{}", garage.kit.site), gateway).await.expect(200);
    set(&garage, 22).await;
    let (booked, free, done) = (park(&garage, in_days(20)), park(&garage, in_days(20)), park(&garage, in_days(20)));
    go_to(&garage, "2026-11-20T21:00:00Z").await;
    let queued = messages(&garage).await.iter().filter(|message| message["state"] == "queued").count();
    assert_eq!((queued, provider.texts().len()), (3, 0), "nobody's telephone rings at ten in the evening");
    garage.yard.expect(booked, Some(Expected::Booked));
    garage.yard.shift(done, in_days(250));
    go_to(&garage, "2026-11-21T07:00:00Z").await;
    let texts = provider.texts();
    assert_eq!(texts.len(), 1, "{texts:?}");
    let text =
        "Garage du Lac : 215 TU 4821, Vidange et filtre à huile vers le 10/12/2026. Rendez-vous : https://garage.example/book/lac?r=";
    assert!(texts[0].body.starts_with(text), "{texts:?}");
    let all = reminders(&garage, true).await;
    let of = |id: VehicleId| all.iter().find(|row| row["vehicle_id"] == id.to_string()).unwrap().clone();
    assert_eq!((&of(booked)["message_state"], &of(booked)["message_error"]), (&json!("skipped"), &json!("An appointment lies ahead")));
    assert_eq!((&of(done)["message_state"], &of(free)["message_state"]), (&json!("skipped"), &json!("sent")));
}

#[tokio::test]
async fn each_site_has_its_own_hour_and_a_day_of_changed_clocks_has_one_run() {
    let garage = garage().await;
    garage.kit.people.move_other_site("Europe/Paris");
    set_at(&garage, garage.kit.other_site, 2).await;
    park(&garage, in_days(125));
    let there = garage.yard.park(Some(garage.kit.other_site), garage.customer_id(), in_days(128));
    let nowhere = garage.yard.park(None, garage.customer_id(), in_days(129));
    let runs = async |site: SiteId| {
        let client = if site == garage.kit.site { garage.kit.owner() } else { garage.kit.outsider() };
        let runs = client.get(&format!("/reminder-runs/{site}?limit=100")).await.expect(200).json()["items"].clone();
        runs.as_array().unwrap().iter().map(|run| run["began_at"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // 28 March 2027: two o'clock is skipped at Paris, and the run begins at three.
    go_to(&garage, "2027-03-27T12:00:00Z").await;
    for minutes in (0..=24 * 60).step_by(30) {
        go_to(&garage, &(day("2027-03-27").and_hms_opt(12, 0, 0).unwrap().and_utc() + TimeDelta::minutes(minutes)).to_rfc3339()).await;
    }
    assert_eq!(runs(garage.kit.other_site).await[0], "2027-03-28T01:00:00Z");
    assert_eq!(runs(garage.kit.site).await[0], "2027-03-28T09:00:00Z");
    assert_eq!((runs(garage.kit.site).await.len(), runs(garage.kit.other_site).await.len()), (2, 2), "days without the program have none");
    // Who was nowhere is told by the first site.
    let told = garage.kit.outsider().get("/messages").await.expect(200).json();
    assert_eq!(told["items"].as_array().unwrap().len(), 2, "the day before, and on the day: {told}");
    let first = garage.kit.outsider().get(&format!("/vehicle-reminders/{there}")).await.expect(200).json();
    assert_eq!(first[0]["told_step"], 0, "{first}");
    let first = garage.kit.advisor().get(&format!("/vehicle-reminders/{nowhere}")).await.expect(200).json();
    assert_eq!((&first[0]["site_id"], first.as_array().unwrap().len()), (&json!(garage.kit.site), 1));
}

#[tokio::test]
async fn a_run_that_was_killed_midway_goes_on_where_it_was_and_doubles_nothing() {
    #[derive(sea_orm::FromQueryResult)]
    struct Count {
        all: i64,
        vehicles: i64,
    }
    let garage = garage().await;
    for number in 0..1200 {
        park(&garage, in_days(number % 30));
    }
    garage.yard.answer(2);
    let path = format!("/reminder-runs/{}", garage.kit.site);
    assert_eq!(garage.kit.owner().post(&path, json!({})).await.status, 503);
    let halfway = garage.kit.advisor().get(&path).await.expect(200).json()["items"][0].clone();
    assert_eq!((&halfway["found"], &halfway["queued"], &halfway["ended_at"]), (&json!(1000), &json!(1000), &Value::Null));
    garage.yard.answer(usize::MAX);
    garage.kit.settle().await;
    let held = garage.kit.advisor().get(&path).await.expect(200).json()["items"][0].clone();
    assert_eq!(held["ended_at"], Value::Null, "somebody may still be at it");
    go_to(&garage, "2026-11-20T08:02:00Z").await;
    let whole = garage.kit.advisor().get(&path).await.expect(200).json()["items"][0].clone();
    assert_eq!((&whole["found"], &whole["queued"]), (&json!(1200), &json!(1200)), "{whole}");
    assert!(whole["ended_at"].is_string());
    let sql = "select count(*) as \"all\", count(distinct key) as vehicles from notifications_messages";
    let count: Count = kernel::db::one(garage.kit.db().reader(), sql, []).await.unwrap().unwrap();
    assert_eq!((count.all, count.vehicles), (1200, 1200));
    assert_eq!(run(&garage).await["passed"]["told"], 1200);
}

#[tokio::test]
async fn a_booking_by_the_link_is_kept_with_the_reminder_that_led_to_it() {
    let garage = garage().await;
    park(&garage, in_days(20));
    run(&garage).await;
    garage.kit.settle().await;
    let body = only_message(&garage).await["body"].as_str().unwrap().to_owned();
    let code: String = body.split("?r=").nth(1).unwrap().chars().take(10).collect();
    let mut notice = garage.appointment("2026-11-24T09:00:00Z");
    (notice.state, notice.reminder) = (AppointmentState::Requested, Some(code));
    garage.of_appointment(&AppointmentRequested(notice.clone())).await;
    garage.kit.settle().await;
    let row = only_reminder(&garage, true).await;
    assert_eq!((&row["appointment_id"], &row["stopped"]), (&json!(notice.id), &json!("booked")));
    garage.of_appointment(&AppointmentCancelled(notice)).await;
    garage.kit.settle().await;
    assert_eq!(only_reminder(&garage, true).await["appointment_id"], Value::Null);
}

#[tokio::test]
async fn a_site_says_whether_and_when_and_others_do_not() {
    let garage = Garage::start(None).await;
    let (owner, path) = (garage.kit.owner(), format!("/reminder-settings/{}", garage.kit.site));
    let usual = owner.get(&path).await.expect(200).json();
    assert_eq!((&usual["enabled"], &usual["hour"], &usual["days"]), (&json!(false), &json!(10), &json!([30, 7, 0])));
    assert_eq!((&usual["actions"], &usual["kinds"].as_array().unwrap().len()), (&json!(["set"]), &4));
    let refused = owner.post(&format!("/reminder-runs/{}", garage.kit.site), json!({})).await;
    assert_eq!((refused.status, refused.code()), (409, "reminders-off".to_owned()));
    let body = |days: Value| json!({ "enabled": true, "hour": 9, "days": days, "kinds": ["inspection"] });
    for days in [json!([]), json!([181]), json!([-1]), json!([1, 2, 3, 4, 5, 6])] {
        assert_eq!(owner.put(&path, body(days)).await.status, 422);
    }
    let kept = owner.put(&path, body(json!([0, 14, 14, 60]))).await.expect(200).json();
    assert_eq!((&kept["days"], &kept["kinds"], &kept["version"]), (&json!([60, 14, 0]), &json!(["inspection"]), &json!(1)));
    assert_eq!((&kept["next_at"], &kept["actions"]), (&json!("2026-11-21T08:00:00Z"), &json!(["set", "run"])));
    assert_eq!(owner.with("if-match", "\"0\"").put(&path, body(json!([7]))).await.status, 412);
    assert_eq!(garage.kit.advisor().put(&path, body(json!([7]))).await.status, 403);
    assert_eq!(garage.kit.outsider().get(&path).await.status, 404);
    let outlook = garage.kit.advisor().get(&format!("/reminder-outlooks/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!((outlook.as_array().unwrap().len(), &outlook[0]["from"]), (12, &json!(TODAY)));
}
