//! Demonstration visits, and what the doctor says of them.

use chrono::TimeDelta;
use contracts::billing::InvoiceId;
use contracts::customers::CustomerCard;
use contracts::demo::{DemoInvoice, DemoJob, DemoLine, DemoState, DemoVisit};
use contracts::workshop::{JobId, LineId, LineKind, WorkOrderId};
use kernel::{Amount, BasisPoints, Quantity, db};
use serde_json::json;
use uuid::Uuid;

use crate::support::Garage;

fn leila(garage: &Garage) -> CustomerCard {
    CustomerCard::named(garage.leila, "Leïla Chebbi")
}

fn visit(garage: &Garage, sequence: i64, state: DemoState) -> DemoVisit {
    let opened_at = testkit::morning() - TimeDelta::days(1);
    let is_done = matches!(state, DemoState::Ready | DemoState::Invoiced | DemoState::Closed);
    let line = DemoLine {
        id: LineId::new(),
        kind: LineKind::Part,
        product_id: Some(garage.pads),
        code: Some("PAD-FR".into()),
        description: "Front pads".into(),
        unit: "set".into(),
        quantity: Quantity(1000),
        unit_price: Amount(118_750),
        vat_rate: BasisPoints(1900),
        unit_cost: None,
        core_charge: None,
    };
    let invoice = DemoInvoice {
        id: InvoiceId::new(),
        number: Some(format!("F-LAC-2026-{sequence:05}")),
        issued_at: (state != DemoState::Ready).then_some(opened_at),
        payments: vec![],
    };
    DemoVisit {
        id: WorkOrderId::new(),
        number: format!("LAC-2026-{sequence:05}"),
        site: garage.kit.people.site_card(garage.kit.site).unwrap(),
        customer: leila(garage),
        vehicle_id: garage.peugeot,
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        technician: Some((garage.kit.people.technician, "Amine".into())),
        concern: "Squeals".into(),
        state,
        odometer_km: 84_300,
        key_tag: None,
        opened_at,
        promised_at: opened_at,
        completed_at: is_done.then_some(opened_at),
        closed_at: (state == DemoState::Closed).then_some(opened_at),
        jobs: vec![DemoJob {
            id: JobId::new(),
            title: "Front brakes".into(),
            approved: !matches!(state, DemoState::Estimate | DemoState::Cancelled),
            lines: vec![line],
        }],
        invoice: is_done.then_some(invoice),
        history_id: Uuid::now_v7(),
    }
}

#[tokio::test]
async fn demonstration_visits_are_like_any_other() {
    use DemoState::{Approved, Cancelled, Closed, Estimate, InProgress, Invoiced, OnHoldForParts, Ready};
    let garage = Garage::open().await;
    let states = [Estimate, Approved, InProgress, OnHoldForParts, Ready, Invoiced, Closed, Cancelled];
    // Six digits too, so that the highest number is not the one that sorts last.
    let visits: Vec<_> = states.iter().zip(99_993..).map(|(state, sequence)| visit(&garage, sequence, *state)).collect();
    workshop::demo::load(&garage.kit.context, &visits).await.unwrap();
    workshop::demo::finish(&garage.kit.context).await.unwrap();
    let page = garage.advisor().get("/work-orders?q=4821").await.expect(200).json();
    let shown: Vec<_> = page["items"].as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect();
    assert_eq!(shown, ["cancelled", "closed", "invoiced", "ready", "on_hold", "in_progress", "approved", "estimate"]);
    let board = garage.advisor().get("/work-orders/board").await.expect(200).json();
    assert_eq!(board["items"].as_array().unwrap().len(), 6);
    let invoiced = garage.advisor().get(&format!("/work-orders/{}", visits[5].id)).await.expect(200).json();
    assert_eq!((&invoiced["invoices"][0]["state"], &invoiced["jobs"][0]["lines"][0]["locked"]), (&json!("issued"), &json!(true)));
    assert_eq!(garage.opened(json!([])).await.json["number"], "LAC-2026-100001");
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_doctor_names_what_does_not_add_up() {
    let garage = Garage::open().await;
    let order = garage.ready().await;
    for sql in [
        "update workshop_orders set total = total + 1",
        "delete from workshop_outbox where kind = 'work_order.completed'",
        "update workshop_history set order_id = id where event = 'started'",
    ] {
        db::execute(garage.kit.db().writer(), sql, []).await.unwrap();
    }
    let faults = workshop::doctor(garage.kit.db()).await.unwrap();
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults.iter().filter(|fault| fault.contains(order.json["number"].as_str().unwrap())).count() == 2, "{faults:?}");
}
