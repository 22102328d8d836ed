//! What customers say of visits: asked once, answered by a link, and a task where they are not content.

use chrono::TimeDelta;
use contracts::customers::Channel;
use contracts::workshop::{WorkOrderHandedOver, WorkOrderId};
use serde_json::{Value, json};
use testkit::{Client, MailServer};

use crate::garage::{Garage, PUBLIC_URL};
use crate::{messages, only_message};

async fn asking() -> (Garage, MailServer) {
    let server = MailServer::start().await;
    let garage = Garage::start(Some(&server)).await;
    let settings = json!({ "enabled": true, "after_hours": 24, "every_days": 90, "low_score": 3, "review_url": "https://g.page/r/lac" });
    garage.kit.owner().put(&format!("/feedback-settings/{}", garage.kit.site), settings).await.expect(200);
    (garage, server)
}

fn visit(garage: &Garage) -> WorkOrderHandedOver {
    WorkOrderHandedOver {
        id: WorkOrderId::new(),
        number: "LAC-2026-00042".into(),
        site_id: garage.kit.site,
        customer_id: garage.customer_id(),
        customer_name: "Leïla Ben Ali".into(),
        vehicle_plate: "215 TU 4821".into(),
        vehicle_label: "Peugeot 208 2019".into(),
        is_comeback: false,
    }
}

async fn handed_over(garage: &Garage, told: &WorkOrderHandedOver) {
    garage.of_work(told).await;
    garage.kit.settle().await;
}

/// A day later: what the link in the mail opens.
async fn link(garage: &Garage, server: &MailServer) -> String {
    garage.kit.clock.advance(TimeDelta::hours(25));
    garage.kit.settle().await;
    let mail = server.mails().last().unwrap().text.replace("=\r\n", "").replace("=3D", "=");
    let (_, rest) = mail.split_once(&format!("{PUBLIC_URL}/f/")).unwrap_or_else(|| panic!("{mail}"));
    format!("/public/feedback/{}", rest.split_whitespace().next().unwrap())
}

async fn list(garage: &Garage, rest: &str) -> Value {
    garage.kit.advisor().get(&format!("/feedback?site={}{rest}", garage.kit.site)).await.expect(200).json()["items"].clone()
}

async fn answer(client: &Client, page: &str, score: i16, words: &str) -> Value {
    client.post(page, json!({ "score": score, "words": words })).await.expect(200).json()
}

#[tokio::test]
async fn who_is_content_is_shown_where_a_review_may_be_written() {
    let (garage, server) = asking().await;
    let told = visit(&garage);
    for _ in 0..2 {
        handed_over(&garage, &told).await;
    }
    assert_eq!((only_message(&garage).await["state"].clone(), server.mails().len()), (json!("queued"), 0), "not before they drove");
    let (page, stranger) = (link(&garage, &server).await, garage.kit.anonymous());
    let logged = only_message(&garage).await;
    assert!(!logged["body"].as_str().unwrap().contains("/f/"), "the log keeps it without its link: {logged}");
    let first = stranger.get(&page).await.expect(200).json();
    assert_eq!((&first["score"], &first["may_answer"], &first["review_url"]), (&Value::Null, &json!(true), &Value::Null));
    assert_eq!((&first["site"]["name"], &first["plate"]), (&json!("Garage du Lac"), &json!("215 TU 4821")));
    let said = answer(&stranger, &page, 5, " Merci ! ").await;
    assert_eq!((&said["words"], &said["review_url"]), (&json!("Merci !"), &json!("https://g.page/r/lac")));
    assert_eq!(garage.kit.advisor().get("/news").await.expect(200).json()["items"], json!([]));
    let good = list(&garage, "").await;
    assert_eq!((&good[0]["state"], &good[0]["actions"], good.as_array().unwrap().len()), (&json!("good"), &json!([]), 1));
    let months = garage.kit.advisor().get(&format!("/feedback/months?site={}", garage.kit.site)).await.expect(200).json();
    assert_eq!(months["items"], json!([{ "month": "2026-11", "answers": 1, "average": 500 }]));
}

#[tokio::test]
async fn who_is_not_is_a_task_until_somebody_did_something() {
    let (garage, server) = asking().await;
    handed_over(&garage, &visit(&garage)).await;
    let (page, stranger, desk) = (link(&garage, &server).await, garage.kit.anonymous(), garage.kit.advisor());
    for _ in 0..2 {
        let said = answer(&stranger, &page, 2, "Le bruit est toujours là").await;
        assert_eq!(said["review_url"], Value::Null, "no review is asked for");
    }
    let news = desk.get("/news").await.expect(200).json()["items"].clone();
    assert_eq!(
        (news.as_array().unwrap().len(), &news[0]["kind"], &news[0]["text"]),
        (1, &json!("feedback"), &json!("2/5 · Le bruit est toujours là"))
    );
    let open = list(&garage, "&state=open").await;
    assert_eq!(open[0]["actions"], json!(["handle"]));
    let handle = format!("/feedback/{}/handle", open[0]["id"].as_str().unwrap());
    assert_eq!(desk.post(&handle, json!({ "note": " " })).await.expect(422).pointers(), ["/note"]);
    garage.kit.technician().post(&handle, json!({ "note": "x" })).await.expect(403);
    garage.kit.outsider().post(&handle, json!({ "note": "x" })).await.expect(404);
    let handled = desk.post(&handle, json!({ "note": "Appelée, revient jeudi" })).await.expect(200).json();
    assert_eq!(
        (&handled["state"], &handled["handled_by"], &handled["note"]),
        (&json!("handled"), &json!("Nadia"), &json!("Appelée, revient jeudi"))
    );
    assert_eq!(desk.post(&handle, json!({ "note": "x" })).await.expect(409).code(), "feedback-not-open");
    assert_eq!((list(&garage, "&state=open").await, list(&garage, "&state=handled").await.as_array().unwrap().len()), (json!([]), 1));
}

