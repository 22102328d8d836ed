//! Who comes again, and who comes because somebody reminded them.

use chrono::NaiveDate;
use contracts::billing::SaleRecorded;
use contracts::customers::CustomerId;
use contracts::notifications::{CustomerMessaged, VehicleReminded};
use contracts::scheduling::{AppointmentCancelled, AppointmentConfirmed, AppointmentNotice, AppointmentState};
use contracts::vehicles::VehicleId;
use contracts::workshop::LineKind::Labour;
use contracts::workshop::WorkOrderId;
use serde_json::Value;
use uuid::Uuid;

use crate::fixture::kpi;
use crate::garage::Garage;
use crate::hearing::notice;

fn visit(garage: &Garage, (customer, name): (CustomerId, &str), on: &str) -> SaleRecorded {
    let sold = garage.sold("INV", WorkOrderId::new(), &[(Labour, 1000, 60_000, 0, None)]);
    let on: NaiveDate = on.parse().unwrap();
    SaleRecorded { customer_id: customer, customer_name: name.into(), on, ..sold.sale }
}

async fn retention(garage: &Garage, from: &str, until: &str) -> Value {
    let report: Value = garage.kit.owner().get(&format!("/reports/kpis?from={from}&until={until}")).await.expect(200).json();
    kpi(&report, "retention").clone()
}

#[tokio::test]
async fn customers_of_a_year_come_again_or_do_not() {
    let garage = Garage::open().await;
    let [leila, sami, insurer] = [(CustomerId::new(), "Leïla"), (CustomerId::new(), "Sami"), (CustomerId::new(), "Star")];
    for (customer, day) in [(leila, "2024-02-10"), (leila, "2024-06-01"), (leila, "2024-09-01"), (sami, "2024-03-05"), (sami, "2025-03-06")]
    {
        garage.tell("billing", &visit(&garage, customer, day)).await;
    }
    garage.tell("billing", &SaleRecorded { is_payers: true, ..visit(&garage, insurer, "2024-03-05") }).await;
    let elsewhere = SaleRecorded { site_id: garage.kit.other_site, ..visit(&garage, leila, "2025-01-20") };
    garage.tell("billing", &elsewhere).await;
    garage.kit.settle().await;
    let of = retention(&garage, "2024-01-01", "2024-12-31").await;
    assert_eq!((&of["now"]["numerator"], &of["now"]["denominator"], &of["now"]["value"]), (&1.into(), &2.into(), &5000.into()));
    assert_eq!(of["open_until"], "2026-01-01", "the last of its cohort may come until then");
    let of = retention(&garage, "2025-01-01", "2025-12-31").await;
    assert_eq!((&of["now"]["numerator"], &of["now"]["denominator"]), (&0.into(), &1.into()), "one counts elsewhere that year");
    let there = garage.kit.outsider().get("/reports/kpis?from=2025-01-01&until=2025-12-31").await.expect(200).json();
    assert_eq!(kpi(&there, "retention")["now"]["denominator"], 1);
    let path = "/reports/kpis/retention/rows?from=2024-01-01&until=2025-12-31";
    let rows: Value = garage.kit.owner().get(path).await.expect(200).json();
    let row = |row: &Value| format!("{} {} {}/{}", row["day"], row["label"], row["numerator"], row["denominator"]).replace('"', "");
    let rows: Vec<_> = rows["items"].as_array().unwrap().iter().map(row).collect();
    assert_eq!(rows, ["2025-03-06 Sami 0/1", "2024-03-05 Sami 0/1", "2024-02-10 Leïla 1/1"]);
    let live = garage.kept().await;
    garage.rebuild().await;
    assert_eq!(live, garage.kept().await);
}

#[tokio::test]
async fn who_is_reminded_books_or_does_not() {
    let garage = Garage::open().await;
    let reminded = |vehicle: VehicleId, outcome: &str| CustomerMessaged {
        id: Uuid::now_v7(),
        site_id: garage.kit.site,
        customer_id: CustomerId::new(),
        outcome: outcome.into(),
        subject: "Entretien".into(),
        reminds_of: Some(VehicleReminded { id: vehicle, plate: "190 TU 7342".into() }),
    };
    let [comes, gives_up, stays_away, unreached] = [VehicleId::new(), VehicleId::new(), VehicleId::new(), VehicleId::new()];
    for (vehicle, outcome) in [(comes, "sent"), (comes, "sent"), (gives_up, "sent"), (stays_away, "delivered"), (unreached, "failed")] {
        garage.tell("notifications", &reminded(vehicle, outcome)).await;
    }
    let plain = CustomerMessaged { reminds_of: None, ..reminded(comes, "sent") };
    garage.tell("notifications", &plain).await;
    let booked = |vehicle, state| AppointmentNotice { vehicle_id: Some(vehicle), ..notice(&garage, state) };
    garage.tell("scheduling", &AppointmentConfirmed(booked(comes, AppointmentState::Confirmed))).await;
    let cancelled = booked(gives_up, AppointmentState::Confirmed);
    garage.tell("scheduling", &AppointmentConfirmed(cancelled.clone())).await;
    garage.tell("scheduling", &AppointmentCancelled(AppointmentNotice { state: AppointmentState::Cancelled, ..cancelled })).await;
    garage.kit.settle().await;
    let today = garage.today().to_string();
    let report: Value = garage.kit.owner().get(&format!("/reports/kpis?from={today}&until={today}")).await.expect(200).json();
    let of = kpi(&report, "reminder_conversion");
    assert_eq!((&of["now"]["numerator"], &of["now"]["denominator"]), (&1.into(), &3.into()));
    let path = format!("/reports/kpis/reminder_conversion/rows?from={today}&until={today}");
    let rows: Value = garage.kit.owner().get(&path).await.expect(200).json();
    assert_eq!(rows["items"].as_array().unwrap().len(), 3);
    assert_eq!((&rows["items"][0]["number"], &rows["items"][0]["document"]), (&"190 TU 7342".into(), &"vehicle".into()));
    let live = garage.kept().await;
    garage.rebuild().await;
    assert_eq!(live, garage.kept().await);
}
