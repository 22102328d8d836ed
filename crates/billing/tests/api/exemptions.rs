//! Invoices without VAT, by a customer's certificate (docs/decisions/0082-exemptions-from-vat.md).

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use contracts::customers::{Exemption, ExemptionId};
use contracts::workshop::{CompletedLine, LineKind, WorkOrderCompleted};
use kernel::BasisPoints;
use serde_json::{Value, json};

use crate::support::{FLEET, Garage, line, the_visit};

fn certificate(until: &str) -> Exemption {
    Exemption {
        id: ExemptionId::new(),
        number: "0118/S".into(),
        reason: "Suspension de TVA, art. 11 du code de la TVA".into(),
        valid_from: "2026-01-01".parse().unwrap(),
        valid_until: until.parse().unwrap(),
    }
}

/// The visit, and a document that is taxed at nothing anyhow.
fn exempt(garage: &Garage, until: &str) -> WorkOrderCompleted {
    let untaxed = |line: CompletedLine| CompletedLine { vat_rate: BasisPoints(0), exempt_from: Some(line.vat_rate), ..line };
    let mut lines: Vec<_> = the_visit().into_iter().map(untaxed).collect();
    lines.push(line(LineKind::Fee, "Vignette", 1000, 10_000, 0, 0));
    WorkOrderCompleted { customer_id: FLEET, exemption: Some(certificate(until)), ..garage.order(&lines) }
}

fn group(document: &Value) -> Value {
    document["totals"]["vat_groups"].clone()
}

#[tokio::test]
async fn it_is_issued_printed_and_told_without_vat_and_with_its_certificate() {
    let garage = Garage::open().await;
    let id = garage.drafted(&exempt(&garage, "2026-12-31")).await;
    let issued = garage.issue(&id).await;
    let groups = json!([{ "rate": 0, "base": 553_100, "vat": 0, "exempt": true }, { "rate": 0, "base": 10_000, "vat": 0 }]);
    assert_eq!((group(&issued), &issued["totals"]["total"]), (groups.clone(), &json!(564_100)));
    assert_eq!((&issued["lines"][0]["vat_rate"], &issued["lines"][0]["exempt_from"]), (&json!(0), &json!(1900)));
    let shown = garage.get(&id).await["exemption"].clone();
    let expected = json!({ "number": "0118/S", "reason": "Suspension de TVA, art. 11 du code de la TVA", "valid_until": "2026-12-31", "suspended": 105_089 });
    assert_eq!(shown, expected);
    let printed: Value = serde_json::from_slice(&garage.kit.advisor().get(&format!("/invoices/{id}/pdf")).await.expect(200).bytes).unwrap();
    assert_eq!((&printed["exemption"], group(&printed)), (&expected, groups));
    let xml = garage.kit.advisor().get(&format!("/invoices/{id}/e-invoice?format=teif")).await.expect(200).bytes;
    let xml = String::from_utf8_lossy(&xml).into_owned();
    for part in ["Suspension de TVA, art. 11 du code de la TVA (n° 0118/S, 31/12/2026)", "563.100", "564.100", "<TaxRate>0</TaxRate>"] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    garage.is_healthy().await;
}

#[tokio::test]
async fn in_euro_it_is_category_e_with_its_reason() {
    let garage = Garage::open().await;
    let order = WorkOrderCompleted { currency: "EUR".into(), stamp_duty: kernel::Amount(0), ..exempt(&garage, "2026-12-31") };
    let id = garage.drafted(&order).await;
    garage.issue(&id).await;
    let refused = garage.kit.advisor().get(&format!("/invoices/{id}/e-invoice?format=cii")).await.expect(422);
    // The site is in Tunisia: only its VAT number is missing for Europe. The reason (BR-E-10) is there.
    assert_eq!(refused.pointers(), ["/seller/vat_id"]);
}

#[tokio::test]
async fn a_certificate_that_holds_no_more_stops_the_invoice_until_it_is_sold_otherwise() {
    let garage = Garage::open().await;
    let order = exempt(&garage, "2026-11-19");
    let id = garage.drafted(&order).await;
    let refused = garage.kit.advisor().post(&format!("/invoices/{id}/issue"), json!({})).await.expect(409);
    assert_eq!(refused.code(), "exemption-expired");
    let lines = the_visit().into_iter().zip(&order.lines).map(|(line, was)| CompletedLine { id: was.id, ..line }).collect();
    garage.tell(&WorkOrderCompleted { lines, exemption: None, ..order.clone() }).await;
    let issued = garage.issue(&id).await;
    assert_eq!(
        (&issued["number"], &issued["totals"]["total"], &issued["exemption"]),
        (&json!("F-LAC-2026-00001"), &json!(659_189), &Value::Null)
    );
    // On its last day it holds.
    let last = garage.drafted(&WorkOrderCompleted { id: contracts::workshop::WorkOrderId::new(), ..exempt(&garage, "2026-11-20") }).await;
    garage.issue(&last).await;
}

