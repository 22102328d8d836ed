//! From an event elsewhere to a mail on the wire, against a small mail server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

mod appointments;
mod campaigns;
mod estimates;
mod every;
mod feedback;
mod garage;
mod inspections;
mod news;
mod outage;
mod own_texts;
mod purchases;
mod push;
mod reminders;
mod reports;
mod texts;
mod threads;
mod wanted;
mod whatsapp;
mod yard;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use contracts::billing::InvoiceId;
use contracts::identity::Alert;
use contracts::workshop::WorkOrderId;
use kernel::db;
use serde_json::{Value, json};
use testkit::MailServer;
use uuid::Uuid;

use garage::Garage;

async fn messages(garage: &Garage) -> Vec<Value> {
    garage.kit.advisor().get("/messages").await.expect(200).json()["items"].as_array().unwrap().clone()
}

async fn only_message(garage: &Garage) -> Value {
    let mut all = messages(garage).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[tokio::test]
async fn the_customer_hears_once_that_the_vehicle_is_ready() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let order = WorkOrderId::new();
    garage.completed(order).await;
    garage.kit.settle().await;
    garage.completed(order).await;
    garage.completed(order).await;
    garage.kit.settle().await;

    let message = only_message(&garage).await;
    assert_eq!((&message["event"], &message["state"], &message["channel"]), (&json!("ready_for_pickup"), &json!("sent"), &json!("email")));
    assert_eq!((&message["recipient"], &message["language"]), (&json!("leila@example.tn"), &json!("fr")));
    assert_eq!(message["subject"], "Votre véhicule est prêt : Peugeot 208 2019 (215 TU 4821)");
    assert!(message["body"].as_str().unwrap().contains("+216 71 123 456"));
    assert_eq!((&message["attempts"], &message["error"], &message["attachments"]), (&json!(1), &Value::Null, &json!([])));
    assert_eq!((&message["sent_at"], &message["work_order_id"]), (&json!("2026-11-20T08:00:00Z"), &json!(order)));
    assert_eq!(message["actions"], json!(["resend"]));
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, ["<leila@example.tn>"]);
    assert!(mails[0].header("From").unwrap().contains("garage@ecar.example"));
    assert!(mails[0].header("Reply-To").unwrap().contains("contact@garage.example"));
}

#[tokio::test]
async fn a_technician_hears_of_each_assignment_and_nobody_of_its_end() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let order = WorkOrderId::new();
    garage.assigned(order, Some(garage.kit.people.technician)).await;
    garage.assigned(order, None).await;
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!((&message["event"], &message["recipient"]), (&json!("technician_assigned"), &json!("amine@garage.example")));
    assert!(message["body"].as_str().unwrap().contains("Bruit au freinage"));
    garage.assigned(order, Some(garage.kit.people.technician)).await;
    garage.kit.settle().await;
    assert_eq!(messages(&garage).await.len(), 2);
}

#[tokio::test]
async fn a_secret_link_is_in_the_mail_and_nowhere_else() {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        text: String,
    }
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    server.answer_next("451 4.3.0 Come back later");
    garage.link_requested(Uuid::now_v7()).await;
    garage.kit.settle().await;
    garage.kit.clock.advance(TimeDelta::seconds(30));
    garage.kit.settle().await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    let text = mails[0].text.replace("=\r\n", "");
    assert!(text.contains("https://garage.example/reset-password#secret-2"), "each try has a link of its own: {text}");
    let message = only_message(&garage).await;
    assert_eq!(
        (&message["event"], &message["state"], &message["recipient"]),
        (&json!("password_reset"), &json!("sent"), &json!("hela@garage.example"))
    );
    assert!(message["body"].as_str().unwrap().contains("•••") && !message.to_string().contains("secret"), "{message}");
    let sql = "select params || body as text from notifications_messages union all select payload as text from identity_outbox";
    let rows: Vec<Row> = db::all(garage.kit.db().reader(), sql, []).await.unwrap();
    assert!(rows.iter().all(|row| !row.text.contains("secret")));
}

#[tokio::test]
async fn a_new_address_gets_the_link_and_the_old_one_the_warning() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.address_asked("hela.new@garage.example", "hela.old@garage.example").await;
    garage.kit.settle().await;
    let mut sent: Vec<_> = messages(&garage).await.iter().map(|row| (row["recipient"].clone(), row["event"].clone())).collect();
    sent.sort_by_key(|(recipient, _)| recipient.to_string());
    let expected = [("hela.new@garage.example", "email_confirmation"), ("hela.old@garage.example", "security_alert")]
        .map(|(to, event)| (json!(to), json!(event)));
    assert_eq!(sent, expected);
    let texts = server.mails().iter().map(|mail| mail.text.replace("=\r\n", "")).collect::<Vec<_>>();
    assert_eq!(texts.iter().filter(|text| text.contains("#secret-1")).count(), 1, "the link goes to one of them: {texts:?}");
}

