//! Prices that were told with tax, on documents and in the books (docs/decisions/0093-prices-with-tax.md).

use contracts::workshop::{CompletedLine, LineKind, WorkOrderCompleted};
use kernel::Amount;
use serde_json::{Value, json};

use crate::support::{FLEET, Garage, line, part};

/// Three at 10.000 with tax: 25.209 net, 29.999 gross, and a rounding of 0.001.
fn told() -> CompletedLine {
    CompletedLine { unit_price_with_tax: Some(Amount(10_000)), ..line(LineKind::Labour, "Équilibrage", 3000, 8403, 0, 1900) }
}

async fn issued(garage: &Garage, lines: &[CompletedLine]) -> Value {
    let id = garage.drafted(&WorkOrderCompleted { customer_id: FLEET, ..garage.order(lines) }).await;
    garage.issue(&id).await
}

fn sums(document: &Value) -> [i64; 4] {
    ["gross", "rounding", "stamp_duty", "total"].map(|name| document["totals"][name].as_i64().unwrap_or_default())
}

#[tokio::test]
async fn an_invoice_shows_prints_sends_and_freezes_its_rounding() {
    let garage = Garage::open().await;
    let invoice = issued(&garage, &[told(), part("Masse", 1000, 10_000)]).await;
    let id = invoice["id"].as_str().unwrap();
    // 35.209 × 19 % is 6.690: 41.899 where 30.000 and 11.900 were told.
    assert_eq!(sums(&invoice), [41_899, 1, 1000, 42_900]);
    assert_eq!((&invoice["lines"][0]["unit_price_with_tax"], &invoice["due"]), (&json!(10_000), &json!(42_900)));
    let printed: Value = serde_json::from_slice(&garage.kit.advisor().get(&format!("/invoices/{id}/pdf")).await.expect(200).bytes).unwrap();
    assert_eq!(sums(&printed), [41_899, 1, 1000, 42_900]);
    let xml = garage.kit.advisor().get(&format!("/invoices/{id}/e-invoice?format=teif")).await.expect(200).bytes;
    let xml = String::from_utf8_lossy(&xml).into_owned();
    for part in ["35.209", "6.690", "42.900"] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    garage.is_healthy().await;

    let change = "update billing_invoices set rounding = 2 where number is not null";
    garage.sql(change).await.unwrap_err();
    let on = if garage.kit.db().backend() == kernel::Backend::Postgres { " on billing_invoices" } else { "" };
    garage.drop_guards().await;
    garage.sql(&format!("drop trigger billing_invoices_no_rounding{on}")).await.unwrap();
    garage.sql(change).await.unwrap();
    assert_eq!(garage.faults(&[]).await.len(), 1, "the chain finds it");
    assert!(!billing::doctor(garage.kit.db()).await.unwrap().is_empty(), "and so does the doctor");
}

/// What disagrees with its net is a line like any other.
#[tokio::test]
async fn a_told_price_that_its_net_does_not_make_counts_for_nothing() {
    let garage = Garage::open().await;
    let invoice = issued(&garage, &[CompletedLine { unit_price_with_tax: Some(Amount(9_000)), ..told() }]).await;
    assert_eq!(sums(&invoice), [29_999, 0, 1000, 30_999]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_last_credit_note_takes_the_rounding_back_and_all_of_them_the_whole() {
    let garage = Garage::open().await;
    let invoice = issued(&garage, &[told()]).await;
    let id = invoice["id"].as_str().unwrap();
    let credit = async |key: &str, body: Value| {
        let owner = garage.kit.owner().with("Idempotency-Key", key);
        owner.post(&format!("/invoices/{id}/credit-notes"), body).await.expect(201).json()
    };
    let one = json!([{ "line_id": invoice["lines"][0]["id"], "quantity": 1000 }]);
    let first = credit("a", json!({ "lines": one, "reason": "Une de trop" })).await;
    assert_eq!(sums(&first), [10_000, 0, 0, 10_000]);
    let rest = credit("b", json!({ "stamp_duty": true, "reason": "Annulée" })).await;
    assert_eq!(sums(&rest), [19_999, 1, 1000, 21_000]);
    let note = rest["id"].as_str().unwrap();
    let xml = garage.kit.advisor().get(&format!("/credit-notes/{note}/e-invoice?format=teif")).await.expect(200).bytes;
    assert!(String::from_utf8_lossy(&xml).contains("21.000"));
    assert_eq!(garage.get(id).await["due"], 0);
    let (journal, report) = (books(&garage, "journals", "").await, books(&garage, "vat-reports", "").await);
    assert_eq!(["base", "vat"].map(|name| report[name].as_i64().unwrap()), [0, 0]);
    let rounding = of_account(&journal, "738");
    assert_eq!((&rounding["debit"], &rounding["credit"]), (&json!(1), &json!(1)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_books_balance_with_it_and_what_is_paid_tells_all_of_the_vat() {
    let garage = Garage::open().await;
    let id = issued(&garage, &[told()]).await["id"].as_str().unwrap().to_owned();
    garage.till("a").post(&format!("/invoices/{id}/payments"), json!({ "amount": 31_000, "tender": "cash" })).await.expect(200);
    let journal = books(&garage, "journals", "").await;
    assert_eq!(of_account(&journal, "738")["credit"], 1);
    let sides = ["debit", "credit"].map(|side| {
        let lines = journal["entries"].as_array().unwrap().iter().flat_map(|entry| entry["lines"].as_array().unwrap().clone());
        lines.map(|line| line[side].as_i64().unwrap()).sum::<i64>()
    });
    assert_eq!(sides, [62_000, 62_000]);
    for basis in ["", "&basis=paid"] {
        let report = books(&garage, "vat-reports", basis).await;
        assert_eq!(["base", "vat"].map(|name| report[name].as_i64().unwrap()), [25_209, 4790], "{basis}");
    }
}

/// 3000 screws at 0.010 are 28.560 by their net: one per cent of the 30.000 that were told.
#[tokio::test]
async fn what_is_kept_back_is_of_what_was_told() {
    let garage = Garage::open().await;
    let screws = CompletedLine { unit_price_with_tax: Some(Amount(10)), ..part("Vis", 3_000_000, 8) };
    assert_eq!(sums(&issued(&garage, &[screws]).await), [28_560, 1_440, 1000, 31_000]);
    let asked = json!({ "site_id": garage.kit.site, "customer_id": FLEET, "amount": 30_700, "withholding_rate": 100 });
    let preview = garage.till("p").post("/receipts/preview", asked).await.expect(200).json();
    assert_eq!((&preview["invoices"][0]["withheld"], &preview["invoices"][0]["left"]), (&json!(300), &json!(0)));
}

async fn books(garage: &Garage, path: &str, more: &str) -> Value {
    let path = format!("/{path}/{}?from=2026-11-01&until=2026-11-30{more}", garage.kit.site);
    garage.kit.owner().get(&path).await.expect(200).json()
}

fn of_account(journal: &Value, account: &str) -> Value {
    journal["accounts"].as_array().into_iter().flatten().find(|sum| sum["account"] == account).cloned().unwrap_or_default()
}
