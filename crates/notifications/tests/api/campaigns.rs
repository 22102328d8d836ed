//! Who hears of a campaign, when, and why not; and what it brings. The tests' morning is Friday 2026-11-20, nine o'clock at Tunis.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::{InvoiceCredited, InvoiceId, InvoiceIssued, InvoiceState};
use contracts::customers::{Channel, CustomerId};
use contracts::scheduling::{AppointmentCancelled, AppointmentRequested, AppointmentState, Expected};
use contracts::vehicles::VehicleId;
use contracts::workshop::{DeferredJobId, WaitingJob, WorkOrderId, WorkOrderOpened};
use kernel::{Amount, db};
use serde_json::{Value, json};
use testkit::MailServer;

use super::garage::Garage;
use super::messages;
use super::texts::{PHONE, tell, tries, with_twilio};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Leïla was here two years ago with a car that is hers, and agrees to offers by mail.
async fn garage(server: Option<&MailServer>) -> (Garage, VehicleId) {
    let garage = Garage::start(server).await;
    let car = settle_in(&garage);
    garage.agree(Channel::Email, true);
    (garage, car)
}

fn settle_in(garage: &Garage) -> VehicleId {
    garage.yard.visits.lock().insert(garage.customer_id(), utc("2024-11-20T08:00:00Z"));
    garage.yard.park(Some(garage.kit.site), garage.customer_id(), "2030-01-01".parse().unwrap())
}

fn text() -> Value {
    json!({
        "language": "fr",
        "subject": "{vehicle} : une offre",
        "body": "Bonjour {customer},\n\n{jobs} pour {plate}\n{book}",
        "short": "{garage} : {jobs} {plate} {book}",
    })
}

fn lapsed() -> Value {
    json!({
        "name": "Un an sans visite",
        "segment": { "kind": "lapsed", "months": 12 },
        "texts": [text()],
        "channels": ["sms", "email"],
        "holdout": 0,
        "by_hand": true,
    })
}

fn with(mut campaign: Value, changes: &Value) -> Value {
    for (field, value) in changes.as_object().unwrap() {
        campaign[field] = value.clone();
    }
    campaign
}

async fn draft(garage: &Garage, campaign: Value) -> String {
    let body = json!({ "site_id": garage.kit.site, "campaign": campaign });
    garage.kit.owner().post("/campaigns", body).await.expect(201).json()["id"].as_str().unwrap().to_owned()
}

async fn act(garage: &Garage, id: &str, act: &str) -> Value {
    garage.kit.owner().post(&format!("/campaigns/{id}/{act}"), json!({})).await.expect(200).json()
}

async fn started(garage: &Garage, campaign: Value) -> String {
    let id = draft(garage, campaign).await;
    act(garage, &id, "start").await;
    id
}

/// Runs it, and lets go out what is to go.
async fn run(garage: &Garage, id: &str) -> Value {
    let run = act(garage, id, "runs").await;
    let figures = run["figures"].clone();
    let passed: i64 = figures["passed"].as_object().unwrap().values().map(|count| count.as_i64().unwrap()).sum();
    let told = figures["queued"].as_i64().unwrap() + figures["held"].as_i64().unwrap();
    assert_eq!(figures["found"], told + passed, "{run}");
    assert!(run["ended_at"].is_string(), "{run}");
    garage.kit.settle().await;
    figures
}

async fn promotions(garage: &Garage) -> Vec<Value> {
    messages(garage).await.into_iter().filter(|message| message["event"] == "promotion").collect()
}

async fn go_to(garage: &Garage, at: &str) {
    garage.kit.clock.advance(utc(at) - garage.kit.context.clock.now());
    garage.kit.settle().await;
}

async fn result(garage: &Garage, id: &str) -> Value {
    garage.kit.advisor().get(&format!("/campaigns/{id}/result")).await.expect(200).json()
}

fn put_off(garage: &Garage, car: VehicleId, title: &str, days: i64) -> DeferredJobId {
    let job = WaitingJob { id: DeferredJobId::new(), customer_id: garage.customer_id(), vehicle_id: car, title: title.into() };
    let id = job.id;
    garage.yard.waiting.lock().push((job, garage.kit.site, garage.kit.context.clock.now() - TimeDelta::days(days)));
    id
}

