//! Whose visit is known of already.

use std::sync::Arc;

use chrono::TimeDelta;
use contracts::scheduling::Expected;
use contracts::vehicles::VehicleId;
use contracts::workshop::{WorkOrderCancelled, WorkOrderId, WorkOrderOpened};
use serde_json::json;
use testkit::FakeSites;

use crate::support::{Shop, online_booking};

async fn expected(shop: &Shop, vehicle: VehicleId, plate: &str) -> Option<Expected> {
    let sites = Arc::new(FakeSites(shop.kit.people.clone()));
    let arrivals = scheduling::arrivals(&shop.kit.context, sites, "https://garage.example/");
    let (other, vehicles) = (VehicleId::new(), [(vehicle, plate.to_owned())]);
    assert_eq!(arrivals.expected(shop.kit.site, &[(other, "1 TU 1".into())]).await.unwrap(), [], "nobody expects it");
    arrivals.expected(shop.kit.site, &vehicles).await.unwrap().first().map(|(_, expected)| *expected)
}

#[tokio::test]
async fn a_vehicle_is_expected_from_its_booking_to_a_day_after_its_hour() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let of = async || expected(&shop, shop.peugeot, "215 TU 4821").await;
    assert_eq!(of().await, None);
    let _ = shop.book(shop.booking(&[&it.oil], "09:00")).await.expect(201);
    assert_eq!(of().await, Some(Expected::Booked));
    // Monday at nine, and most of a day later: it may be here and not written up.
    shop.kit.clock.advance(TimeDelta::days(3) + TimeDelta::hours(20));
    assert_eq!(of().await, Some(Expected::Booked));
    shop.kit.clock.advance(TimeDelta::hours(6));
    assert_eq!(of().await, None);
    let order = WorkOrderOpened {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: shop.kit.site,
        customer_id: shop.leila,
        vehicle_id: Some(shop.peugeot),
        appointment_id: None,
        promised_at: None,
    };
    shop.happens("workshop", &order).await;
    assert_eq!(of().await, Some(Expected::Inside));
    shop.happens(
        "workshop",
        &WorkOrderCancelled { id: order.id, number: order.number.clone(), site_id: order.site_id, reason: "Annulé".into() },
    )
    .await;
    assert_eq!(of().await, None);
}

#[tokio::test]
async fn what_was_asked_for_online_is_known_by_its_plate_and_by_the_reminder_that_led_there() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let sites = Arc::new(FakeSites(shop.kit.people.clone()));
    let arrivals = scheduling::arrivals(&shop.kit.context, sites, "https://garage.example/");
    assert_eq!(arrivals.booking_page(shop.kit.site).await.unwrap(), None);
    shop.go_online().await;
    assert_eq!(arrivals.booking_page(shop.kit.site).await.unwrap().as_deref(), Some("https://garage.example/book/lac"));
    let mut body = online_booking(&[&it.oil], "09:00");
    (body["plate"], body["reminder"]) = (json!("215tu4821"), json!("q1w2e3r4t5"));
    let _ = shop.book_online(body).await.expect(201);
    assert_eq!(expected(&shop, shop.peugeot, "215 TU 4821").await, Some(Expected::Booked));
    assert_eq!(expected(&shop, shop.peugeot, "215 TU 4822").await, None);
    assert_eq!(shop.told("appointment.requested").await[0]["reminder"], "q1w2e3r4t5");
}
