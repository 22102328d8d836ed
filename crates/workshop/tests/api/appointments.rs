//! Orders of appointments.

use contracts::scheduling::{AppointmentCard, AppointmentId, AppointmentState};
use contracts::workshop::WorkOrderOpened;
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
