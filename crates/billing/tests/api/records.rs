#![expect(clippy::unwrap_used, reason = "the fixture's site exists")]

use contracts::billing::{InvoiceId, PaymentId};
use contracts::demo::{DemoInvoice, DemoJob, DemoLine, DemoPayment, DemoState, DemoVisit};
use contracts::vehicles::VehicleId;
use contracts::workshop::{JobId, LineId, LineKind, WorkOrderId};
use kernel::{Amount, BasisPoints, Quantity, db};
use serde_json::json;
use testkit::morning;
use uuid::Uuid;

use crate::support::{Garage, card};

fn visit(garage: &Garage, sequence: Option<i64>, paid: i64) -> DemoVisit {
    let line = DemoLine {
        id: LineId::new(),
        kind: LineKind::Part,
        product_id: None,
        code: None,
        description: "Pads".into(),
        unit: "each".into(),
        quantity: Quantity(1000),
        unit_price: Amount(60_000),
        vat_rate: BasisPoints(1900),
        unit_cost: None,
        core_charge: None,
    };
    let payment = DemoPayment { id: PaymentId::new(), tender: "card".into(), amount: Amount(paid), at: morning(), refund_reason: None };
    let job = |approved, lines| DemoJob { id: JobId::new(), title: "Front brakes".into(), approved, lines };
    DemoVisit {
        id: WorkOrderId::new(),
        number: "W-LAC-2026-00001".into(),
        site: garage.kit.people.site_card(garage.kit.site).unwrap(),
        customer: card(garage.leila),
        vehicle_id: VehicleId::new(),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        technician: None,
        concern: "Noise".into(),
        state: DemoState::Invoiced,
        odometer_km: 84_300,
        key_tag: None,
        opened_at: morning(),
        promised_at: morning(),
        completed_at: Some(morning()),
        closed_at: None,
        jobs: vec![job(true, vec![line.clone()]), job(false, vec![DemoLine { id: LineId::new(), ..line }])],
        invoice: Some(DemoInvoice {
            id: InvoiceId::new(),
            number: sequence.map(|sequence| format!("F-LAC-2026-{sequence:05}")),
            issued_at: sequence.map(|_| morning()),
            payments: if paid > 0 { vec![payment] } else { vec![] },
        }),
        history_id: Uuid::now_v7(),
    }
}

#[tokio::test]
async fn demonstration_invoices_are_whole_and_numbers_go_on_after_them() {
    let garage = Garage::open().await;
    let mut visits = [visit(&garage, Some(1), 72_400), visit(&garage, Some(2), 400), visit(&garage, Some(3), 400), visit(&garage, None, 0)];
    if let Some(invoice) = &mut visits[2].invoice {
        let payment = invoice.payments[0].clone();
        invoice.payments.push(DemoPayment { id: PaymentId::new(), refund_reason: Some("Brought back".into()), ..payment });
    }
    billing::demo::load(&garage.kit.context, &visits).await.unwrap();
    billing::demo::finish(garage.kit.db()).await.unwrap();
    billing::demo::finish(garage.kit.db()).await.unwrap();
    garage.is_healthy().await;
    let page = garage.kit.advisor().get("/invoices?q=4821").await.expect(200).json();
    let states: Vec<_> =
        page["items"].as_array().unwrap().iter().map(|row| (row["state"].as_str().unwrap(), row["due"].as_i64().unwrap())).collect();
    assert_eq!(states, [("draft", 72_400), ("issued", 72_400), ("part_paid", 72_000), ("paid", 0)]);
    let draft = page["items"][0]["id"].as_str().unwrap();
    assert_eq!(garage.issue(draft).await["number"], "F-LAC-2026-00004");
    assert_eq!(garage.get(page["items"][3]["id"].as_str().unwrap()).await["payments"][0]["amount"], 72_400);
    let refunded = garage.get(page["items"][1]["id"].as_str().unwrap()).await;
    assert_eq!((&refunded["payments"][1]["kind"], &refunded["payments"][1]["reason"]), (&json!("refund"), &json!("Brought back")));
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_doctor_finds_what_is_wrong() {
    let garage = Garage::open().await;
    let visits = [visit(&garage, Some(1), 400), visit(&garage, Some(3), 0)];
    billing::demo::load(&garage.kit.context, &visits).await.unwrap();
    billing::demo::finish(garage.kit.db()).await.unwrap();
    let findings = billing::doctor(garage.kit.db()).await.unwrap();
    assert_eq!(findings, ["series F-LAC-2026: 2 documents with 2 numbers from 1 to 3, counter at 3"]);

    garage.drop_guards().await;
    let tamper = ["update billing_payments set amount = 401", "update billing_invoices set total = total + 1 where sequence = 3"];
    for sql in tamper {
        let tx = garage.kit.db().begin().await.unwrap();
        db::execute(&*tx, sql, []).await.unwrap();
        tx.commit().await.unwrap();
    }
    let findings = billing::doctor(garage.kit.db()).await.unwrap();
    let faults: Vec<_> = findings[1..].iter().map(|text| text.split_once(": ").unwrap().1).collect();
    assert_eq!(
        faults,
        [
            "paid is not the sum of its payments less its refunds",
            "due is not total less paid and credited",
            "stored totals are not those of its lines"
        ]
    );
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_draft_and_a_line_billed_twice() {
    let garage = Garage::open().await;
    let first = visit(&garage, None, 0);
    let second = DemoVisit { id: first.id, ..visit(&garage, None, 0) };
    billing::demo::load(&garage.kit.context, std::slice::from_ref(&first)).await.unwrap();
    assert!(billing::demo::load(&garage.kit.context, &[second]).await.is_err());
    let same_lines = DemoVisit { jobs: first.jobs, ..visit(&garage, None, 0) };
    assert!(billing::demo::load(&garage.kit.context, &[same_lines]).await.is_err());
    assert_eq!(garage.kit.advisor().get("/invoices").await.expect(200).json()["items"].as_array().unwrap().len(), 1);
}