#[tokio::test]
async fn an_answer_is_changed_for_a_day_then_read_and_at_last_gone() {
    let (garage, server) = asking().await;
    handed_over(&garage, &visit(&garage)).await;
    let (page, stranger) = (link(&garage, &server).await, garage.kit.anonymous());
    answer(&stranger, &page, 2, "").await;
    assert_eq!(answer(&stranger, &page, 4, "C'était l'autre garage").await["review_url"], "https://g.page/r/lac");
    assert_eq!(list(&garage, "").await[0]["state"], "good");
    for (score, words) in [(0, "x".to_owned()), (6, "x".to_owned()), (5, "a".repeat(1001))] {
        assert_eq!(stranger.post(&page, json!({ "score": score, "words": words })).await.expect(422).code(), "invalid");
    }
    garage.kit.clock.advance(TimeDelta::hours(24));
    assert_eq!(stranger.post(&page, json!({ "score": 1 })).await.expect(409).code(), "feedback-closed");
    assert_eq!(stranger.get(&page).await.expect(200).json()["may_answer"], json!(false));
    garage.kit.clock.advance(TimeDelta::days(90));
    stranger.get(&page).await.expect(404);
    stranger.post(&page, json!({ "score": 1 })).await.expect(404);
    stranger.get("/public/feedback/0000000000000000000000").await.expect(404);
}

#[tokio::test]
async fn nobody_is_asked_who_should_not_be() {
    let (garage, server) = asking().await;
    handed_over(&garage, &WorkOrderHandedOver { is_comeback: true, ..visit(&garage) }).await;
    assert!(messages(&garage).await.is_empty(), "it came back");
    handed_over(&garage, &visit(&garage)).await;
    garage.kit.clock.advance(TimeDelta::days(30));
    handed_over(&garage, &visit(&garage)).await;
    assert_eq!(messages(&garage).await.len(), 1, "within ninety days");
    garage.kit.clock.advance(TimeDelta::days(90));
    garage.refuse(Channel::Email);
    handed_over(&garage, &visit(&garage)).await;
    garage.kit.clock.advance(TimeDelta::days(2));
    garage.kit.settle().await;
    let states: Vec<_> = messages(&garage).await.iter().map(|message| message["state"].clone()).collect();
    assert_eq!((states, server.mails().len()), (vec![json!("skipped"), json!("sent")], 1), "they want no mails");
}

#[tokio::test]
async fn a_site_is_quiet_until_it_switches_asking_on_and_customers_are_sent_to_https_alone() {
    let garage = Garage::start(None).await;
    handed_over(&garage, &visit(&garage)).await;
    assert!(messages(&garage).await.is_empty());
    let path = format!("/feedback-settings/{}", garage.kit.site);
    let usual = garage.kit.advisor().get(&path).await.expect(200).json();
    assert_eq!((&usual["enabled"], &usual["after_hours"], &usual["actions"]), (&json!(false), &json!(24), &json!([])));
    let with = |url: &str| json!({ "enabled": true, "after_hours": 24, "every_days": 90, "low_score": 3, "review_url": url });
    let refused = garage.kit.owner().put(&path, with("http://g.page/r")).await.expect(422);
    assert_eq!(
        (refused.pointers(), refused.json()["errors"][0]["code"].clone()),
        (vec!["/review_url".to_owned()], json!("address-refused"))
    );
    garage.kit.advisor().put(&path, with("https://g.page/r")).await.expect(403);
    garage.kit.owner().put(&path, with("https://g.page/r")).await.expect(200);
    handed_over(&garage, &visit(&garage)).await;
    garage.kit.owner().put(&path, json!({ "enabled": false, "after_hours": 24, "every_days": 90, "low_score": 3 })).await.expect(200);
    garage.kit.clock.advance(TimeDelta::hours(25));
    garage.kit.settle().await;
    let message = only_message(&garage).await;
    assert_eq!((&message["state"], message["error"].as_str().unwrap().contains("no feedback")), (&json!("skipped"), true));
}

#[tokio::test]
async fn a_customers_answers_stand_together_with_their_average() {
    let (garage, server) = asking().await;
    let path = format!("/feedback/customers/{}", garage.customer_id());
    let none = garage.kit.advisor().get(&path).await.expect(200).json();
    assert_eq!((&none["answers"], &none["average"], &none["items"]), (&json!(0), &Value::Null, &json!([])));
    for (answers, score, words) in [(0, 2, "Le bruit est toujours là"), (1, 5, "Cette fois parfait")] {
        handed_over(&garage, &visit(&garage)).await;
        let page = link(&garage, &server).await;
        assert_eq!(garage.kit.advisor().get(&path).await.expect(200).json()["answers"], answers, "asked is no answer");
        answer(&garage.kit.anonymous(), &page, score, words).await;
        garage.kit.clock.advance(TimeDelta::days(100));
    }
    let said = garage.kit.advisor().get(&path).await.expect(200).json();
    assert_eq!((&said["answers"], &said["average"]), (&json!(2), &json!(350)));
    assert_eq!((&said["items"][0]["words"], &said["items"][1]["score"]), (&json!("Cette fois parfait"), &json!(2)));
    garage.kit.anonymous().get(&path).await.expect(401);
}