#[tokio::test]
async fn a_link_that_is_not_wanted_any_more_is_not_sent_and_alerts_are() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.link_requested(Uuid::nil()).await;
    garage.kit.settle().await;
    assert_eq!((&only_message(&garage).await["state"], server.mails().len()), (&json!("skipped"), 0));
    garage.alerted(Alert::SessionStolen).await;
    garage.kit.settle().await;
    assert_eq!(server.mails().len(), 1);
    assert_eq!(server.mails()[0].to, ["<hela@garage.example>"]);
}

#[tokio::test]
async fn an_issued_invoice_goes_out_with_its_pdf() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let invoice = InvoiceId::new();
    garage.issued(invoice).await;
    garage.issued(invoice).await;
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!((&message["state"], &message["attachments"]), (&json!("sent"), &json!(["F-LAC-2026-00042.pdf"])));
    assert_eq!((&message["event"], &message["invoice_id"]), (&json!("invoice_issued"), &json!(invoice)));
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    let text = mails[0].text.replace("\r\n", "\n");
    assert!(text.contains("Content-Type: application/pdf") && text.contains("filename=\"F-LAC-2026-00042.pdf\""), "{text}");
    assert!(text.contains(&STANDARD.encode(garage::PDF)), "{text}");
    assert_eq!(mails[0].header("Message-ID").unwrap(), format!("<{}@ecar.example>", message["id"].as_str().unwrap()));
}

#[tokio::test]
async fn what_a_busy_server_refuses_is_tried_again_later_under_the_same_id() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    server.answer_next("451 4.3.0 Come back later");
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    let waiting = only_message(&garage).await;
    assert_eq!((&waiting["state"], &waiting["attempts"], &waiting["actions"]), (&json!("queued"), &json!(1), &json!([])));
    assert!(waiting["error"].as_str().unwrap().contains("Come back later"), "{waiting}");
    let _ = garage.kit.advisor().post(&format!("/messages/{}/resend", waiting["id"].as_str().unwrap()), json!({})).await.expect(409);

    garage.kit.clock.advance(TimeDelta::seconds(29));
    garage.kit.settle().await;
    assert_eq!(server.mails().len(), 0, "not yet");
    garage.kit.clock.advance(TimeDelta::seconds(1));
    garage.kit.settle().await;
    let sent = only_message(&garage).await;
    assert_eq!((&sent["state"], &sent["attempts"], &sent["error"]), (&json!("sent"), &json!(2), &Value::Null));
    let id = format!("<{}@ecar.example>", sent["id"].as_str().unwrap());
    assert_eq!(server.mails()[0].header("Message-ID").unwrap(), id);
}

#[tokio::test]
async fn a_server_that_stays_away_makes_the_message_fail_after_six_tries() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    server.stop().await;
    garage.completed(WorkOrderId::new()).await;
    for attempt in 1..=6 {
        garage.kit.settle().await;
        let message = only_message(&garage).await;
        assert_eq!(message["attempts"], attempt);
        assert_eq!(message["state"], if attempt < 6 { "queued" } else { "failed" });
        garage.kit.clock.advance(TimeDelta::hours(6));
    }
    garage.kit.settle().await;
    assert_eq!(only_message(&garage).await["attempts"], 6);
}

#[tokio::test]
async fn a_refusal_for_good_fails_at_once_and_can_be_sent_again_by_hand() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    server.answer_next("550 5.1.1 No such mailbox");
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    garage.kit.clock.advance(TimeDelta::hours(12));
    garage.kit.settle().await;
    let failed = only_message(&garage).await;
    assert_eq!((&failed["state"], &failed["attempts"]), (&json!("failed"), &json!(1)));
    assert!(failed["error"].as_str().unwrap().contains("No such mailbox"), "{failed}");

    garage.set_email(Some("leila.new@example.tn"));
    let id = failed["id"].as_str().unwrap();
    let resend = format!("/messages/{id}/resend");
    let _ = garage.kit.technician().post(&resend, json!({})).await.expect(403);
    let _ = garage.kit.outsider().post(&resend, json!({})).await.expect(404);
    let _ = garage.kit.anonymous().post(&resend, json!({})).await.expect(401);
    assert_eq!(garage.kit.advisor().post(&resend, json!({})).await.expect(200).json()["state"], "queued");
    assert_eq!(garage.kit.advisor().post(&resend, json!({})).await.expect(409).code(), "already-queued");
    garage.kit.settle().await;
    let sent = garage.kit.advisor().get(&format!("/messages/{id}")).await.expect(200).json();
    assert_eq!((&sent["state"], &sent["recipient"]), (&json!("sent"), &json!("leila.new@example.tn")));
    assert_eq!(server.mails()[0].header("Message-ID").unwrap(), format!("<{id}.2@ecar.example>"));
}

