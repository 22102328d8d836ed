//! The report of an inspection, sent to the customer with a link that is in the mail alone.

use contracts::workshop::InspectionId;
use serde_json::json;
use testkit::MailServer;
use uuid::Uuid;

use super::garage::Garage;
use super::{messages, only_message};

#[tokio::test]
async fn a_report_goes_out_with_a_link_and_the_log_keeps_it_without() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.report_sent(InspectionId::new()).await;
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!((&message["event"], &message["state"]), (&json!("inspection_report"), &json!("sent")));
    assert_eq!(message["subject"], "Contrôle de votre véhicule : Peugeot 208 2019 (215 TU 4821)");
    let body = message["body"].as_str().unwrap();
    assert!(body.contains("•••") && !body.contains("secret-of-the-report"), "{body}");
    let text = server.mails()[0].text.replace("=\r\n", "");
    assert!(text.contains("https://garage.example/i/secret-of-the-report"), "{text}");
    garage.report_sent(InspectionId::new()).await;
    garage.kit.settle().await;
    assert_eq!(messages(&garage).await.len(), 2, "sending it again is another occasion");
}

#[tokio::test]
async fn a_report_that_is_open_again_and_one_for_nobody_are_skipped() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.report_sent(InspectionId(Uuid::nil())).await;
    garage.kit.settle().await;
    assert_eq!(only_message(&garage).await["state"], "skipped");
    garage.set_email(None);
    garage.report_sent(InspectionId::new()).await;
    garage.kit.settle().await;
    assert!(messages(&garage).await.iter().all(|message| message["state"] == "skipped"));
    assert_eq!(server.mails().len(), 0);
}
