//! What browsers are told while they sleep, through a push service that opens what it is given.

use chrono::TimeDelta;
use contracts::customers::Channel;
use contracts::scheduling::AppointmentConfirmed;
use contracts::workshop::{StaffAlert, WorkOrderId};
use serde_json::{Value, json};
use testkit::{Client, MailServer, PushService};

use crate::garage::Garage;

async fn subscribe(client: &Client, service: &PushService, browser: &str) -> Value {
    client.post("/push/devices", service.subscription(browser)).await.expect(200).json()
}

async fn devices(client: &Client) -> Vec<Value> {
    client.get("/push/devices").await.expect(200).json()["items"].as_array().unwrap().clone()
}

fn decided() -> StaffAlert {
    StaffAlert::EstimateDecided { by: "Leïla".into(), approved: vec!["Freins avant".into()], declined: vec!["Filtre".into()] }
}

fn asked() -> StaffAlert {
    StaffAlert::QuestionAsked { job: "Freins".into(), text: "Est-ce urgent ?".into() }
}

impl Garage {
    async fn asked(&self) {
        self.alert(WorkOrderId::new(), None, asked()).await;
        self.kit.settle().await;
    }
}

#[tokio::test]
async fn news_wake_the_browsers_of_those_whom_they_concern_and_no_others() {
    let (garage, service) = (Garage::start(None).await, PushService::start().await);
    let (advisor, technician, outsider) = (garage.kit.advisor(), garage.kit.technician(), garage.kit.outsider());
    for (client, browser) in [(&advisor, "desk"), (&advisor, "telephone"), (&technician, "tablet"), (&outsider, "elsewhere")] {
        subscribe(client, &service, browser).await;
    }
    let order = WorkOrderId::new();
    garage.alert(order, Some(garage.kit.people.technician), decided()).await;
    garage.kit.settle().await;
    let mut told = service.take();
    told.sort_by(|one, other| one.browser.cmp(&other.browser));
    let browsers: Vec<_> = told.iter().map(|one| one.browser.as_str()).collect();
    assert_eq!(browsers, ["desk", "tablet", "telephone"]);
    let notice = &told[0].notice;
    assert_eq!((&notice["title"], &notice["lang"], &notice["dir"]), (&json!("Le client a décidé"), &json!("fr"), &json!("ltr")));
    assert_eq!(notice["body"], "215 TU 4821 · Peugeot 208 2019\nLeïla Ben Ali\nFreins avant\nRefusé : Filtre");
    assert_eq!((&notice["url"], told[0].contact.as_str()), (&json!(format!("/work-orders/{order}")), "mailto:garage@ecar.example"));
    assert_eq!(told[0].topic.len(), 32);
    garage.asked().await;
    let told: Vec<_> = service.take().into_iter().map(|one| one.browser).collect();
    assert_eq!(told.len(), 2, "a question is the desk's: {told:?}");
    assert!(devices(&advisor).await.iter().all(|device| !device["told_at"].is_null()));
    assert!(devices(&outsider).await[0]["told_at"].is_null());
}

#[tokio::test]
async fn a_service_that_is_not_well_is_asked_again_and_the_others_are_not_told_twice() {
    let (garage, service) = (Garage::start(None).await, PushService::start().await);
    let (advisor, owner) = (garage.kit.advisor(), garage.kit.owner());
    subscribe(&advisor, &service, "desk").await;
    subscribe(&owner, &service, "home").await;
    service.answer(&[503]);
    garage.asked().await;
    assert_eq!((service.take().len(), service.calls()), (1, 2));
    service.answer(&[429]);
    garage.kit.clock.advance(TimeDelta::seconds(30));
    garage.kit.settle().await;
    assert_eq!((service.take().len(), service.calls()), (0, 3));
    garage.kit.clock.advance(TimeDelta::seconds(59));
    garage.kit.settle().await;
    assert_eq!(service.calls(), 3, "not before its pause is over");
    garage.kit.clock.advance(TimeDelta::seconds(1));
    garage.kit.settle().await;
    assert_eq!((service.take().len(), service.calls()), (1, 4));
    garage.kit.clock.advance(TimeDelta::hours(5));
    garage.kit.settle().await;
    assert_eq!(service.calls(), 4, "nobody is told twice");
}