#[tokio::test]
async fn our_own_wrong_credentials_do_not_fail_messages_for_good() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    server.answer_next("530 5.7.0 Authentication required");
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    assert_eq!(only_message(&garage).await["state"], "queued");
}

#[tokio::test]
async fn a_customer_without_an_address_is_skipped_until_there_is_one() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.set_email(None);
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    let skipped = only_message(&garage).await;
    assert_eq!((&skipped["state"], &skipped["recipient"]), (&json!("skipped"), &json!("")));
    assert!(skipped["error"].as_str().unwrap().contains("no e-mail address"));
    assert!(skipped["subject"].as_str().unwrap().contains("prêt"), "the text is there to be read out");
    garage.set_email(Some("leila@example.tn"));
    let _ = garage.kit.advisor().post(&format!("/messages/{}/resend", skipped["id"].as_str().unwrap()), json!({})).await.expect(200);
    garage.kit.settle().await;
    assert_eq!(server.mails().len(), 1);
}

#[tokio::test]
async fn without_a_mail_server_messages_go_to_the_console() {
    let garage = Garage::start(None).await;
    garage.completed(WorkOrderId::new()).await;
    garage.issued(InvoiceId::new()).await;
    garage.kit.settle().await;
    for message in messages(&garage).await {
        assert_eq!((&message["state"], &message["channel"]), (&json!("sent"), &json!("console")));
    }
}

#[tokio::test]
async fn no_text_makes_a_header_of_its_own() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.set_name("Leïla\r\nBcc: all@example.tn");
    garage.completed_with(WorkOrderId::new(), "208\r\nBcc: all@example.tn\r\n\r\n<script>", "1\nX-Evil: 2").await;
    garage.kit.settle().await;
    assert_eq!(only_message(&garage).await["state"], "sent");
    let mails = server.mails();
    assert_eq!(mails[0].to.len(), 1);
    assert!(mails[0].header("Bcc").is_none() && mails[0].header("X-Evil").is_none(), "{}", mails[0].text);

    garage.set_email(Some("leila@example.tn>\r\nRCPT TO:<all@example.tn"));
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    let refused = &messages(&garage).await[0];
    assert_eq!((&refused["state"], &refused["attempts"]), (&json!("failed"), &json!(1)));
    assert_eq!(server.mails().len(), 1);
}

#[tokio::test]
async fn a_customer_reads_it_in_their_language() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.set_language("ar");
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!(message["language"], "ar");
    assert!(message["subject"].as_str().unwrap().contains("سيارتك جاهزة"));
    assert!(message["subject"].as_str().unwrap().contains("\u{2066}215 تونس 4821\u{2069}"));
    let subject = server.mails()[0].header("Subject").unwrap();
    assert!(subject.is_ascii() && subject.starts_with("=?utf-8?b?"), "{subject}");
}

#[tokio::test]
async fn an_invoice_that_cannot_be_printed_now_waits() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.stop_printing(true);
    garage.issued(InvoiceId::new()).await;
    garage.kit.settle().await;
    assert_eq!(only_message(&garage).await["state"], "queued");
    garage.stop_printing(false);
    garage.kit.clock.advance(TimeDelta::minutes(1));
    garage.kit.settle().await;
    assert_eq!(only_message(&garage).await["state"], "sent");
}

#[tokio::test]
async fn a_message_of_a_worker_that_died_is_taken_over_when_its_lease_ends() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    garage.set_email(None);
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    garage.set_email(Some("leila@example.tn"));
    let lease = garage.kit.context.clock.now() + TimeDelta::minutes(5);
    let tx = garage.kit.db().begin().await.unwrap();
    db::execute(&*tx, "update notifications_messages set state = 'queued', lease_until = $1", [lease.into()]).await.unwrap();
    tx.commit().await.unwrap();
    garage.kit.settle().await;
    assert_eq!(server.mails().len(), 0);
    garage.kit.clock.advance(TimeDelta::minutes(5));
    garage.kit.settle().await;
    assert_eq!(server.mails().len(), 1);
}

