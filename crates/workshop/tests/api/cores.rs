//! Old parts that are worth a deposit: charged with their part, given back when they come (PRODUCT J10).

use contracts::customers::CustomerId;
use contracts::workshop::{CoreState, WorkOrderCores};
use serde_json::{Value, json};

use crate::support::{Garage, Order};

async fn told(garage: &Garage) -> Vec<WorkOrderCores> {
    garage.told().await.iter().filter_map(|event| event.open().unwrap()).collect()
}

/// An approved order with an alternator on its second job.
async fn with_alternator(garage: &Garage) -> Order {
    let mut order = garage.approved().await;
    let line = json!({ "kind": "part", "product_id": garage.alternator, "quantity": 1000 });
    let path = format!("jobs/{}/lines", order.json["jobs"][1]["id"].as_str().unwrap());
    order.act(&garage.advisor(), &path, line).await;
    order
        .act(&garage.advisor(), "authorise", json!({ "decisions": [order.decision(1, "approve")], "method": "phone", "by_name": "L" }))
        .await;
    order
}

fn lines(order: &Order) -> Vec<Value> {
    order.json["jobs"][1]["lines"].as_array().cloned().unwrap()
}

fn find(order: &Order, is_meant: impl Fn(&Value) -> bool) -> Option<Value> {
    lines(order).into_iter().find(is_meant)
}

#[tokio::test]
async fn a_part_brings_its_core_charge_and_the_old_part_takes_it_off() {
    let garage = Garage::open().await;
    let mut order = with_alternator(&garage).await;
    let alternator = find(&order, |line| line["core"].is_object()).unwrap();
    assert_eq!(alternator["core"], json!({ "state": "expected", "charge": 80_000 }));
    let charge = find(&order, |line| line["core_of"] == alternator["id"]).unwrap();
    let figures = (&charge["kind"], &charge["unit_price"], &charge["quantity"], &charge["vat_rate"]);
    assert_eq!(figures, (&json!("fee"), &json!(80_000), &json!(1000), &alternator["vat_rate"]));
    assert_eq!(told(&garage).await.last().unwrap().cores[0].state, CoreState::Expected);
    let removal = garage.advisor().delete(&format!("{}/lines/{}", order.path, charge["id"].as_str().unwrap())).await;
    assert_eq!((removal.status, removal.code().as_str()), (409, "core-charge"));

    let before = order.json["totals"]["net"].as_i64().unwrap();
    let wrong =
        garage.kit.technician().post(&format!("{}/cores", order.path), json!({ "code": "PAD-FR-208", "decision": "in_hand" })).await;
    assert_eq!((wrong.status, wrong.code().as_str()), (409, "not-its-core"));
    order.act(&garage.kit.technician(), "cores", json!({ "code": "alt 70a", "decision": "in_hand" })).await;
    order.read(&garage.advisor()).await;
    assert_eq!(before - order.json["totals"]["net"].as_i64().unwrap(), 80_000);
    assert!(find(&order, |line| line["core_of"].is_string()).is_none());
    assert_eq!((&order.json["core_owed"], told(&garage).await.last().unwrap().cores[0].state), (&json!(0), CoreState::InHand));
    let kept = garage.advisor().post(&format!("{}/cores", order.path), json!({ "line_id": alternator["id"], "decision": "kept" })).await;
    assert_eq!((kept.status, kept.code().as_str()), (409, "core-in-hand"));
    garage.is_healthy().await;
}

#[tokio::test]
async fn an_undecided_core_warns_at_the_gate_and_one_that_comes_after_completion_is_owed() {
    let garage = Garage::open().await;
    let mut order = with_alternator(&garage).await;
    let alternator = find(&order, |line| line["core"].is_object()).unwrap();
    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&garage.kit.technician(), "start", json!({})).await;
    let gate = garage.advisor().get(&format!("{}/gate", order.path)).await.expect(200).json();
    let rules: Vec<_> = gate["faults"].as_array().unwrap().iter().map(|fault| fault["rule"].clone()).collect();
    assert!(rules.contains(&json!("core_undecided")), "{gate}");
    let warned = garage.advisor().post(&format!("{}/complete", order.path), json!({ "odometer_out": 84_310 })).await;
    assert_eq!((warned.status, warned.code().as_str()), (409, "gate-warns"));
    order.act(&garage.advisor(), "cores", json!({ "line_id": alternator["id"], "decision": "kept" })).await;
    order.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    assert_eq!((order.state(), &order.json["core_owed"]), ("ready", &json!(0)));
    order.act(&garage.advisor(), "cores", json!({ "line_id": alternator["id"], "decision": "in_hand" })).await;
    assert_eq!(order.json["core_owed"], json!(95_200), "with its VAT");
    let history = garage.advisor().get(&format!("{}/history", order.path)).await.expect(200).json();
    let events: Vec<_> = history["items"].as_array().unwrap().iter().map(|entry| entry["event"].clone()).collect();
    assert!(events.contains(&json!("core_kept")) && events.contains(&json!("core_taken_in")), "{history}");
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_job_that_moves_or_is_copied_brings_one_charge() {
    let garage = Garage::open().await;
    let mut order = with_alternator(&garage).await;
    let job = order.json["jobs"][1]["id"].clone();
    let copied = garage.advisor().post(&format!("{}/copy", order.path), json!({})).await.expect(201).json();
    let charges = |order: &Value| {
        let lines = order["jobs"].as_array().unwrap().iter().flat_map(|job| job["lines"].as_array().unwrap().clone());
        lines.filter(|line| line["core_of"].is_string()).count()
    };
    assert_eq!((charges(&order.json), charges(&copied)), (1, 1));
    order.act(&garage.advisor(), "split", json!({ "job_ids": [job] })).await;
    assert_eq!(charges(&order.json), 0);
    assert_eq!(told(&garage).await.last().unwrap().cores, vec![], "the order that it left expects nothing");
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_charge_is_worded_in_the_customers_language() {
    let garage = Garage::open().await;
    let jobs = json!([{ "title": "Charging", "lines": [{ "kind": "part", "product_id": garage.alternator, "quantity": 1000 }] }]);
    let charged = |order: &Value| order["jobs"][0]["lines"][1]["description"].clone();
    let body = |customer: CustomerId| json!({ "site_id": garage.kit.site, "customer_id": customer, "vehicle_id": garage.peugeot, "concern": "No charge", "jobs": jobs });
    for (customer, said) in [(garage.english, "Core charge: Alternator"), (garage.leila, "Consigne : Alternator")] {
        let order = garage.advisor().post("/work-orders", body(customer)).await.expect(201).json();
        assert_eq!(charged(&order), said);
    }
    // Of a caller it is the site's language; of the customer whose car comes, theirs.
    let asked = json!({ "site_id": garage.kit.site, "caller": "Brown", "concern": "No charge", "jobs": jobs });
    let quote = garage.advisor().post("/quotes", asked).await.expect(201).json();
    assert_eq!(charged(&quote), "Consigne : Alternator");
    let path = format!("/quotes/{}/convert", quote["id"].as_str().unwrap());
    let comes = json!({ "customer_id": garage.english, "vehicle_id": garage.peugeot });
    let order = garage.advisor().post(&path, comes).await.expect(200).json();
    assert_eq!(charged(&order), "Core charge: Alternator");
    garage.is_healthy().await;
}