#[tokio::test]
async fn news_that_are_old_and_news_that_were_seen_wake_nobody() {
    let (garage, service) = (Garage::start(None).await, PushService::start().await);
    let advisor = garage.kit.advisor();
    subscribe(&advisor, &service, "desk").await;
    service.answer(&[500; 2]);
    garage.asked().await;
    let newest = advisor.get("/news").await.expect(200).json()["items"][0]["id"].clone();
    advisor.post("/news/seen", json!({"until": newest})).await.expect(204);
    garage.kit.clock.advance(TimeDelta::minutes(1));
    garage.kit.settle().await;
    assert_eq!(service.calls(), 1, "they saw it");
    garage.asked().await;
    garage.kit.clock.advance(TimeDelta::hours(4));
    garage.kit.settle().await;
    assert_eq!(service.calls(), 2, "it is old");
}

#[tokio::test]
async fn a_browser_that_is_no_more_is_forgotten_and_one_that_changes_hands_is_the_others() {
    let (garage, service) = (Garage::start(None).await, PushService::start().await);
    let (advisor, owner, technician) = (garage.kit.advisor(), garage.kit.owner(), garage.kit.technician());
    subscribe(&advisor, &service, "lost").await;
    let shared = subscribe(&owner, &service, "shared").await;
    service.lose("lost");
    garage.asked().await;
    assert!(devices(&advisor).await.is_empty());
    assert_eq!(service.take().len(), 1);
    let same = subscribe(&technician, &service, "shared").await;
    assert_eq!((&same["id"], devices(&owner).await.len(), devices(&technician).await.len()), (&shared["id"], 0, 1));
    garage.asked().await;
    assert!(service.take().is_empty(), "who handed it on is told nothing there");
    let device = format!("/push/devices/{}", shared["id"].as_str().unwrap());
    owner.delete(&device).await.expect(204);
    assert_eq!(devices(&technician).await.len(), 1, "somebody else's is not there to be forgotten");
    technician.delete(&device).await.expect(204);
    technician.delete(&device).await.expect(204);
    assert!(devices(&technician).await.is_empty());
}

#[tokio::test]
async fn a_trial_says_what_push_services_say() {
    let (garage, service) = (Garage::start(None).await, PushService::start().await);
    let advisor = garage.kit.advisor();
    for browser in ["one", "two", "lost"] {
        subscribe(&advisor, &service, browser).await;
    }
    service.lose("lost");
    let trial = advisor.post("/push/trial", json!({})).await.expect(200).json();
    assert_eq!(trial, json!({"told": 2, "gone": 1, "said": []}));
    assert_eq!(service.take()[0].notice["title"], "Les notifications arrivent ici");
    service.answer(&[400, 503]);
    let trial = advisor.post("/push/trial", json!({})).await.expect(200).json();
    assert_eq!((&trial["told"], trial["said"].as_array().unwrap().len()), (&json!(0), 2));
}

