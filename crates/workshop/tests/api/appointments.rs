//! Orders of appointments.

use contracts::scheduling::{AppointmentCard, AppointmentId, AppointmentState};
use contracts::workshop::{LeadSource, WorkOrderOpened, WorkOrderSourced};
use kernel::SiteId;
use kernel::outbox::{self, Event};
use serde_json::{Value, json};

use crate::support::Garage;

fn card(garage: &Garage, site_id: SiteId, state: AppointmentState) -> AppointmentCard {
    AppointmentCard {
        id: AppointmentId::new(),
        number: "LAC-R-2026-00042".into(),
        site_id,
        state,
        customer_id: Some(garage.leila),
        vehicle_id: Some(garage.peugeot),
        concern: "Bruit au freinage".into(),
        start: testkit::morning(),
        promised_at: Some(testkit::morning()),
        is_online: false,
    }
}

fn appointed(garage: &Garage, site: SiteId, state: AppointmentState) -> Value {
    let card = card(garage, site, state);
    let id = card.id;
    garage.appointments.lock().unwrap().push(card);
    json!({ "site_id": garage.kit.site, "appointment_id": id })
}

#[tokio::test]
async fn an_order_takes_over_what_the_appointment_knows_and_there_is_one_of_each() {
    let garage = Garage::open().await;
    let body = appointed(&garage, garage.kit.site, AppointmentState::Arrived);
    let order = garage.advisor().post("/work-orders", body.clone()).await.expect(201).json();
    assert_eq!((&order["customer"]["id"], &order["vehicle"]["id"]), (&json!(garage.leila), &json!(garage.peugeot)));
    assert_eq!((&order["concern"], &order["appointment_id"]), (&json!("Bruit au freinage"), &body["appointment_id"]));
    assert_eq!(order["promised_at"], json!(testkit::morning()));
    let again = garage.advisor().post("/work-orders", body.clone()).await.expect(409);
    assert_eq!(again.code(), "appointment-taken");
    garage.kit.settle().await;
    let events = outbox::read(garage.kit.db(), "workshop", 0, 10).await.unwrap();
    let opened: Vec<WorkOrderOpened> = events
        .iter()
        .filter(|event| event.kind == WorkOrderOpened::KIND)
        .map(|event| serde_json::from_str(&event.payload).unwrap())
        .collect();
    assert_eq!(
        (opened.len(), &opened[0].number, json!(opened[0].appointment_id)),
        (1, &"LAC-2026-00001".to_owned(), body["appointment_id"].clone())
    );
}

#[tokio::test]
async fn what_is_given_up_or_elsewhere_opens_nothing_and_without_one_all_is_needed() {
    let garage = Garage::open().await;
    let (here, there) = (garage.kit.site, garage.kit.other_site);
    let cases = [
        (appointed(&garage, here, AppointmentState::Cancelled), vec!["/appointment_id"]),
        (appointed(&garage, here, AppointmentState::NoShow), vec!["/appointment_id"]),
        (appointed(&garage, there, AppointmentState::Confirmed), vec!["/appointment_id"]),
        (json!({ "site_id": here, "appointment_id": AppointmentId::new() }), vec!["/appointment_id"]),
        (json!({ "site_id": here }), vec!["/customer_id", "/vehicle_id", "/concern"]),
    ];
    for (body, pointers) in cases {
        assert_eq!(garage.advisor().post("/work-orders", body.clone()).await.expect(422).pointers(), pointers, "{body}");
    }
    let converted = appointed(&garage, here, AppointmentState::Converted);
    assert_eq!(garage.advisor().post("/work-orders", converted).await.expect(409).code(), "appointment-taken");
}

/// What workshop told of how visits came about.
async fn sourced(garage: &Garage) -> Vec<Option<LeadSource>> {
    garage.kit.settle().await;
    let events = outbox::read(garage.kit.db(), "workshop", 0, 50).await.unwrap();
    let told = events.iter().filter(|event| event.kind == WorkOrderSourced::KIND);
    told.map(|event| serde_json::from_str::<WorkOrderSourced>(&event.payload).unwrap().lead_source).collect()
}

#[tokio::test]
async fn how_a_visit_came_about_is_asked_or_comes_with_what_was_booked_online() {
    let garage = Garage::open().await;
    let booked = AppointmentCard { is_online: true, ..card(&garage, garage.kit.site, AppointmentState::Arrived) };
    let mut body = json!({ "site_id": garage.kit.site, "appointment_id": booked.id });
    garage.appointments.lock().unwrap().push(booked);
    let order = garage.advisor().post("/work-orders", body.clone()).await.expect(201).json();
    assert_eq!(order["lead_source"], "online_booking");

    body = appointed(&garage, garage.kit.site, AppointmentState::Arrived);
    body["lead_source"] = json!("word_of_mouth");
    let asked = garage.advisor().post("/work-orders", body).await.expect(201).json();
    assert_eq!(asked["lead_source"], "word_of_mouth");
    let silent = appointed(&garage, garage.kit.site, AppointmentState::Arrived);
    let silent = garage.advisor().post("/work-orders", silent).await.expect(201).json();
    assert_eq!(silent["lead_source"], Value::Null);
    assert_eq!(sourced(&garage).await, [Some(LeadSource::OnlineBooking), Some(LeadSource::WordOfMouth)]);

    let path = format!("/work-orders/{}", silent["id"].as_str().unwrap());
    let changed = garage.advisor().patch(&path, json!({ "lead_source": "advert" })).await.expect(200).json();
    assert_eq!(changed["lead_source"], "advert");
    garage.advisor().patch(&path, json!({ "notes": "Calls back" })).await.expect(200);
    garage.advisor().patch(&path, json!({ "lead_source": null })).await.expect(200);
    assert_eq!(sourced(&garage).await[2..], [Some(LeadSource::Advert), None]);
    let unknown = json!({ "lead_source": "dream" });
    assert_eq!(garage.advisor().patch(&path, unknown).await.status, 422);
}