#[tokio::test]
async fn a_promotion_goes_to_who_agreed_with_one_click_to_stop_it() {
    let server = MailServer::start().await;
    let (garage, _) = garage(Some(&server)).await;
    let id = started(&garage, lapsed()).await;
    let outlook = garage.kit.advisor().get(&format!("/campaigns/{id}/outlook")).await.expect(200).json();
    assert_eq!((&outlook["found"], &outlook["queued"]), (&json!(1), &json!(1)), "{outlook}");
    assert!(promotions(&garage).await.is_empty(), "a look sends nothing");
    assert_eq!(run(&garage, &id).await["queued"], 1);
    let message = promotions(&garage).await.remove(0);
    assert_eq!((&message["state"], &message["subject"]), (&json!("sent"), &json!("Peugeot 208 2019 : une offre")));
    let body = message["body"].as_str().unwrap();
    assert!(body.contains("https://garage.example/book/lac?r=") && body.contains("https://garage.example/u/"), "{body}");
    let mail = server.mails().remove(0);
    let address = mail.header("List-Unsubscribe").unwrap();
    assert!(address.starts_with("<https://garage.example/api/v1/public/promotions/"), "{address}");
    assert_eq!(mail.header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));

    let path = address.trim_matches(['<', '>']).trim_start_matches("https://garage.example/api/v1").to_owned();
    let stranger = garage.kit.anonymous();
    assert_eq!(stranger.get(&path).await.expect(200).json()["stopped"], false);
    let clicked = stranger.raw("POST", &path, "application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click".to_vec()).await;
    assert_eq!(clicked.status, 204);
    let refused = kinds(&garage, "message.offers_refused").await;
    assert_eq!((refused.len(), &refused[0]["customer_id"]), (1, &json!(garage.customer_id())));
    for unknown in ["/public/promotions/x", "/public/promotions/0123456789", "/public/promotions/%00"] {
        assert_eq!((stranger.get(unknown).await.status, stranger.post(unknown, json!({})).await.status), (404, 404), "{unknown}");
    }
}

async fn kinds(garage: &Garage, kind: &str) -> Vec<Value> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        payload: String,
    }
    let sql = "select payload from notifications_outbox where kind = $1";
    let rows: Vec<Row> = db::all(garage.kit.db().reader(), sql, [kind.into()]).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(&row.payload).unwrap()).collect()
}

#[tokio::test]
async fn twice_in_a_row_queues_nothing_and_neither_does_another_campaign_within_thirty_days() {
    let (garage, _) = garage(None).await;
    let id = started(&garage, lapsed()).await;
    assert_eq!(run(&garage, &id).await["queued"], 1);
    let again = run(&garage, &id).await;
    assert_eq!((&again["queued"], &again["passed"]["told"]), (&json!(0), &json!(1)));
    let other = started(&garage, lapsed()).await;
    let capped = run(&garage, &other).await;
    assert_eq!((&capped["queued"], &capped["passed"]["capped"]), (&json!(0), &json!(1)));
    garage.kit.clock.advance(TimeDelta::days(30));
    assert_eq!(run(&garage, &other).await["queued"], 1);
    assert_eq!(run(&garage, &id).await["queued"], 0, "a campaign reaches nobody twice");
    assert_eq!(promotions(&garage).await.len(), 2);
}

