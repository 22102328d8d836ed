use contracts::customers::CustomerSaved;
use contracts::workshop::{CompletedLine, WorkOrderCancelled};
use kernel::Amount;
use serde_json::json;

use crate::support::{Garage, part, the_visit};

#[tokio::test]
async fn completed_work_becomes_a_draft() {
    let garage = Garage::open().await;
    let order = garage.order(&the_visit());
    let id = garage.drafted(&order).await;
    let draft = garage.get(&id).await;
    assert_eq!(draft["number"], json!(null));
    assert_eq!(draft["state"], "draft");
    assert_eq!(draft["lines"].as_array().unwrap().len(), 6);
    assert_eq!(draft["lines"][5]["description"], "Brake disc");
    assert_eq!(draft["totals"]["total"], 659_189);
    assert_eq!(draft["due"], 659_189);
    assert_eq!(draft["work_order"], json!({ "id": order.id, "number": "W-LAC-2026-00007" }));
    assert_eq!(draft["vehicle"]["odometer_km"], 84_300);
    assert_eq!(draft["customer"]["address"], "La Marsa", "a draft shows the customer as known today");
    assert_eq!(draft["language"], "ar");
    assert_eq!(draft["actions"], json!(["issue", "download"]));
    assert_eq!(garage.kinds().await, ["invoice.drafted"]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_draft_follows_its_customers_name_and_an_issued_invoice_keeps_it() {
    let garage = Garage::open().await;
    let (waiting, issued) = (garage.order(&the_visit()), garage.order(&the_visit()));
    let (draft, invoice) = (garage.drafted(&waiting).await, garage.drafted(&issued).await);
    garage.issue(&invoice).await;
    let renamed = CustomerSaved { id: waiting.customer_id, name: "Leïla Zouari".into(), phone: None };
    garage.tell_as("customers", &renamed).await;
    assert_eq!(garage.list("q=zouari").await, [draft]);
    assert_eq!(garage.list("q=zouari&state=issued").await, Vec::<String>::new());
    garage.is_healthy().await;
}

#[tokio::test]
async fn the_same_completion_twice_changes_nothing() {
    let garage = Garage::open().await;
    let order = garage.order(&the_visit());
    let id = garage.drafted(&order).await;
    assert_eq!(garage.drafted(&order).await, id);
    assert_eq!(garage.get(&id).await["version"], 1);
    assert_eq!(garage.kinds().await, ["invoice.drafted"]);
    garage.issue(&id).await;
    garage.tell(&order).await;
    assert_eq!(garage.draft_of(order.id).await, None, "all its lines are on the issued invoice");
}

#[tokio::test]
async fn an_order_reopened_before_issue_keeps_its_draft_and_nobody_may_issue_it() {
    let garage = Garage::open().await;
    let mut order = garage.order(&[part("Pads", 1000, 118_750)]);
    let id = garage.drafted(&order).await;
    garage.reopen(&order).await;
    let refused = garage.kit.advisor().post(&format!("/invoices/{id}/issue"), json!({})).await.expect(409);
    assert_eq!(refused.code(), "order-reopened");
    assert_eq!(garage.get(&id).await["actions"], json!(["download"]));

    order.lines.push(part("Disc", 2000, 96_400));
    assert_eq!(garage.drafted(&order).await, id, "the order has one draft");
    let draft = garage.get(&id).await;
    assert_eq!(draft["lines"].as_array().unwrap().len(), 2);
    assert_eq!(draft["totals"]["net"], 311_550);
    assert_eq!(garage.issue(&id).await["number"], "F-LAC-2026-00001");
    garage.is_healthy().await;
}

#[tokio::test]
async fn completing_again_without_changes_lets_the_draft_go() {
    let garage = Garage::open().await;
    let order = garage.order(&[part("Pads", 1000, 118_750)]);
    let id = garage.drafted(&order).await;
    garage.reopen(&order).await;
    assert_eq!(garage.drafted(&order).await, id);
    assert_eq!(garage.issue(&id).await["state"], "issued");
}

#[tokio::test]
async fn an_order_given_up_after_it_was_reopened_loses_its_draft() {
    let garage = Garage::open().await;
    let order = garage.order(&[part("Pads", 1000, 118_750)]);
    garage.drafted(&order).await;
    garage.reopen(&order).await;
    let gone = WorkOrderCancelled { id: order.id, number: order.number.clone(), site_id: order.site_id, reason: "sold".into() };
    for _ in 0..2 {
        garage.tell(&gone).await;
        assert_eq!(garage.draft_of(order.id).await, None);
    }
    assert_eq!(garage.kinds().await, ["invoice.drafted", "invoice.discarded"]);
    garage.drafted(&order).await;
    garage.is_healthy().await;
}

#[tokio::test]
async fn an_order_reopened_after_issue_gets_a_supplement_with_the_new_lines_only() {
    let garage = Garage::open().await;
    let mut order = garage.order(&[part("Pads", 1000, 118_750)]);
    let first = garage.drafted(&order).await;
    let issued = garage.issue(&first).await;
    garage.reopen(&order).await;
    order.lines.push(part("Disc", 2000, 96_400));
    let second = garage.drafted(&order).await;
    assert_ne!(second, first);
    let supplement = garage.get(&second).await;
    assert_eq!(supplement["lines"].as_array().unwrap().len(), 1);
    assert_eq!(supplement["totals"]["net"], 192_800);
    assert_eq!(garage.issue(&second).await["number"], "F-LAC-2026-00002");
    assert_eq!(garage.get(&first).await, issued, "what was issued stands");
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_supplement_that_empties_is_discarded() {
    let garage = Garage::open().await;
    let pads = part("Pads", 1000, 118_750);
    let mut order = garage.order(std::slice::from_ref(&pads));
    let first = garage.drafted(&order).await;
    garage.issue(&first).await;
    order.lines.push(part("Disc", 2000, 96_400));
    let second = garage.drafted(&order).await;
    order.lines = vec![pads];
    garage.tell(&order).await;
    assert_eq!(garage.draft_of(order.id).await, None);
    garage.kit.advisor().get(&format!("/invoices/{second}")).await.expect(404);
    let kinds = garage.kinds().await;
    assert_eq!(kinds, ["invoice.drafted", "invoice.issued", "sale.recorded", "invoice.drafted", "invoice.discarded"]);
    let found = garage.kit.advisor().get("/invoices?q=ben").await.expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "a discarded draft is not found");
}

#[tokio::test]
async fn a_line_that_differs_from_its_issued_version_is_left_alone() {
    let garage = Garage::open().await;
    let mut order = garage.order(&[part("Pads", 1000, 118_750)]);
    let id = garage.drafted(&order).await;
    let issued = garage.issue(&id).await;
    order.lines[0] = CompletedLine { net: Amount(1), ..order.lines[0].clone() };
    garage.tell(&order).await;
    assert_eq!(garage.draft_of(order.id).await, None);
    assert_eq!(garage.get(&id).await, issued);
}

#[tokio::test]
async fn an_order_without_lines_has_nothing_to_invoice() {
    let garage = Garage::open().await;
    let order = garage.order(&[]);
    garage.tell(&order).await;
    assert_eq!(garage.draft_of(order.id).await, None);
    assert!(garage.kinds().await.is_empty());
}