#[tokio::test]
async fn what_is_no_address_or_no_key_is_refused_beside_its_field_and_a_person_has_twenty_browsers() {
    let (garage, service) = (Garage::start(None).await, PushService::start().await);
    let advisor = garage.kit.advisor();
    let key = advisor.get("/push/key").await.expect(200).json()["key"].as_str().unwrap().to_owned();
    assert_eq!((key.len(), advisor.get("/push/key").await.expect(200).json()["key"].as_str().unwrap()), (87, key.as_str()));
    let good = service.subscription("desk");
    for (field, bad, code) in [
        ("endpoint", "https://localhost/push", "address-refused"),
        ("endpoint", "http://push.example/1", "address-refused"),
        ("endpoint", "https://10.0.0.7/push", "address-refused"),
        ("p256dh", "BCVx", "key-unreadable"),
        ("auth", "BTBZ", "key-unreadable"),
    ] {
        let mut body = good.clone();
        body[field] = bad.into();
        let problem = advisor.post("/push/devices", body).await.expect(422).json();
        let error = &problem["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!(format!("/{field}")), &json!(code)), "{problem}");
    }
    for number in 0..21 {
        subscribe(&advisor, &service, &format!("browser-{number}")).await;
    }
    let all = devices(&advisor).await;
    assert_eq!((all.len(), &all[0]["service"]), (20, &json!("127.0.0.1")));
}

/// The customer lets a browser be told, from the page of their appointment.
async fn let_be_told(garage: &Garage, service: &PushService, browser: &str) {
    let visitor = garage.kit.anonymous();
    visitor.post("/public/push/appointments/secret-of-the-visit", service.subscription(browser)).await.expect(204);
}

/// The newest of an event.
async fn message(garage: &Garage, event: &str) -> Value {
    let advisor = garage.kit.advisor();
    let all = advisor.get(&format!("/messages?event={event}")).await.expect(200).json();
    let id = all["items"][0]["id"].as_str().unwrap().to_owned();
    advisor.get(&format!("/messages/{id}")).await.expect(200).json()
}

#[tokio::test]
async fn a_customer_whose_browser_is_told_hears_there_that_the_car_is_ready() {
    let (mails, service) = (MailServer::start().await, PushService::start().await);
    let garage = Garage::start(Some(&mails)).await;
    let visitor = garage.kit.anonymous();
    assert_eq!(visitor.get("/public/push/key").await.expect(200).json()["key"].as_str().unwrap().len(), 87);
    visitor.post("/public/push/appointments/rubbish", service.subscription("telephone")).await.expect(404);
    visitor.post("/public/push/estimates/rubbish", service.subscription("telephone")).await.expect(404);
    for _ in 0..2 {
        let_be_told(&garage, &service, "telephone").await;
    }
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    let told = service.take();
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0].notice["title"], &told[0].notice["url"]), (&json!("Garage du Lac"), &json!("https://garage.example")));
    let body = told[0].notice["body"].as_str().unwrap();
    assert!(body.starts_with("Peugeot 208 2019 215 TU 4821, les travaux sont terminés"), "{body}");
    let message = message(&garage, "ready_for_pickup").await;
    assert_eq!((&message["state"], &message["channel"], &message["recipient"]), (&json!("sent"), &json!("push"), &json!("127.0.0.1")));
    assert!(mails.mails().is_empty());
    garage.asked().await;
    assert!(service.take().is_empty(), "the garage's own news are not theirs");
    garage.refuse(Channel::Push);
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    assert_eq!((service.take().len(), mails.mails().len()), (0, 1), "they want no notices any more");
}

#[tokio::test]
async fn where_the_browser_is_no_more_the_mail_goes_and_its_link_leads_to_the_appointment() {
    let (mails, service) = (MailServer::start().await, PushService::start().await);
    let garage = Garage::start(Some(&mails)).await;
    let_be_told(&garage, &service, "telephone").await;
    let mut notice = garage.appointment("2026-11-24T09:00:00Z");
    notice.customer_id = Some(garage.customer_id());
    garage.of_appointment(&AppointmentConfirmed(notice)).await;
    garage.kit.settle().await;
    let told = service.take();
    assert_eq!((told.len(), &told[0].notice["url"]), (1, &json!("https://garage.example/a/secret-of-the-visit")));
    let body = told[0].notice["body"].as_str().unwrap();
    assert!(body.starts_with("rendez-vous le ") && body.ends_with("Déplacer ou annuler"), "{body}");
    assert!(!message(&garage, "appointment_confirmed").await["body"].as_str().unwrap().contains("secret"), "the log keeps no secret");
    service.answer(&[503]);
    service.lose("telephone");
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    assert!(mails.mails().is_empty(), "its service is asked again first");
    garage.kit.clock.advance(TimeDelta::minutes(5));
    garage.kit.settle().await;
    assert_eq!(mails.mails().len(), 1);
    let message = message(&garage, "ready_for_pickup").await;
    assert_eq!((&message["state"], &message["channel"]), (&json!("sent"), &json!("email")));
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    assert_eq!((mails.mails().len(), service.calls()), (2, 3), "it is forgotten");
}
