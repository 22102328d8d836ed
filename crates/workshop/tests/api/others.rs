//! What workshop does when billing, customers and vehicles speak.

use contracts::billing::{InvoiceDiscarded, InvoiceDrafted, InvoiceIssued, InvoicePaid, InvoiceRefunded, InvoiceState};
use contracts::customers::CustomerSaved;
use contracts::vehicles::VehicleSaved;
use contracts::workshop::{WorkOrderChanged, WorkOrderHandedOver};
use kernel::Amount;
use serde_json::json;

use crate::support::{Garage, labour, part, refused};

#[tokio::test]
async fn an_issued_invoice_moves_the_order_on_and_locks_its_lines() {
    let garage = Garage::open().await;
    let mut order = garage.ready().await;
    let invoice = garage.invoice(&order, 659_189);
    let draft = InvoiceState { number: None, state: "draft".into(), line_ids: vec![], ..invoice.clone() };
    garage.tell("billing", &InvoiceDrafted(draft)).await;
    order.read(&garage.advisor()).await;
    assert_eq!((order.state(), &order.json["invoices"][0]["state"]), ("ready", &json!("draft")));
    refused(order.ask(&garage.advisor(), "hand-over", json!({})).await, "not-invoiced");

    garage.tell("billing", &InvoiceIssued(invoice.clone())).await;
    order.read(&garage.advisor()).await;
    assert_eq!(order.state(), "invoiced");
    assert_eq!(
        order.json["invoices"],
        json!([{ "id": invoice.id, "number": "F-LAC-2026-00001", "state": "issued", "due": 659_189, "is_payers": false, "is_together": false }])
    );
    assert_eq!(order.json["jobs"][0]["lines"][0]["locked"], true);
    assert_eq!(order.json["jobs"][2]["lines"][0]["locked"], false, "the declined job was not invoiced");
    let version = order.json["version"].clone();
    garage.tell("billing", &InvoiceIssued(invoice)).await;
    order.read(&garage.advisor()).await;
    assert_eq!(order.json["version"], version, "hearing it again changes nothing");
    let told: Vec<_> =
        garage.told().await.iter().filter_map(|event| event.open::<WorkOrderChanged>().unwrap()).map(|event| event.change).collect();
    assert_eq!(told.iter().filter(|change| *change == "invoiced").count(), 1);
    garage.is_healthy().await;
}

