//! Levies in the base of VAT: an article's, remembered by its line (docs/decisions/0083-levies.md).

use contracts::workshop::WorkOrderCompleted;
use serde_json::json;

use crate::support::{Garage, Order};

/// The hose alone, one of it.
async fn with_hose(garage: &Garage) -> Order {
    let line = json!({ "kind": "part", "product_id": garage.hose, "quantity": 1000 });
    garage.opened(json!([{ "title": "Hose", "lines": [line] }])).await
}

/// FACTS.md, "Totals", case E.
#[tokio::test]
async fn a_line_remembers_the_levy_of_its_article_and_vat_is_charged_on_it_too() {
    let garage = Garage::open().await;
    let mut order = with_hose(&garage).await;
    assert_eq!(order.json["jobs"][0]["lines"][0]["levy_rate"], 100);
    let totals = &order.json["totals"];
    assert_eq!(totals["levies"], json!([{ "rate": 100, "base": 100_000, "amount": 1000, "vat_rate": 1900 }]));
    let sums = ["net", "vat", "gross", "total"].map(|name| totals[name].as_i64());
    assert_eq!(sums, [100_000, 19_190, 120_190, 121_190].map(Some));
    assert_eq!(totals["vat_groups"], json!([{ "rate": 1900, "base": 101_000, "vat": 19_190 }]));

    let yes = json!({ "decisions": [order.decision(0, "approve")], "method": "phone", "by_name": "L" });
    order.act(&garage.advisor(), "authorise", yes).await;
    assert_eq!(order.json["jobs"][0]["authorisation"]["amount"], 120_190);
    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&garage.kit.technician(), "start", json!({})).await;
    order.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    let told: Vec<WorkOrderCompleted> = garage.told().await.iter().filter_map(|event| event.open().ok().flatten()).collect();
    assert_eq!(told.last().map(|done| done.lines[0].levy_rate.0), Some(100));
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_is_typed_in_words_bears_none_until_it_is_an_article_that_does() {
    let garage = Garage::open().await;
    let words = json!({ "kind": "part", "description": "A hose", "quantity": 1000, "unit_price": 100_000 });
    let mut order = garage.opened(json!([{ "title": "Hose", "lines": [words] }])).await;
    assert_eq!(order.json["totals"]["gross"], 119_000);
    let line = order.json["jobs"][0]["lines"][0]["id"].as_str().unwrap_or_default().to_owned();
    order.act(&garage.advisor(), &format!("lines/{line}/article"), json!({ "product_id": garage.hose })).await;
    assert_eq!(order.json["totals"]["gross"], 120_190);
}
