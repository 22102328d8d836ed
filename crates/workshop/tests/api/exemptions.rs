//! Orders of customers who buy without VAT (docs/decisions/0082-exemptions-from-vat.md).

use contracts::workshop::WorkOrderCompleted;
use kernel::BasisPoints;
use serde_json::{Value, json};

use crate::support::{Garage, Order};

/// An order of the insurer, who has a certificate.
async fn opened(garage: &Garage) -> Order {
    let mut body = garage.body(garage.three_jobs());
    body["customer_id"] = json!(garage.insurer);
    let json = garage.advisor().post("/work-orders", body).await.expect(201).json();
    Order { path: format!("/work-orders/{}", json["id"].as_str().unwrap()), json }
}

async fn told(garage: &Garage, order: &Order) -> Vec<WorkOrderCompleted> {
    let told = garage.told().await;
    let heard = told.iter().filter_map(|event| event.open::<WorkOrderCompleted>().unwrap());
    heard.filter(|completed| completed.id == order.id()).collect()
}

fn states(order: &Value) -> Vec<&str> {
    order["jobs"].as_array().unwrap().iter().map(|job| job["authorisation"]["state"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_order_takes_the_certificate_of_its_day_and_lines_keep_their_rates() {
    let garage = Garage::open().await;
    let order = opened(&garage).await;
    assert_eq!((&order.json["exemption"]["number"], &order.json["exemption"]["valid_until"]), (&json!("0118/S"), &json!("2026-12-31")));
    let totals = &order.json["totals"];
    assert_eq!((&totals["net"], &totals["vat"], &totals["total"]), (&json!(597_000), &json!(0), &json!(598_000)));
    assert_eq!(totals["vat_groups"], json!([{ "rate": 0, "base": 597_000, "vat": 0, "exempt": true }]));
    assert_eq!(order.json["jobs"][0]["lines"][0]["vat_rate"], 1900);
    assert!(order.json["actions"].as_array().unwrap().contains(&json!("exempt")));
    let other = garage.opened(garage.three_jobs()).await;
    assert_eq!((&other.json["exemption"], &other.json["totals"]["vat"]), (&Value::Null, &json!(113_430)));
}

#[tokio::test]
async fn switching_it_off_and_on_keeps_approvals_and_is_written_down() {
    let garage = Garage::open().await;
    let mut order = opened(&garage).await;
    let (path, advisor) = (format!("{}/exemption", order.path), garage.advisor());
    let decisions = json!([order.decision(0, "approve"), order.decision(1, "approve")]);
    order.act(&advisor, "authorise", json!({ "decisions": decisions, "method": "phone", "by_name": "Omar" })).await;
    assert_eq!(order.json["jobs"][0]["authorisation"]["amount"], 151_550, "what they were told");
    let usual = advisor.put(&path, json!({ "exemption_id": null })).await.expect(200).json();
    assert_eq!((states(&usual), &usual["totals"]["vat"]), (vec!["approved", "approved", "proposed"], &json!(113_430)));
    for (place, code) in [(0, "exemption-later"), (2, "exemption-expired")] {
        let refused = advisor.put(&path, json!({ "exemption_id": garage.certificates[place] })).await.expect(422);
        assert_eq!((refused.pointers(), refused.json()["errors"][0]["code"].clone()), (vec!["/exemption_id".to_owned()], json!(code)));
    }
    let strangers = format!("{}/exemption", garage.opened(json!([])).await.path);
    let refused = advisor.put(&strangers, json!({ "exemption_id": garage.certificates[1] })).await.expect(422);
    assert_eq!(refused.json()["errors"][0]["code"], "unknown");
    let again = advisor.put(&path, json!({ "exemption_id": garage.certificates[1] })).await.expect(200).json();
    assert_eq!((states(&again), &again["totals"]["vat"]), (vec!["approved", "approved", "proposed"], &json!(0)));
    assert_eq!(garage.kit.technician().put(&path, json!({ "exemption_id": null })).await.status, 403);
    let history = advisor.get(&format!("{}/history", order.path)).await.expect(200).json();
    let events: Vec<_> = history["items"].as_array().unwrap().iter().map(|entry| entry["event"].as_str().unwrap()).collect();
    assert!(events.contains(&"exempted") && events.contains(&"taxed_as_usual"), "{events:?}");
}

#[tokio::test]
async fn completed_work_tells_what_is_charged_and_tells_it_again_when_it_is_sold_otherwise() {
    let garage = Garage::open().await;
    let mut order = opened(&garage).await;
    let advisor = garage.advisor();
    let decisions = json!([order.decision(0, "approve"), order.decision(1, "approve"), order.decision(2, "decline")]);
    order.act(&advisor, "authorise", json!({ "decisions": decisions, "method": "phone", "by_name": "Omar" })).await;
    order.act(&advisor, "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&garage.kit.technician(), "start", json!({})).await;
    order.act(&advisor, "complete", json!({ "odometer_out": 84_310 })).await;
    let first = told(&garage, &order).await.remove(0);
    assert!(first.lines.iter().all(|line| (line.vat_rate, line.exempt_from) == (BasisPoints(0), Some(BasisPoints(1900)))));
    assert_eq!(first.exemption.map(|one| one.number).as_deref(), Some("0118/S"));
    let usual = advisor.put(&format!("{}/exemption", order.path), json!({ "exemption_id": null })).await.expect(200).json();
    assert_eq!(usual["state"], "ready");
    let heard = told(&garage, &order).await;
    let last = heard.last().unwrap();
    assert_eq!((heard.len(), last.completed_at, &last.exemption), (2, first.completed_at, &None));
    assert!(last.lines.iter().all(|line| (line.vat_rate, line.exempt_from) == (BasisPoints(1900), None)));
}

#[tokio::test]
async fn a_sale_at_the_counter_and_a_quote_take_it_too() {
    let garage = Garage::open().await;
    let sale =
        json!({ "site_id": garage.kit.site, "customer_id": garage.insurer, "lines": [{ "product_id": garage.filter, "quantity": 1000 }] });
    let priced = garage.kit.owner().post("/counter-sales/price", sale.clone()).await.expect(200).json();
    assert_eq!((&priced["totals"]["total"], &priced["exemption"]["number"]), (&json!(23_550), &json!("0118/S")));
    let sold = garage.kit.owner().post("/counter-sales", sale).await.expect(201).json();
    assert_eq!((&sold["totals"]["vat"], &sold["jobs"][0]["authorisation"]["amount"]), (&json!(0), &json!(22_550)));
    let quote = json!({ "site_id": garage.kit.site, "caller": "Omar", "concern": "Brakes", "jobs": garage.three_jobs() });
    let quote = garage.advisor().post("/quotes", quote).await.expect(201).json();
    assert_eq!(quote["exemption"], Value::Null, "nobody knows the caller");
    let convert = json!({ "customer_id": garage.insurer, "vehicle_id": garage.peugeot });
    let path = format!("/quotes/{}/convert", quote["id"].as_str().unwrap());
    let visit = garage.advisor().post(&path, convert).await.expect(200).json();
    assert_eq!((&visit["exemption"]["number"], &visit["totals"]["vat"]), (&json!("0118/S"), &json!(0)));
    let copy = garage.advisor().post(&format!("/work-orders/{}/copy", visit["id"].as_str().unwrap()), json!({})).await.expect(201).json();
    assert_eq!(copy["exemption"]["number"], "0118/S");
}