#[tokio::test]
async fn a_site_may_allow_more_and_two_runs_at_once_give_nobody_more() {
    let (garage, _) = garage(None).await;
    garage.crowd(700, utc("2024-01-01T08:00:00Z"));
    for owner in garage.others() {
        garage.yard.park(Some(garage.kit.site), owner, "2030-01-01".parse().unwrap());
    }
    let settings = format!("/campaign-settings/{}", garage.kit.site);
    garage.kit.owner().put(&settings, json!({ "hour": 9, "cap": 2, "cap_days": 30 })).await.expect(200);
    let ids = [started(&garage, lapsed()).await, started(&garage, lapsed()).await, started(&garage, lapsed()).await];
    let (one, two, three) = tokio::join!(act(&garage, &ids[0], "runs"), act(&garage, &ids[1], "runs"), act(&garage, &ids[2], "runs"));
    let queued: i64 = [&one, &two, &three].iter().map(|run| run["figures"]["queued"].as_i64().unwrap()).sum();
    assert_eq!(queued, 2 * 701, "{one} {two} {three}");
    for run in [&one, &two, &three] {
        assert_eq!(run["figures"]["found"], 701, "{run}");
    }
}

#[tokio::test]
async fn a_run_that_broke_off_goes_on_where_it_was() {
    let (garage, _) = garage(None).await;
    garage.crowd(700, utc("2024-01-01T08:00:00Z"));
    for owner in garage.others() {
        garage.yard.park(Some(garage.kit.site), owner, "2030-01-01".parse().unwrap());
    }
    let id = started(&garage, lapsed()).await;
    garage.yard.answer(1);
    garage.kit.owner().post(&format!("/campaigns/{id}/runs"), json!({})).await.expect(503);
    garage.yard.answer(usize::MAX);
    garage.kit.clock.advance(TimeDelta::minutes(3));
    garage.kit.settle().await;
    let runs = garage.kit.advisor().get(&format!("/campaigns/{id}/runs")).await.expect(200).json();
    let run = &runs["items"][0];
    assert_eq!((&run["figures"]["found"], &run["figures"]["queued"]), (&json!(701), &json!(701)), "{runs}");
    assert!(run["ended_at"].is_string());
}

async fn passed(change: impl AsyncFnOnce(&Garage, VehicleId)) -> Value {
    let (garage, car) = garage(None).await;
    change(&garage, car).await;
    let id = started(&garage, lapsed()).await;
    let figures = run(&garage, &id).await;
    assert_eq!((&figures["found"], &figures["queued"]), (&json!(1), &json!(0)), "{figures}");
    assert!(promotions(&garage).await.is_empty());
    figures["passed"].clone()
}

#[tokio::test]
async fn who_is_to_hear_nothing_is_passed_over_and_it_is_said_why() {
    let by = |reason: &str, passed: Value| assert_eq!(passed[reason], 1, "{reason} {passed}");
    by("booked", passed(async |garage, car| garage.yard.expect(car, Some(Expected::Booked))).await);
    by("inside", passed(async |garage, car| garage.yard.expect(car, Some(Expected::Inside))).await);
    by("customer_gone", passed(async |garage, _| garage.archive_customer()).await);
    by("refused", passed(async |garage, _| garage.agree(Channel::Email, false)).await);
    by("unreachable", passed(async |garage, _| garage.set_email(None)).await);
}

#[tokio::test]
async fn who_has_no_vehicle_came_lately_or_goes_elsewhere_is_not_meant() {
    let (garage, car) = garage(None).await;
    let id = started(&garage, lapsed()).await;
    let found =
        async |garage: &Garage| garage.kit.advisor().get(&format!("/campaigns/{id}/outlook")).await.expect(200).json()["found"].clone();
    assert_eq!(found(&garage).await, 1);
    garage.yard.change(car, |car| car.site_id = Some(kernel::SiteId::new()));
    assert_eq!(found(&garage).await, 0);
    garage.yard.change(car, |car| (car.site_id, car.owner_id) = (None, Some(CustomerId::new())));
    assert_eq!(found(&garage).await, 0);
    let owner = garage.customer_id();
    garage.yard.change(car, |car| car.owner_id = Some(owner));
    garage.yard.visits.lock().insert(owner, utc("2026-01-01T08:00:00Z"));
    assert_eq!(found(&garage).await, 0);
}

