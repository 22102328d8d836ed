//! Issued invoices as electronic ones.

use contracts::workshop::WorkOrderCompleted;

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

    let order = WorkOrderCompleted { customer_id: FLEET, ..garage.order(&the_visit()) };
    let fleet = garage.drafted(&order).await;
    garage.issue(&fleet).await;
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