/// PRODUCT 3.6 step 11.
#[tokio::test]
async fn one_invoice_of_several_orders_moves_each_of_them_on_and_holds_no_key() {
    let garage = Garage::open().await;
    let mut orders = [garage.ready().await, garage.ready().await];
    let apart = orders.each_ref().map(|order| garage.invoice(order, 659_189));
    let together = apart.each_ref().map(|invoice| invoice.work_order_id).to_vec();
    let line_ids = apart.iter().flat_map(|invoice| invoice.line_ids.clone()).collect();
    let whole = InvoiceState { together, line_ids, due: Amount(1_317_378), total: Amount(1_317_378), ..apart[0].clone() };
    garage.tell("billing", &InvoiceIssued(whole.clone())).await;
    garage.tell("billing", &InvoiceIssued(whole.clone())).await;
    for order in &mut orders {
        order.read(&garage.advisor()).await;
        let shown = json!([{
            "id": whole.id, "number": "F-LAC-2026-00001", "state": "issued", "due": 1_317_378, "is_payers": false, "is_together": true,
        }]);
        assert_eq!((order.state(), &order.json["invoices"]), ("invoiced", &shown));
        assert_eq!(order.json["jobs"][0]["lines"][0]["locked"], true);
        // What is due of it is the company's account, not this visit's.
        order.act(&garage.advisor(), "hand-over", json!({})).await;
        assert_eq!(order.state(), "closed");
    }
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_keys_go_back_when_the_invoice_is_paid() {
    let garage = Garage::open().await;
    let (mut order, invoice) = garage.invoiced(459_189).await;
    let refusal = order.ask(&garage.advisor(), "hand-over", json!({})).await;
    assert!(refusal.json()["detail"].as_str().unwrap().contains("459.189 TND"), "{}", refusal.text());
    refused(refusal, "unpaid");
    garage.tell("billing", &InvoicePaid(InvoiceState { state: "paid".into(), due: Amount(0), ..invoice })).await;
    order.act(&garage.advisor(), "hand-over", json!({})).await;
    assert_eq!((order.state(), &order.json["closed_at"], &order.json["actions"]), ("closed", &json!("2026-11-20T08:00:00Z"), &json!([])));
    let told: Vec<WorkOrderHandedOver> = garage.told().await.iter().filter_map(|event| event.open().unwrap()).collect();
    assert_eq!((told.len(), told[0].id, told[0].vehicle_plate.as_str(), told[0].is_comeback), (1, order.id(), "215 TU 4821", false));
    garage.is_healthy().await;
}

#[tokio::test]
async fn money_that_went_back_is_due_again() {
    let garage = Garage::open().await;
    let (mut order, invoice) = garage.invoiced(0).await;
    let state = InvoiceState { state: "part_paid".into(), due: Amount(59_189), ..invoice };
    garage.tell("billing", &InvoiceRefunded(state)).await;
    order.read(&garage.advisor()).await;
    assert_eq!((&order.json["invoices"][0]["state"], &order.json["invoices"][0]["due"]), (&json!("part_paid"), &json!(59_189)));
    refused(order.ask(&garage.advisor(), "hand-over", json!({})).await, "unpaid");
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_owner_may_let_an_unpaid_car_go() {
    let garage = Garage::open().await;
    let (mut order, _) = garage.invoiced(459_189).await;
    order.act(&garage.kit.owner(), "hand-over", json!({})).await;
    assert_eq!(order.state(), "closed");
}

#[tokio::test]
async fn a_discarded_draft_goes_away() {
    let garage = Garage::open().await;
    let mut order = garage.ready().await;
    let draft = InvoiceState { number: None, state: "draft".into(), line_ids: vec![], ..garage.invoice(&order, 659_189) };
    garage.tell("billing", &InvoiceDrafted(draft.clone())).await;
    garage.tell("billing", &InvoiceDiscarded(draft)).await;
    order.read(&garage.advisor()).await;
    assert_eq!(order.json["invoices"], json!([]));
}

#[tokio::test]
async fn what_is_added_after_the_invoice_makes_a_supplement() {
    let garage = Garage::open().await;
    let (mut order, _) = garage.invoiced(0).await;
    let (owner, advisor) = (garage.kit.owner(), garage.advisor());
    order.act(&owner, "reopen", json!({ "reason": "Wipers too" })).await;
    refused(advisor.patch(&order.line_path(0, 0), json!({ "quantity": 1 })).await, "line-locked");
    refused(advisor.delete(&order.line_path(0, 0)).await, "line-locked");
    refused(advisor.delete(&order.job_path(0)).await, "line-locked");
    refused(order.ask(&owner, "cancel", json!({ "reason": "x" })).await, "already-invoiced");
    assert!(!order.json["actions"].as_array().unwrap().contains(&json!("cancel")));

    order.act(&advisor, "jobs", json!({ "title": "Wipers", "lines": [labour(100), part(garage.filter, 1000)] })).await;
    let word = json!({ "decisions": [order.decision(3, "approve")], "method": "message", "by_name": "Leïla" });
    order.act(&advisor, "authorise", word).await;
    order.act(&advisor, "complete", json!({ "odometer_out": 84_310 })).await;
    assert_eq!(order.state(), "ready");
    garage.tell("billing", &InvoiceIssued(garage.invoice(&order, 5_000))).await;
    order.read(&advisor).await;
    assert_eq!((order.state(), order.json["invoices"].as_array().unwrap().len()), ("invoiced", 2));
    garage.is_healthy().await;
}

#[tokio::test]
async fn labels_follow_the_customer_and_the_vehicle() {
    let garage = Garage::open().await;
    let mut order = garage.opened(garage.three_jobs()).await;
    let customer = CustomerSaved { id: garage.leila, name: "Leïla Mansour".into(), phone: None };
    garage.tell("customers", &customer).await;
    let vehicle = VehicleSaved { id: garage.peugeot, owner_id: None, plate: "216 TU 1".into(), label: "Peugeot 208 2020".into() };
    garage.tell("vehicles", &vehicle).await;
    order.read(&garage.advisor()).await;
    assert_eq!((&order.json["customer"]["name"], &order.json["customer"]["phone"]), (&json!("Leïla Mansour"), &json!(null)));
    assert_eq!((&order.json["vehicle"]["plate"], &order.json["vehicle"]["label"]), (&json!("216 TU 1"), &json!("Peugeot 208 2020")));
    for (typed, found) in [("mansour", 1), ("chebbi", 0), ("216 tu 1", 1), ("4821", 0)] {
        let page = garage.advisor().get(&format!("/work-orders?q={}", typed.replace(' ', "%20"))).await.expect(200).json();
        assert_eq!(page["items"].as_array().unwrap().len(), found, "{typed}");
    }
}
