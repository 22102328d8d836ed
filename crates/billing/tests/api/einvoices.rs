//! Issued invoices and credit notes as electronic ones.

use contracts::workshop::WorkOrderCompleted;

use serde_json::json;

use crate::support::{FLEET, Garage, the_visit};

async fn ask(garage: &Garage, id: &str, format: &str) -> testkit::Reply {
    garage.kit.advisor().get(&format!("/invoices/{id}/e-invoice?format={format}")).await
}

/// PRODUCT.md 3.1 step 12 as Tunisia's platform reads it: 553.100 net, 105.089 VAT, a duty of 1.000, 659.189 in all.
#[tokio::test]
async fn an_invoice_is_written_as_its_country_asks_for_it() {
    let garage = Garage::open().await;
    let id = garage.a_day().await;
    // Leïla has no number that the tax office knows her by.
    let refused = ask(&garage, &id, "teif").await.expect(422);
    let pointers = refused.pointers();
    assert!(pointers.contains(&"/buyer/tax_id".to_owned()), "{pointers:?}");
    assert_eq!(refused.json()["errors"][0]["code"], "e-invoice");
    assert!(refused.json()["errors"][0]["detail"].as_str().unwrap().contains("TEIF-"));
    // Three decimals cannot be said in EN 16931.
    assert_eq!(ask(&garage, &id, "factur_x").await.status, 422);

    let fleet = a_company_pays(&garage).await;
    let reply = ask(&garage, &fleet, "teif").await.expect(200);
    assert_eq!(reply.headers["content-type"], "application/xml");
    let xml = String::from_utf8_lossy(&reply.bytes).into_owned();
    for part in ["version=\"1.8.9\"", "I-11", "1234567RAM000", "659.189", "105.089", "553.100", "1.000", "F-LAC-2026-00002"] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    let draft = garage.draft_over(100_000).await;
    assert_eq!(ask(&garage, &draft, "teif").await.expect(409).code(), "not-issued");
    assert_eq!(garage.kit.technician().get(&format!("/invoices/{fleet}/e-invoice")).await.status, 403);
}

/// An invoice of a company, all of the visit.
async fn a_company_pays(garage: &Garage) -> String {
    let order = WorkOrderCompleted { customer_id: FLEET, ..garage.order(&the_visit()) };
    let id = garage.drafted(&order).await;
    garage.issue(&id).await;
    id
}

#[tokio::test]
async fn a_credit_note_is_one_and_names_its_invoice() {
    let garage = Garage::open().await;
    let id = a_company_pays(&garage).await;
    let credit = async |key: &str, body: serde_json::Value| {
        let owner = garage.kit.owner().with("Idempotency-Key", key);
        owner.post(&format!("/invoices/{id}/credit-notes"), body).await.expect(201).string("id")
    };
    let ask = async |note: &str, format: &str| garage.kit.advisor().get(&format!("/credit-notes/{note}/e-invoice?format={format}")).await;
    // Of each line a price reduction, then a third of what is left of one, then the rest with the duty: rounding leaves something everywhere.
    let lines = garage.get(&id).await["lines"].clone();
    let reduced: Vec<_> = lines.as_array().unwrap().iter().map(|line| json!({ "line_id": line["id"], "net": 7 })).collect();
    let first = credit("a", json!({ "lines": reduced, "reason": "Geste" })).await;
    let part = json!([{ "line_id": lines[0]["id"], "quantity": lines[0]["quantity"].as_i64().unwrap() / 3 }]);
    let second = credit("b", json!({ "lines": part, "reason": "Pièce rendue" })).await;
    let rest = credit("c", json!({ "stamp_duty": true, "reason": "Annulée" })).await;
    for note in [&first, &second, &rest] {
        let reply = ask(note, "teif").await.expect(200);
        let xml = String::from_utf8_lossy(&reply.bytes).into_owned();
        let total =
            garage.kit.advisor().get(&format!("/credit-notes/{note}")).await.expect(200).json()["totals"]["total"].as_i64().unwrap();
        let total = format!("{}.{:03}", total / 1000, total % 1000);
        for part in ["\"I-12\"", "refID=\"I-89\">F-LAC-2026-00001<", "AV-LAC-2026-0000", "1234567RAM000", &total] {
            assert!(xml.contains(part), "{part} in {xml}");
        }
        // Millimes cannot be said in EN 16931.
        let refused = ask(note, "cii").await.expect(422).json();
        let rules = refused["errors"].as_array().unwrap().iter().map(|error| error["detail"].as_str().unwrap().to_owned());
        assert!(rules.clone().any(|rule| rule.contains("BR-DEC")), "{refused}");
    }
    let xml = String::from_utf8_lossy(&ask(&rest, "teif").await.bytes).into_owned();
    assert!(xml.contains("I-1601") && !String::from_utf8_lossy(&ask(&first, "teif").await.bytes).contains("I-1601"), "{xml}");
    assert_eq!(garage.kit.technician().get(&format!("/credit-notes/{first}/e-invoice")).await.status, 403);
    garage.is_healthy().await;
}

/// In euro a credit note is 381 in a document of its own kind.
#[tokio::test]
async fn a_credit_note_in_euro_is_no_negative_invoice() {
    let garage = Garage::open().await;
    let order =
        WorkOrderCompleted { currency: "EUR".into(), stamp_duty: kernel::Amount(0), customer_id: FLEET, ..garage.order(&the_visit()) };
    let id = garage.drafted(&order).await;
    garage.issue(&id).await;
    let owner = garage.kit.owner().with("Idempotency-Key", "all");
    let note = owner.post(&format!("/invoices/{id}/credit-notes"), json!({ "reason": "Annulée" })).await.expect(201).string("id");
    let refused = garage.kit.advisor().get(&format!("/credit-notes/{note}/e-invoice?format=cii")).await.expect(422);
    // The site is in Tunisia: only its VAT number is missing for Europe.
    assert_eq!(refused.pointers(), ["/seller/vat_id"]);
}
