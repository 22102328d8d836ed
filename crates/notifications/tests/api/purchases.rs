//! Orders go to suppliers by mail.

use contracts::inventory::PurchaseOrderId;
use serde_json::json;
use testkit::MailServer;

use super::garage::Garage;
use super::only_message;

#[tokio::test]
async fn an_order_goes_to_its_suppliers_address_once() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let id = PurchaseOrderId::new();
    garage.ordered(id, "ventes@stafim.example").await;
    garage.ordered(id, "ventes@stafim.example").await;
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!((&message["event"], &message["state"]), (&json!("purchase_order"), &json!("sent")));
    assert_eq!(
        (&message["recipient"], &message["subject"]),
        (&json!("ventes@stafim.example"), &json!("Commande PO-LAC-2026-00042 : Garage du Lac"))
    );
    assert!(message["body"].as_str().unwrap().contains("- 10 × W 712/75, Filtre à huile"), "{message}");
    assert_eq!(message["attachments"], json!(["PO-LAC-2026-00042.pdf"]));
    assert_eq!(server.mails().len(), 1);
}

#[tokio::test]
async fn an_order_waits_until_its_pdf_could_be_printed() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.stop_printing(true);
    garage.ordered(PurchaseOrderId::new(), "ventes@stafim.example").await;
    garage.kit.settle().await;
    assert_eq!((server.mails().len(), &only_message(&garage).await["state"]), (0, &json!("queued")));
}