#[tokio::test]
async fn a_batch_asks_for_its_recipients_once() {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    for _ in 0..45 {
        garage.completed(WorkOrderId::new()).await;
    }
    garage.kit.settle().await;
    assert_eq!(server.mails().len(), 45);
    assert_eq!(garage.questions(), 3, "45 messages are three batches of twenty");
}

#[tokio::test]
async fn the_log_is_filtered_paged_and_kept_to_the_site() {
    let garage = Garage::start(None).await;
    let order = WorkOrderId::new();
    let invoice = InvoiceId::new();
    garage.completed(order).await;
    garage.issued(invoice).await;
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    let advisor = garage.kit.advisor();
    let count = async |query: &str| advisor.get(&format!("/messages{query}")).await.expect(200).json()["items"].as_array().unwrap().len();
    assert_eq!(count("").await, 3);
    assert_eq!(count(&format!("?work_order={order}")).await, 1);
    assert_eq!(count(&format!("?invoice={invoice}")).await, 1);
    assert_eq!(count("?event=ready_for_pickup").await, 2);
    assert_eq!(count("?event=ready_for_pickup&state=failed").await, 0);
    assert_eq!(count(&format!("?site={}&state=sent", garage.kit.site)).await, 3);
    let first = advisor.get("/messages?limit=2").await.expect(200);
    let rest = advisor.get(&format!("/messages?limit=2&after={}", first.string("next"))).await.expect(200).json();
    let ids = |page: &Value| page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let all = [ids(&first.json()), ids(&rest)].concat();
    let mut newest_first = all.clone();
    newest_first.sort_by(|one, two| two.cmp(one));
    assert_eq!((all.len(), &all, &rest["next"]), (3, &newest_first, &Value::Null));

    assert_eq!(garage.kit.outsider().get("/messages").await.expect(200).json()["items"], json!([]));
    let _ = garage.kit.outsider().get(&format!("/messages/{}", all[0])).await.expect(404);
    let _ = advisor.get(&format!("/messages?site={}", garage.kit.other_site)).await.expect(404);
    let _ = garage.kit.technician().get("/messages").await.expect(403);
    let _ = garage.kit.technician().get(&format!("/messages/{}", all[0])).await.expect(403);
    let _ = garage.kit.anonymous().get("/messages").await.expect(401);
    let _ = advisor.get("/messages?state=lost").await.expect(422);
    let _ = advisor.get("/messages?after=nonsense").await.expect(422);
    let _ = advisor.get("/messages?limit=0").await.expect(422);
}

#[tokio::test]
async fn an_owner_of_two_sites_reads_one_log() {
    let garage = Garage::start(None).await;
    for _ in 0..3 {
        garage.completed(WorkOrderId::new()).await;
    }
    garage.kit.settle().await;
    let newest = messages(&garage).await[0]["id"].as_str().unwrap().to_owned();
    let tx = garage.kit.db().begin().await.unwrap();
    let values = [garage.kit.other_site.0.into(), newest.parse::<uuid::Uuid>().unwrap().into()];
    db::execute(&*tx, "update notifications_messages set site_id = $1 where id = $2", values).await.unwrap();
    tx.commit().await.unwrap();
    let of_both = garage.kit.bearer(garage::BOTH);
    let first = of_both.get("/messages?limit=2&state=sent").await.expect(200);
    assert_eq!(first.json()["items"][0]["id"], newest);
    let rest = of_both.get(&format!("/messages?limit=2&state=sent&after={}", first.string("next"))).await.expect(200).json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (1, &Value::Null));
    assert_eq!(messages(&garage).await.len(), 2);
}

#[tokio::test]
async fn screens_and_the_customers_file_hear_of_every_change() {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        kind: String,
        site_id: Option<kernel::SiteId>,
    }
    let garage = Garage::start(None).await;
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    let sql = "select kind, site_id from notifications_outbox order by id";
    let rows: Vec<Row> = db::all(garage.kit.db().reader(), sql, []).await.unwrap();
    let kinds: Vec<_> = rows.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["message.changed", "message.changed", "message.to_customer"], "queued, then sent, to a customer");
    assert!(rows.iter().all(|row| row.site_id == Some(garage.kit.site)));
}