#[tokio::test]
async fn what_is_taken_back_of_it_is_without_vat_and_sums_to_zero() {
    let garage = Garage::open().await;
    let id = garage.drafted(&exempt(&garage, "2026-12-31")).await;
    let invoice = garage.issue(&id).await;
    let credit = async |key: &str, body: Value| {
        let owner = garage.kit.owner().with("Idempotency-Key", key);
        owner.post(&format!("/invoices/{id}/credit-notes"), body).await.expect(201).json()
    };
    let part = json!([{ "line_id": invoice["lines"][0]["id"], "quantity": 300 }, { "line_id": invoice["lines"][6]["id"] }]);
    let first = credit("a", json!({ "lines": part, "reason": "Rendu" })).await;
    let groups = json!([{ "rate": 0, "base": 18_000, "vat": 0, "exempt": true }, { "rate": 0, "base": 10_000, "vat": 0 }]);
    assert_eq!((group(&first), &first["exemption"]["suspended"]), (groups, &json!(3420)));
    let rest = credit("b", json!({ "stamp_duty": true, "reason": "Annulée" })).await;
    assert_eq!(first["totals"]["total"].as_i64().unwrap() + rest["totals"]["total"].as_i64().unwrap(), 564_100);
    let note = first["id"].as_str().unwrap();
    let xml = garage.kit.advisor().get(&format!("/credit-notes/{note}/e-invoice?format=teif")).await.expect(200).bytes;
    assert!(String::from_utf8_lossy(&xml).contains("0118/S"));
    let sums =
        garage.kit.owner().get(&format!("/vat-reports/{}?from=2026-11-01&until=2026-11-30", garage.kit.site)).await.expect(200).json();
    assert_eq!((&sums["base"], &sums["vat"]), (&json!(0), &json!(0)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_vat_report_shows_exempt_sales_apart_on_either_basis() {
    let garage = Garage::open().await;
    let id = garage.drafted(&exempt(&garage, "2026-12-31")).await;
    garage.issue(&id).await;
    let usual = garage.draft_over(100_000).await;
    garage.issue(&usual).await;
    let report = async |basis: &str| {
        let path = format!("/vat-reports/{}?from=2026-11-01&until=2026-11-30&basis={basis}", garage.kit.site);
        let report = garage.kit.owner().get(&path).await.expect(200).json();
        let rates = report["rates"].as_array().unwrap().clone();
        rates
            .iter()
            .map(|sum| (sum["rate"].as_i64().unwrap(), sum["exempt"].as_bool().unwrap(), sum["base"].as_i64().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(report("invoiced").await, [(1900, false, 100_000), (0, true, 553_100), (0, false, 10_000)]);
    garage.till("a").post(&format!("/invoices/{id}/payments"), json!({ "amount": 564_100, "tender": "cash" })).await.expect(200);
    assert_eq!(report("paid").await, [(0, true, 553_100), (0, false, 10_000)]);
    let path = format!("/journals/{}?from=2026-11-01&until=2026-11-30", garage.kit.site);
    let journal = garage.kit.owner().get(&path).await.expect(200).json();
    let vat = journal["accounts"].as_array().unwrap().iter().find(|sum| sum["account"] == "43671").unwrap().clone();
    assert_eq!((&vat["debit"], &vat["credit"]), (&json!(0), &json!(19_000)), "of what is sold as usual alone");
}

/// A document's certificate is hashed, and refused to be changed once it has a number.
#[tokio::test]
async fn a_certificate_is_frozen_with_its_document() {
    let garage = Garage::open().await;
    let id = garage.drafted(&exempt(&garage, "2026-12-31")).await;
    garage.issue(&id).await;
    let change = "update billing_invoices set exemption = null where number is not null";
    assert!(garage.sql(change).await.is_err());
    let line = "update billing_lines set exempt_from = null";
    assert!(garage.sql(line).await.is_err());
    assert_eq!(garage.faults(&[]).await, Vec::<String>::new());
    garage.drop_guards().await;
    garage.sql(line).await.unwrap();
    assert_eq!(garage.faults(&[]).await.len(), 1);
}
