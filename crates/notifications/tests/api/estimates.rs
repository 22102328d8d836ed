//! An estimate, sent to the customer with a link that is in the mail alone.

use contracts::customers::Approver;
use contracts::workshop::EstimateId;
use serde_json::json;
use testkit::MailServer;
use uuid::Uuid;

use super::garage::Garage;
use super::{messages, only_message};

#[tokio::test]
async fn an_estimate_goes_out_once_with_a_link_and_the_log_keeps_it_without() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let id = EstimateId::new();
    garage.estimate_sent(id).await;
    garage.estimate_sent(id).await;
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!((&message["event"], &message["state"]), (&json!("estimate_sent"), &json!("sent")));
    assert_eq!(message["subject"], "Votre devis : Peugeot 208 2019 (215 TU 4821)");
    let body = message["body"].as_str().unwrap();
    assert!(body.contains("•••") && body.contains("10:00") && !body.contains("secret-of-the-estimate"), "{body}");
    let text = server.mails()[0].text.replace("=\r\n", "");
    assert!(text.contains("https://garage.example/e/secret-of-the-estimate"), "{text}");
}

/// PRODUCT 3.6 step 6: the manager was asked, and then his director, in her language.
#[tokio::test]
async fn each_of_a_fleet_who_is_asked_has_a_mail_of_their_own() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let id = EstimateId::new();
    for (name, email, language) in [("Omar", "omar@rapide.example", None), ("Sonia", "sonia@rapide.example", Some("en"))] {
        let (email, language) = (Some(email.to_owned()), language.map(str::to_owned));
        garage.estimate_sent_to(id, Some(Approver { id: Uuid::now_v7(), name: name.into(), email, language, up_to: None })).await;
    }
    garage.kit.settle().await;
    let log = messages(&garage).await;
    let sent: Vec<_> =
        log.iter().map(|message| (message["recipient"].as_str().unwrap_or_default(), message["state"].as_str().unwrap())).collect();
    assert!(sent.contains(&("omar@rapide.example", "sent")) && sent.contains(&("sonia@rapide.example", "sent")), "{sent:?}");
    assert_eq!(server.mails().len(), 2);
    assert!(log.iter().any(|message| message["subject"].as_str().unwrap().starts_with("Your estimate")), "{log:?}");
}

#[tokio::test]
async fn an_estimate_that_is_over_is_skipped() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.estimate_sent(EstimateId(Uuid::nil())).await;
    garage.kit.settle().await;
    assert_eq!(messages(&garage).await[0]["state"], "skipped");
    assert_eq!(server.mails().len(), 0);
}

#[tokio::test]
async fn an_answer_goes_to_who_asked_with_a_link() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.answered(EstimateId::new()).await;
    garage.answered(EstimateId(Uuid::nil())).await;
    garage.kit.settle().await;
    let log = messages(&garage).await;
    let sent = log.iter().find(|message| message["state"] == "sent").unwrap();
    assert_eq!((&sent["event"], &sent["subject"]), (&json!("estimate_answered"), &json!("Notre réponse : Freins avant (215 TU 4821)")));
    let body = sent["body"].as_str().unwrap();
    assert!(body.contains("Est-ce urgent ?") && body.contains("Oui, avant 2 000 km.") && body.contains("•••"), "{body}");
    assert_eq!(log.iter().filter(|message| message["state"] == "skipped").count(), 1, "an estimate that is over has no link to give");
    assert_eq!(server.mails().len(), 1);
}
