//! Reports go to people by mail, and what came of them is told back.

use contracts::notifications::ReportDelivered;
use kernel::db;
use kernel::outbox::Event;
use serde_json::json;
use testkit::MailServer;
use uuid::Uuid;

use super::garage::Garage;
use super::only_message;

async fn told(garage: &Garage) -> Vec<ReportDelivered> {
    #[derive(sea_orm::FromQueryResult)]
    struct Told {
        payload: String,
    }
    let kind = ReportDelivered::KIND;
    let sql = format!("select cast(payload as text) as payload from notifications_outbox where kind = '{kind}' order by id");
    let told = db::all::<Told, _>(garage.kit.db().reader(), sql, []).await.unwrap();
    told.into_iter().map(|row| serde_json::from_str(&row.payload).unwrap()).collect()
}

#[tokio::test]
async fn a_report_goes_out_once_and_its_figures_are_the_recipients_alone() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let id = Uuid::now_v7();
    for _ in 0..2 {
        garage.reported(id).await;
    }
    garage.kit.settle().await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    let text = mails[0].text.replace("=\r\n", "").replace("=3D", "=");
    assert!(text.contains("Ventes nettes") && text.contains("723,100"), "{text}");
    assert!(text.contains("/dashboard?saved=00000000-0000-0000-0000-000000000000&on=2026-11-20"), "{text}");
    let message = only_message(&garage).await;
    assert_eq!((&message["event"], &message["state"]), (&json!("report"), &json!("sent")));
    assert_eq!(message["subject"], "Ventes du mois : Garage du Lac");
    let kept = message["body"].as_str().unwrap();
    assert!(kept.contains("•••") && !kept.contains("723") && !kept.contains("Ventes nettes"), "{kept}");
    let told = told(&garage).await;
    assert_eq!((told.len(), told[0].id, told[0].is_sent), (1, id, true));
}