#[tokio::test]
async fn what_was_put_off_is_offered_by_a_link_of_its_own_while_it_waits() {
    let (garage, car) = garage(None).await;
    put_off(&garage, car, "Plaquettes de frein", 90);
    put_off(&garage, car, "Filtre à pollen", 10);
    let deferred = json!({ "kind": "deferred", "min_days": 60, "max_days": 365 });
    let id = started(&garage, with(lapsed(), &json!({ "segment": deferred }))).await;
    assert_eq!(run(&garage, &id).await["queued"], 1);
    let message = promotions(&garage).await.remove(0);
    let body = message["body"].as_str().unwrap();
    assert!(body.contains("Plaquettes de frein pour 215 TU 4821") && !body.contains("pollen"), "{body}");
    assert!(body.contains("•••") && !body.contains("secret-of-the-offer"), "the log keeps no secret: {body}");
}

#[tokio::test]
async fn what_was_queued_is_looked_at_again_before_it_goes() {
    let (garage, car) = garage(None).await;
    // Eleven at night at Tunis: nothing goes before eight.
    garage.kit.clock.advance(TimeDelta::hours(14));
    let id = started(&garage, lapsed()).await;
    run(&garage, &id).await;
    assert_eq!(promotions(&garage).await[0]["state"], "queued", "mails neither");
    garage.yard.expect(car, Some(Expected::Booked));
    go_to(&garage, "2026-11-21T07:00:00Z").await;
    let message = promotions(&garage).await.remove(0);
    assert_eq!((&message["state"], &message["error"]), (&json!("skipped"), &json!("An appointment lies ahead")));
}

#[tokio::test]
async fn what_waits_stays_while_its_campaign_is_paused_and_goes_nowhere_when_it_has_ended() {
    let (garage, _) = garage(None).await;
    garage.kit.clock.advance(TimeDelta::hours(14));
    let id = started(&garage, lapsed()).await;
    run(&garage, &id).await;
    act(&garage, &id, "pause").await;
    go_to(&garage, "2026-11-21T09:00:00Z").await;
    assert_eq!(promotions(&garage).await[0]["state"], "queued");
    act(&garage, &id, "start").await;
    go_to(&garage, "2026-11-21T09:10:00Z").await;
    assert_eq!(promotions(&garage).await[0]["state"], "sent");
    assert_eq!(act(&garage, &id, "end").await["actions"], json!([]));
}

#[tokio::test]
async fn who_took_the_consent_back_meanwhile_hears_nothing() {
    let (garage, _) = garage(None).await;
    garage.kit.clock.advance(TimeDelta::hours(14));
    let id = started(&garage, lapsed()).await;
    run(&garage, &id).await;
    garage.agree(Channel::Email, false);
    go_to(&garage, "2026-11-21T07:00:00Z").await;
    let message = promotions(&garage).await.remove(0);
    assert_eq!(message["state"], "skipped", "{message}");
    assert!(message["error"].as_str().unwrap().contains("They want no mails"), "{message}");
}

/// PRODUCT.md 3.5, step 12.
#[tokio::test]
async fn stop_ends_promotions_and_the_car_is_ready_all_the_same() {
    let (garage, provider, _server) = with_twilio().await;
    settle_in(&garage);
    garage.agree(Channel::Sms, true);
    let id = started(&garage, lapsed()).await;
    assert_eq!(run(&garage, &id).await["queued"], 1);
    let text = provider.texts().remove(0);
    assert!(text.body.ends_with("STOP pour ne plus en recevoir"), "{}", text.body);
    assert_eq!(promotions(&garage).await[0]["channel"], "sms");
    assert_eq!(tell(&garage, "", &[("MessageSid", "SM1"), ("From", PHONE), ("Body", "STOP")]).await, 204);
    let told = kinds(&garage, "message.offers_answered").await;
    assert_eq!((&told[0]["phone"], &told[0]["wanted"]), (&json!(PHONE), &json!(false)));
    // As customers does when it hears of it.
    garage.agree(Channel::Sms, false);
    garage.kit.clock.advance(TimeDelta::days(31));
    let next = started(&garage, lapsed()).await;
    let figures = run(&garage, &next).await;
    assert_eq!((&figures["queued"], &figures["passed"]["refused"]), (&json!(0), &json!(1)));
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    let ready = messages(&garage).await.into_iter().find(|message| message["event"] == "ready_for_pickup").unwrap();
    assert_eq!((&ready["state"], &ready["channel"]), (&json!("sent"), &json!("sms")));
    assert_eq!(tries(&garage, &ready).await.len(), 1);
    assert_eq!(provider.texts().len(), 2);
}

