//! Levies in the base of VAT, on documents and in the books (docs/decisions/0083-levies.md).

use contracts::workshop::{CompletedLine, LineKind, WorkOrderCompleted};
use kernel::BasisPoints;
use serde_json::{Value, json};

use crate::support::{FLEET, Garage, line, part};

/// 100.000 with FODEC of one per cent.
fn hose() -> CompletedLine {
    CompletedLine { levy_rate: BasisPoints(100), ..part("Flexible serti", 2000, 50_000) }
}

async fn issued(garage: &Garage, lines: &[CompletedLine]) -> Value {
    let id = garage.drafted(&WorkOrderCompleted { customer_id: FLEET, ..garage.order(lines) }).await;
    garage.issue(&id).await
}

/// FACTS.md, "Totals", case E.
#[tokio::test]
async fn an_invoice_shows_prints_and_sends_its_levy() {
    let garage = Garage::open().await;
    let invoice = issued(&garage, &[hose()]).await;
    let id = invoice["id"].as_str().unwrap();
    let levies = json!([{ "rate": 100, "base": 100_000, "amount": 1000, "vat_rate": 1900 }]);
    let totals = &invoice["totals"];
    let sums = ["net", "vat", "gross", "total"].map(|name| totals[name].as_i64().unwrap());
    assert_eq!((&totals["levies"], sums), (&levies, [100_000, 19_190, 120_190, 121_190]));
    assert_eq!(invoice["lines"][0]["levy_rate"], 100);
    let printed: Value = serde_json::from_slice(&garage.kit.advisor().get(&format!("/invoices/{id}/pdf")).await.expect(200).bytes).unwrap();
    assert_eq!(printed["totals"]["levies"], levies);
    let xml = garage.kit.advisor().get(&format!("/invoices/{id}/e-invoice?format=teif")).await.expect(200).bytes;
    let xml = String::from_utf8_lossy(&xml).into_owned();
    for part in ["I-162", "FODEC", "101.000", "20.190", "121.190"] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_credit_note_takes_its_part_of_the_levy_back_and_all_of_them_the_whole() {
    let garage = Garage::open().await;
    let invoice = issued(&garage, &[hose(), line(LineKind::Labour, "Pose", 1000, 40_000, 0, 1900)]).await;
    let id = invoice["id"].as_str().unwrap();
    let credit = async |key: &str, body: Value| {
        let owner = garage.kit.owner().with("Idempotency-Key", key);
        owner.post(&format!("/invoices/{id}/credit-notes"), body).await.expect(201).json()
    };
    let one = json!([{ "line_id": invoice["lines"][0]["id"], "quantity": 1000 }]);
    let first = credit("a", json!({ "lines": one, "reason": "Rendu" })).await;
    let expected = json!([{ "rate": 100, "base": 50_000, "amount": 500, "vat_rate": 1900 }]);
    assert_eq!((&first["totals"]["levies"], &first["totals"]["total"]), (&expected, &json!(60_095)));
    let note = first["id"].as_str().unwrap();
    let xml = garage.kit.advisor().get(&format!("/credit-notes/{note}/e-invoice?format=teif")).await.expect(200).bytes;
    assert!(String::from_utf8_lossy(&xml).contains("I-162"));
    let rest = credit("b", json!({ "stamp_duty": true, "reason": "Annulée" })).await;
    let total = |document: &Value| document["totals"]["total"].as_i64().unwrap();
    assert_eq!(total(&first) + total(&rest), total(&invoice));
    let path = format!("/vat-reports/{}?from=2026-11-01&until=2026-11-30", garage.kit.site);
    let report = garage.kit.owner().get(&path).await.expect(200).json();
    assert_eq!(["base", "vat", "levies"].map(|name| report[name].as_i64().unwrap()), [0, 0, 0]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_books_have_an_account_for_it_and_the_vat_report_tells_it() {
    let garage = Garage::open().await;
    let id = issued(&garage, &[hose()]).await["id"].as_str().unwrap().to_owned();
    garage.till("a").post(&format!("/invoices/{id}/payments"), json!({ "amount": 121_190, "tender": "cash" })).await.expect(200);
    let of = async |path: &str| {
        let path = format!("/{path}/{}?from=2026-11-01&until=2026-11-30", garage.kit.site);
        garage.kit.owner().get(&path).await.expect(200).json()
    };
    let journal = of("journals").await;
    let levy = journal["accounts"].as_array().unwrap().iter().find(|sum| sum["account"] == "4372").unwrap().clone();
    assert_eq!(levy["credit"], 1000);
    let report = of("vat-reports").await;
    assert_eq!(["base", "vat", "levies"].map(|name| report[name].as_i64().unwrap()), [101_000, 19_190, 1000]);
    let path = format!("/vat-reports/{}?from=2026-11-01&until=2026-11-30&basis=paid", garage.kit.site);
    let paid = garage.kit.owner().get(&path).await.expect(200).json();
    assert_eq!(["base", "vat"].map(|name| paid[name].as_i64().unwrap()), [101_000, 19_190]);
}

/// What was chosen before there was such an account keeps what it says, and has the usual one.
#[tokio::test]
async fn a_chart_from_before_has_the_usual_account() {
    let garage = Garage::open().await;
    let path = format!("/charts-of-accounts/{}", garage.kit.site);
    let chart = garage.kit.owner().get(&path).await.expect(200).json();
    let mut chosen = chart.clone();
    chosen["goods"] = json!("7071");
    garage.kit.owner().with("If-Match", "\"0\"").put(&path, chosen.clone()).await.expect(200);
    let kept = "update billing_charts set accounts = replace(accounts, '\"levies\":\"4372\",', '')";
    let tx = garage.kit.db().begin().await.unwrap();
    kernel::db::execute(&*tx, kept, []).await.unwrap();
    tx.commit().await.unwrap();
    let read = garage.kit.owner().get(&path).await.expect(200).json();
    assert_eq!((&read["levies"], &read["goods"]), (&json!("4372"), &json!("7071")));
}
