//! Prices that are told with tax: net is kept, and what was told is asked for (docs/decisions/0093-prices-with-tax.md).

use contracts::workshop::WorkOrderCompleted;
use kernel::Amount;
use serde_json::{Value, json};

use crate::support::{Garage, Order, part};

/// An oil change at 40.000 with tax.
async fn told(garage: &Garage) -> Order {
    let line = json!({ "kind": "fee", "description": "Vidange", "quantity": 1000, "unit_price_with_tax": 40_000 });
    garage.opened(json!([{ "title": "Vidange", "lines": [line] }])).await
}

async fn change(garage: &Garage, order: &mut Order, body: Value) {
    order.json = garage.kit.owner().patch(&order.line_path(0, 0), body).await.expect(200).json();
}

/// Net, gross, rounding and total of the order, and whether the told price counts.
fn sums(order: &Order) -> ([i64; 4], bool) {
    let sum = |name: &str| order.json["totals"][name].as_i64().unwrap_or_default();
    (["net", "gross", "rounding", "total"].map(sum), order.json["jobs"][0]["lines"][0]["is_told"] == true)
}

#[tokio::test]
async fn what_was_told_is_what_the_customer_pays() {
    let garage = Garage::open().await;
    let mut order = told(&garage).await;
    let line = order.json["jobs"][0]["lines"][0].clone();
    assert_eq!((&line["unit_price"], &line["unit_price_with_tax"]), (&json!(33_613), &json!(40_000)));
    assert_eq!(sums(&order), ([33_613, 39_999, 1, 41_000], true));
    assert_eq!((&order.json["jobs"][0]["totals"]["rounding"], &order.json["jobs"][0]["totals"]["total"]), (&json!(1), &json!(40_000)));

    let yes = json!({ "decisions": [order.decision(0, "approve")], "method": "phone", "by_name": "L" });
    order.act(&garage.advisor(), "authorise", yes).await;
    assert_eq!(order.json["jobs"][0]["authorisation"]["amount"], 40_000, "they approve what they were told");
    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&garage.kit.technician(), "start", json!({})).await;
    order.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    let done: Vec<WorkOrderCompleted> = garage.told().await.iter().filter_map(|event| event.open().ok().flatten()).collect();
    assert_eq!(done.last().map(|done| done.lines[0].unit_price_with_tax), Some(Some(Amount(40_000))));
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_discount_or_who_pays_suspends_it_and_a_net_price_ends_it() {
    let garage = Garage::open().await;
    let mut order = told(&garage).await;
    change(&garage, &mut order, json!({ "discount": 1000 })).await;
    assert_eq!(sums(&order), ([30_252, 36_000, 0, 37_000], false));
    assert_eq!(order.json["jobs"][0]["lines"][0]["unit_price_with_tax"], 40_000, "it is kept");
    change(&garage, &mut order, json!({ "discount": 0 })).await;
    assert_eq!(sums(&order), ([33_613, 39_999, 1, 41_000], true));

    let less = json!({ "amount": 1_000, "reason": "Fidélité" });
    order.json = garage.kit.owner().put(&format!("{}/discount", order.path), less).await.expect(200).json();
    assert_eq!(sums(&order), ([32_613, 38_809, 0, 39_809], false));
    order.json = garage.kit.owner().put(&format!("{}/discount", order.path), json!({})).await.expect(200).json();
    assert!(sums(&order).1);

    change(&garage, &mut order, json!({ "quantity": 3000, "unit_price_with_tax": 10_000 })).await;
    assert_eq!(sums(&order), ([25_209, 29_999, 1, 31_000], true));
    change(&garage, &mut order, json!({ "unit_price": 8403 })).await;
    assert_eq!(sums(&order), ([25_209, 29_999, 0, 30_999], false));
    assert_eq!(order.json["jobs"][0]["lines"][0]["unit_price_with_tax"], Value::Null);
    garage.is_healthy().await;
}

#[tokio::test]
async fn another_rate_or_another_article_ends_it() {
    let garage = Garage::open().await;
    let mut order = told(&garage).await;
    change(&garage, &mut order, json!({ "vat_rate": 700 })).await;
    assert_eq!(sums(&order), ([33_613, 35_966, 0, 36_966], false));
    change(&garage, &mut order, json!({ "vat_rate": 1900, "unit_price_with_tax": 40_000 })).await;
    assert!(sums(&order).1);

    let words = json!({ "kind": "part", "description": "Filtre", "quantity": 1000, "unit_price_with_tax": 40_000 });
    let mut order = garage.opened(json!([{ "title": "Filtre", "lines": [words] }])).await;
    assert_eq!(sums(&order).0, [33_613, 39_999, 1, 41_000]);
    let line = order.json["jobs"][0]["lines"][0]["id"].as_str().unwrap_or_default().to_owned();
    order.act(&garage.advisor(), &format!("lines/{line}/article"), json!({ "product_id": garage.cabin })).await;
    let line = &order.json["jobs"][0]["lines"][0];
    assert_eq!((&line["product_id"], &line["unit_price_with_tax"]), (&json!(garage.cabin), &Value::Null));
}

#[tokio::test]
async fn a_line_has_one_price_and_a_role_gives_no_more_by_a_told_one() {
    let garage = Garage::open().await;
    let order = told(&garage).await;
    let both = json!({ "unit_price": 30_000, "unit_price_with_tax": 40_000 });
    let refused = garage.advisor().patch(&order.line_path(0, 0), both).await.expect(422);
    assert_eq!(
        (refused.pointers(), refused.json()["errors"][0]["code"].clone()),
        (vec!["/unit_price_with_tax".to_owned()], json!("two-prices"))
    );
    let mut line = part(garage.filter, 1000);
    line["unit_price"] = json!(22_550);
    line["unit_price_with_tax"] = json!(20_000);
    let path = order.job_path(0) + "/lines";
    assert_eq!(garage.advisor().post(&path, line.clone()).await.expect(422).pointers(), ["/unit_price_with_tax"]);
    // 20.000 with tax is 16.807 of 22.550.
    line.as_object_mut().map(|line| line.remove("unit_price"));
    assert_eq!(garage.advisor().post(&path, line.clone()).await.expect(422).pointers(), ["/unit_price_with_tax"]);
    garage.kit.owner().post(&path, line).await.expect(200);
}

#[tokio::test]
async fn over_the_counter_too() {
    let garage = Garage::open().await;
    let line = json!({ "product_id": garage.filter, "quantity": 1000, "unit_price_with_tax": 40_000 });
    let body = json!({ "site_id": garage.kit.site, "customer_id": garage.leila, "lines": [line] });
    let price = garage.advisor().post("/counter-sales/price", body.clone()).await.expect(200).json();
    assert_eq!((&price["totals"]["rounding"], &price["totals"]["total"]), (&json!(1), &json!(41_000)));
    let sold = garage.advisor().post("/counter-sales", body).await.expect(201).json();
    assert_eq!(sold["totals"]["total"], 41_000);
    garage.is_healthy().await;
}