#[tokio::test]
async fn it_runs_by_itself_at_nine_and_ends_after_its_last_day() {
    let (garage, _) = garage(None).await;
    let body = with(lapsed(), &json!({ "by_hand": false, "starts_on": "2026-11-22", "ends_on": "2026-11-23" }));
    let id = started(&garage, body).await;
    go_to(&garage, "2026-11-21T08:00:00Z").await;
    assert!(promotions(&garage).await.is_empty(), "it has not begun");
    go_to(&garage, "2026-11-22T07:59:59Z").await;
    assert!(promotions(&garage).await.is_empty());
    go_to(&garage, "2026-11-22T08:00:00Z").await;
    assert_eq!(promotions(&garage).await.len(), 1);
    go_to(&garage, "2026-11-23T08:00:00Z").await;
    go_to(&garage, "2026-11-24T08:00:00Z").await;
    let campaign = garage.kit.advisor().get(&format!("/campaigns/{id}")).await.expect(200).json();
    assert_eq!((&campaign["state"], &campaign["reach"]["told"]), (&json!("ended"), &json!(1)));
    let runs = garage.kit.advisor().get(&format!("/campaigns/{id}/runs")).await.expect(200).json();
    let days: Vec<_> = runs["items"].as_array().unwrap().iter().map(|run| run["day"].clone()).collect();
    assert_eq!(days, [json!("2026-11-23"), json!("2026-11-22")]);
    let settings = garage.kit.advisor().get(&format!("/campaign-settings/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!(settings["next_at"], Value::Null, "nothing is left to run");
}

#[tokio::test]
async fn half_hear_nothing_and_what_both_brought_stands_side_by_side() {
    let (garage, _) = garage(None).await;
    garage.crowd(60, utc("2024-01-01T08:00:00Z"));
    for owner in garage.others() {
        garage.yard.park(Some(garage.kit.site), owner, "2030-01-01".parse().unwrap());
    }
    let id = started(&garage, with(lapsed(), &json!({ "holdout": 50 }))).await;
    let figures = run(&garage, &id).await;
    let (queued, held) = (figures["queued"].as_i64().unwrap(), figures["held"].as_i64().unwrap());
    assert!(queued + held == 61 && (10..51).contains(&held), "{figures}");
    assert_eq!(promotions_of_all(&garage).await, queued);
    let result = result(&garage, &id).await;
    assert_eq!((&result["told"]["people"], &result["held"]["people"], &result["days"]), (&json!(queued), &json!(held), &json!(60)));
    assert_eq!(run(&garage, &id).await["passed"]["told"], 61, "the same hear nothing");
}

async fn promotions_of_all(garage: &Garage) -> i64 {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        messages: i64,
    }
    let sql = "select count(*) as messages from notifications_messages where event = 'promotion'";
    db::one::<Row, _>(garage.kit.db().reader(), sql, []).await.unwrap().unwrap().messages
}

/// PRODUCT.md R5: message → booking → work order → invoices, less what a credit note took back.
#[tokio::test]
async fn what_came_of_a_message_is_known_to_its_last_invoice() {
    let (garage, car) = garage(None).await;
    let id = started(&garage, lapsed()).await;
    run(&garage, &id).await;
    let body = promotions(&garage).await[0]["body"].as_str().unwrap().to_owned();
    let code: String = body.split("?r=").nth(1).unwrap().chars().take(10).collect();
    let mut notice = garage.appointment("2026-11-24T09:00:00Z");
    (notice.state, notice.reminder, notice.customer_id) = (AppointmentState::Requested, Some(code), Some(garage.customer_id()));
    garage.of_appointment(&AppointmentRequested(notice.clone())).await;
    garage.of_appointment(&AppointmentRequested(notice.clone())).await;
    garage.kit.settle().await;
    let booked = result(&garage, &id).await;
    assert_eq!((&booked["told"]["booked"], &booked["by_link"]["booked"]), (&json!(1), &json!(1)));
    let order = WorkOrderId::new();
    garage
        .of_work(&WorkOrderOpened {
            id: order,
            number: "LAC-2026-00042".into(),
            site_id: garage.kit.site,
            customer_id: garage.customer_id(),
            vehicle_id: Some(car),
            appointment_id: Some(notice.id),
            promised_at: None,
        })
        .await;
    let invoice = invoice(&garage, order, Amount(0));
    for _ in 0..2 {
        garage.of_billing(&InvoiceIssued(invoice.clone())).await;
    }
    garage.kit.settle().await;
    let money = |net: i64, gross: i64| json!([{ "currency": "TND", "net": net, "gross": gross }]);
    let worth = result(&garage, &id).await;
    assert_eq!(worth["told"]["invoiced"], money(100_000, 119_000), "{worth}");
    assert_eq!((&worth["by_link"]["invoiced"], &worth["by_link"]["buyers"]), (&money(100_000, 119_000), &json!(1)));
    assert_eq!(worth["held"]["invoiced"], json!([]));
    garage.of_billing(&InvoiceCredited(InvoiceState { credited: Amount(59_500), ..invoice })).await;
    garage.kit.settle().await;
    assert_eq!(result(&garage, &id).await["by_link"]["invoiced"], money(50_000, 59_500));
    garage.of_appointment(&AppointmentCancelled(notice)).await;
    garage.kit.settle().await;
    assert_eq!(result(&garage, &id).await["told"]["booked"], 0);
}

fn invoice(garage: &Garage, order: WorkOrderId, credited: Amount) -> InvoiceState {
    InvoiceState {
        id: InvoiceId::new(),
        number: Some("F-LAC-2026-00042".into()),
        site_id: garage.kit.site,
        work_order_id: order,
        customer_id: garage.customer_id(),
        state: "issued".into(),
        total: Amount(119_000),
        due: Amount(119_000),
        currency: "TND".into(),
        due_on: None,
        line_ids: vec![],
        is_payers: false,
        together: vec![],
        net: Some(Amount(100_000)),
        credited,
    }
}

#[tokio::test]
async fn a_campaign_is_written_by_who_may_and_only_before_it_runs() {
    let (garage, _) = garage(None).await;
    let (owner, advisor) = (garage.kit.owner(), garage.kit.advisor());
    let body = json!({ "site_id": garage.kit.site, "campaign": lapsed() });
    assert_eq!(advisor.post("/campaigns", body.clone()).await.status, 403);
    let id = draft(&garage, lapsed()).await;
    let path = format!("/campaigns/{id}");
    let shown = advisor.get(&path).await.expect(200).json();
    assert_eq!((&shown["state"], &shown["actions"]), (&json!("draft"), &json!([])));
    assert_eq!(garage.kit.outsider().get(&path).await.status, 404);
    let refused = owner.put(&path, with(lapsed(), &json!({ "segment": { "kind": "deferred" } }))).await;
    assert_eq!(refused.expect(422).pointers(), ["/segment/min_days", "/segment/max_days"]);
    let refused =
        owner.post("/campaigns", json!({ "site_id": garage.kit.site, "campaign": with(lapsed(), &json!({ "channels": ["sms", "sms"] })) }));
    assert_eq!(refused.await.expect(422).pointers(), ["/campaign/channels"]);
    assert_eq!(owner.post(&format!("{path}/runs"), json!({})).await.code(), "not-in-this-state");
    owner.clone().with("if-match", "\"1\"").put(&path, with(lapsed(), &json!({ "name": "Autre" }))).await.expect(200);
    assert_eq!(owner.clone().with("if-match", "\"1\"").put(&path, lapsed()).await.status, 412);
    act(&garage, &id, "start").await;
    assert_eq!(owner.put(&path, lapsed()).await.code(), "not-in-this-state");
    let over = draft(&garage, with(lapsed(), &json!({ "ends_on": "2026-11-19" }))).await;
    assert_eq!(owner.post(&format!("/campaigns/{over}/start"), json!({})).await.code(), "campaign-over");
    let listed = advisor.get(&format!("/campaigns?site={}", garage.kit.site)).await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn words_are_looked_at_with_an_example_and_how_one_stops_them() {
    let (garage, _) = garage(None).await;
    let path = format!("/campaign-previews/{}", garage.kit.site);
    let preview = async |language: &str, channel: &str, subject: Value, body: &str| {
        let asked = json!({ "language": language, "channel": channel, "subject": subject, "body": body });
        garage.kit.advisor().post(&path, asked).await
    };
    let short = preview("fr", "sms", Value::Null, "{garage} : {jobs} pour {plate}").await.expect(200).json();
    assert_eq!(short["body"], "Garage du Lac : Freins avant pour 215 TU 4821\nSTOP pour ne plus en recevoir");
    assert_eq!(short["sms"]["parts"], 1);
    let mail = preview("en", "email", json!("{vehicle}"), "Hello {customer},\n{book}").await.expect(200).json();
    assert!(mail["subject"] == "Peugeot 208" && mail["body"].as_str().unwrap().contains("No more offers from Garage du Lac:"), "{mail}");
    let refused = preview("ar", "sms", Value::Null, "{link}").await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/body".to_owned()]));
}

#[tokio::test]
async fn a_trial_goes_to_who_asks_for_it_and_reaches_nobody() {
    let server = MailServer::start().await;
    let (garage, car) = garage(Some(&server)).await;
    put_off(&garage, car, "Plaquettes avant", 70);
    let deferred = json!({ "segment": { "kind": "deferred", "min_days": 60, "max_days": 365, "word": "plaquettes" } });
    let id = draft(&garage, with(lapsed(), &deferred)).await;
    let path = format!("/campaigns/{id}/trial");
    garage.kit.advisor().post(&path, json!({ "language": "fr" })).await.expect(403);
    // At night too: it is one's own.
    go_to(&garage, "2026-11-20T23:30:00Z").await;
    garage.kit.owner().post(&path, json!({ "language": "ar" })).await.expect(204);
    garage.kit.settle().await;
    let message = promotions(&garage).await.remove(0);
    let (subject, body) = (message["subject"].as_str().unwrap(), message["body"].as_str().unwrap());
    assert_eq!((&message["state"], &message["recipient"]), (&json!("sent"), &json!("hela@garage.example")));
    assert_eq!(subject, "Peugeot 208 2019 : une offre");
    assert!(
        body.contains("Bonjour Leïla") && body.contains("Plaquettes avant") && body.contains("· · ·\n\nGarage du Lac : Plaquettes"),
        "{body}"
    );
    assert!(!body.contains("?r="), "no link counts: {body}");
    assert_eq!(server.mails().remove(0).header("List-Unsubscribe"), None);
    let reached = garage.kit.owner().get(&format!("/campaigns/{id}")).await.expect(200).json()["reach"].clone();
    assert_eq!(reached, json!({ "told": 0, "held": 0, "booked": 0 }));
    go_to(&garage, "2026-11-23T09:00:00Z").await;
    act(&garage, &id, "start").await;
    assert_eq!(run(&garage, &id).await["queued"], 1, "the customer hears of it all the same");
}

#[tokio::test]
async fn a_trial_of_a_campaign_that_means_nobody_has_an_example() {
    let server = MailServer::start().await;
    let (garage, _) = garage(Some(&server)).await;
    let deferred = json!({ "segment": { "kind": "deferred", "min_days": 60, "max_days": 365 } });
    let id = draft(&garage, with(lapsed(), &deferred)).await;
    garage.kit.owner().post(&format!("/campaigns/{id}/trial"), json!({ "language": "fr" })).await.expect(204);
    garage.kit.settle().await;
    let body = promotions(&garage).await.remove(0)["body"].as_str().unwrap().to_owned();
    assert!(body.contains("Sami Trabelsi") && body.contains("Freins avant"), "{body}");
}
