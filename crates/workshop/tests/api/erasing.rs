//! Customers who are forgotten: offers end at once, and what was signed as long as invoices rest on it.

use contracts::customers::{CustomerId, CustomerSaved};
use contracts::subjects::{CustomerErased, RecordKind, RecordsUnnamed, SubjectData};
use serde_json::json;

use crate::estimates::DRAWN;
use crate::support::{Garage, Order};

const WORD: &str = "Client effacé";

/// As customers tells it: first the word in the place of the name.
async fn erase(garage: &Garage, with_documents: bool) {
    let id = garage.leila;
    garage.tell("customers", &CustomerSaved { id, name: WORD.into(), phone: None }).await;
    garage.tell("customers", &CustomerErased { id, ids: vec![id], word: WORD.into(), accounts: vec![], with_documents }).await;
}

/// A signed estimate, a note, and an inquiry that nobody answered.
async fn signed(garage: &Garage) -> (Order, String) {
    let (advisor, order) = (garage.advisor(), garage.opened(garage.three_jobs()).await);
    advisor.post(&format!("{}/estimates", order.path), json!({ "by_message": false })).await.expect(201);
    let decisions = json!([order.decision(0, "approve"), order.decision(1, "approve"), order.decision(2, "decline")]);
    let word = json!({ "decisions": decisions, "method": "signature", "by_name": "Leïla", "signature": DRAWN });
    advisor.post(&format!("{}/authorise", order.path), word).await.expect(200);
    advisor.post(&format!("{}/notes", order.path), json!({ "kind": "internal", "text": "Leïla calls back" })).await.expect(201);
    let quote = json!({ "site_id": garage.kit.site, "customer_id": garage.leila, "concern": "Tyres?" });
    let quote = advisor.post("/quotes", quote).await.expect(201).json();
    (order, format!("/work-orders/{}", quote["id"].as_str().unwrap()))
}

#[tokio::test]
async fn offers_end_at_once_and_what_was_signed_when_documents_go() {
    let garage = Garage::open().await;
    let (order, quote) = signed(&garage).await;
    let advisor = garage.advisor();
    erase(&garage, false).await;
    let now = advisor.get(&order.path).await.expect(200).json();
    assert_eq!((&now["customer"]["name"], &now["notes"]), (&json!(WORD), &json!(null)));
    assert_eq!(advisor.get(&quote).await.expect(200).json()["state"], "cancelled");
    let notes = advisor.get(&format!("{}/notes", order.path)).await.expect(200).json();
    assert_eq!(notes["items"][0]["text"], "");
    let papers = format!("{}/signed-documents", order.path);
    assert_eq!(advisor.get(&papers).await.expect(200).json()["items"][0]["signed_by"], "Leïla", "invoices rest on it");
    erase(&garage, true).await;
    let told = advisor.get(&order.path).await.expect(200).text();
    assert!(!told.contains("Leïla"), "{told}");
    advisor.get(&papers).await.expect(200);
    erase(&garage, true).await;
    garage.is_healthy().await;
    let left = garage.told().await;
    let unnamed: RecordsUnnamed = left.iter().find_map(|event| event.open().unwrap()).unwrap();
    assert!(unnamed.of == RecordKind::WorkOrder && unnamed.records.len() == 2, "the order and the inquiry: {unnamed:?}");
    assert!(left.iter().all(|event| !event.payload.contains("Leïla")), "the feed names nobody");
}

#[tokio::test]
async fn what_is_kept_and_what_is_open_is_told_of_the_person_alone() {
    let garage = Garage::open().await;
    let (order, _) = signed(&garage).await;
    let ports = workshop::ports(&garage.kit.context);
    let open = ports.unsettled(&[garage.leila]).await.unwrap();
    assert_eq!(open.len(), 1, "an inquiry is not under way");
    assert_eq!(json!(open[0].label), order.json["number"]);
    let kept = ports.gather(&[garage.leila]).await.unwrap();
    let rows = |name: &str| kept.iter().find(|part| part.name == name).unwrap().rows.clone();
    assert_eq!(rows("work_orders").len(), 2);
    assert_eq!((rows("decisions").len(), &rows("decisions")[0]["by_name"]), (3, &json!("Leïla")));
    assert_eq!(rows("notes")[0]["text"], "Leïla calls back");
    let nobody = [CustomerId::new()];
    assert!(ports.gather(&nobody).await.unwrap().iter().all(|part| part.rows.is_empty()));
    assert!(ports.unsettled(&nobody).await.unwrap().is_empty());
}
