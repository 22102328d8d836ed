//! Estimates over HTTP: frozen, sent, read by a link, decided once, and proved (PRODUCT.md 3.1 step 7, F1 to F4).

use chrono::TimeDelta;
use contracts::workshop::{EstimateSent, WorkOrderChanged};
use serde_json::{Value, json};
use testkit::{Client, Reply};

use crate::support::{Garage, Order, labour, refused};

/// One white pixel, as a signature.
pub const DRAWN: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4//8/AAX+Av7czFnnAAAAAElFTkSuQmCC";

/// An order of three jobs whose estimate the customer has a link to.
pub struct Offered {
    pub order: Order,
    pub public: String,
    link: String,
}

impl Offered {
    pub async fn by(garage: &Garage) -> Self {
        let order = garage.opened(garage.three_jobs()).await;
        send(garage, &order, json!({ "by_message": false })).await.expect(201);
        let made = garage.advisor().post(&format!("{}/estimate-links", order.path), json!({})).await.expect(201).json();
        let token = made["path"].as_str().unwrap().strip_prefix("/e/").unwrap();
        let link = format!("{}/estimate-links/{}", order.path, made["link"]["id"].as_str().unwrap());
        Self { public: format!("/public/estimates/{token}"), link, order }
    }

    async fn page(&self, garage: &Garage) -> Value {
        garage.kit.anonymous().get(&self.public).await.expect(200).json()
    }

    pub async fn decide(&self, client: &Client, version: i64, decisions: Value) -> Reply {
        let body = json!({ "version": version, "decisions": decisions, "by_name": "Leïla Chebbi", "signature": DRAWN });
        client.post(&format!("{}/decide", self.public), body).await
    }

    /// J1 and J2 approved, J3 declined.
    pub fn usual(&self) -> Value {
        let mut third = self.order.decision(2, "decline");
        third["reason"] = json!("Later");
        json!([self.order.decision(0, "approve"), self.order.decision(1, "approve"), third])
    }
}

async fn send(garage: &Garage, order: &Order, body: Value) -> Reply {
    garage.advisor().post(&format!("{}/estimates", order.path), body).await
}

async fn all(garage: &Garage, order: &Order) -> Value {
    garage.advisor().get(&format!("{}/estimates", order.path)).await.expect(200).json()
}

#[tokio::test]
async fn the_customer_approves_two_and_declines_one_and_the_log_says_how() {
    let garage = Garage::open().await;
    let mut offered = Offered::by(&garage).await;
    let page = offered.page(&garage).await;
    let shown: Vec<_> = page["jobs"].as_array().unwrap().iter().map(|job| job["totals"]["net"].as_i64().unwrap()).collect();
    assert_eq!((shown, &page["totals"]["total"], &page["state"]), (vec![151_550, 401_550, 43_900], &json!(711_430), &json!("open")));
    assert!(page["jobs"].as_array().unwrap().iter().all(|job| job["can_decide"] == true && job["state"] == "sent"));

    let browser = garage.kit.anonymous().with("User-Agent", "Phone/1").at([192, 0, 2, 7]);
    let after = offered.decide(&browser, 1, offered.usual()).await.expect(200).json();
    assert_eq!((&after["state"], &after["jobs"][2]["reason"]), (&json!("decided"), &json!("Later")));
    assert!(after["jobs"].as_array().unwrap().iter().all(|job| job["can_decide"] == false));

    offered.order.read(&garage.advisor()).await;
    assert_eq!(offered.order.state(), "approved");
    assert_eq!([0, 1, 2].map(|job| offered.order.authorisation(job)), ["approved", "approved", "declined"]);
    let estimates = all(&garage, &offered.order).await;
    let first = &estimates["decisions"].as_array().unwrap().iter().find(|one| one["job_title"] == "Oil service").unwrap().clone();
    assert_eq!(first["hash"], estimates["items"][0]["hash"]);
    let said = ["method", "by_name", "address", "user_agent", "amount", "version"].map(|field| first[field].clone());
    assert_eq!(said, [json!("link"), json!("Leïla Chebbi"), json!("192.0.2.7"), json!("Phone/1"), json!(180_345), json!(1)]);
    let signature = format!("{}/signatures/{}", offered.order.path, first["signature_id"].as_str().unwrap());
    let drawn = garage.advisor().get(&signature).await.expect(200);
    assert!(drawn.headers["content-type"].to_str().unwrap().starts_with("image/"));
    garage.kit.outsider().get(&signature).await.expect(404);
    let history = garage.advisor().get(&format!("{}/history", offered.order.path)).await.expect(200).json();
    let authorised = history["items"].as_array().unwrap().iter().find(|entry| entry["event"].as_str().unwrap().ends_with("authorised"));
    let detail = &authorised.unwrap()["detail"];
    assert_eq!((&detail["method"], &detail["version"]), (&json!("link"), &json!(1)));
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_decision_happens_once_and_never_on_an_older_version() {
    let garage = Garage::open().await;
    let offered = Offered::by(&garage).await;
    let anybody = garage.kit.anonymous();
    offered.decide(&anybody, 1, json!([offered.order.decision(0, "approve")])).await.expect(200);
    refused(offered.decide(&anybody, 1, json!([offered.order.decision(0, "decline")])).await, "already-decided");
    send(&garage, &offered.order, json!({ "by_message": false })).await.expect(201);
    refused(offered.decide(&anybody, 1, json!([offered.order.decision(1, "approve")])).await, "estimate-superseded");
    let page = offered.page(&garage).await;
    assert_eq!(
        (&page["version"], &page["jobs"][0]["can_decide"], &page["jobs"][1]["can_decide"]),
        (&json!(2), &json!(false), &json!(true))
    );
    offered.decide(&anybody, 2, json!([offered.order.decision(1, "approve"), offered.order.decision(2, "approve")])).await.expect(200);
    refused(offered.decide(&anybody, 2, json!([offered.order.decision(2, "decline")])).await, "already-decided");
    let unknown = json!([{ "job_id": offered.order.json["id"], "decision": "approve" }]);
    assert_eq!(offered.decide(&anybody, 2, unknown).await.expect(422).pointers(), ["/decisions/0/job_id"]);
}

#[tokio::test]
async fn two_taps_at_once_decide_once() {
    let garage = Garage::open().await;
    let offered = Offered::by(&garage).await;
    let (first, second) = (garage.kit.anonymous(), garage.kit.anonymous());
    let answers = tokio::join!(offered.decide(&first, 1, offered.usual()), offered.decide(&second, 1, offered.usual()));
    let mut statuses = [answers.0.status, answers.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(all(&garage, &offered.order).await["decisions"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_version_never_changes_and_what_was_approved_is_its_price() {
    let garage = Garage::open().await;
    let mut offered = Offered::by(&garage).await;
    let id = all(&garage, &offered.order).await["items"][0]["id"].as_str().unwrap().to_owned();
    let before = garage.advisor().get(&format!("/estimates/{id}")).await.expect(200).json();
    let raised = json!({ "unit_price": 99_000 });
    garage.advisor().patch(&offered.order.line_path(1, 2), raised).await.expect(200);
    offered.order.read(&garage.advisor()).await;
    assert_eq!(offered.order.authorisation(1), "proposed", "what was sent is another now");
    offered.decide(&garage.kit.anonymous(), 1, offered.usual()).await.expect(200);
    offered.order.read(&garage.advisor()).await;
    let brakes = &offered.order.json["jobs"][1]["authorisation"];
    assert_eq!((&brakes["state"], &brakes["amount"]), (&json!("reapproval_needed"), &json!(477_845)));
    garage.advisor().patch(&offered.order.line_path(1, 2), json!({ "unit_price": 96_400 })).await.expect(200);
    offered.order.read(&garage.advisor()).await;
    assert_eq!(offered.order.authorisation(1), "approved", "back at the price that was approved");
    let after = garage.advisor().get(&format!("/estimates/{id}")).await.expect(200).json();
    assert_eq!((&after["document"], &after["hash"]), (&before["document"], &before["hash"]));
    assert!(before["first_opened_at"].is_null());
}

#[tokio::test]
async fn an_estimate_that_expired_is_read_and_not_decided() {
    let garage = Garage::open().await;
    let offered = Offered::by(&garage).await;
    garage.kit.clock.advance(TimeDelta::days(14));
    let page = offered.page(&garage).await;
    assert_eq!((&page["state"], &page["jobs"][0]["can_decide"]), (&json!("expired"), &json!(false)));
    refused(offered.decide(&garage.kit.anonymous(), 1, offered.usual()).await, "estimate-expired");
    let days = json!({ "by_message": false, "valid_days": 30 });
    let again = send(&garage, &offered.order, days).await.expect(201).json();
    assert_eq!((&again["version"], &again["expires_at"]), (&json!(2), &json!("2027-01-03T08:00:00Z")));
    offered.decide(&garage.kit.anonymous(), 2, offered.usual()).await.expect(200);
}

#[tokio::test]
async fn a_withdrawn_link_opens_nothing_and_neither_does_an_order_that_is_over_take_a_word() {
    let garage = Garage::open().await;
    let mut offered = Offered::by(&garage).await;
    offered.order.act(&garage.advisor(), "cancel", json!({ "reason": "Sold" })).await;
    refused(offered.decide(&garage.kit.anonymous(), 1, offered.usual()).await, "order-over");
    assert_eq!(offered.page(&garage).await["jobs"][0]["can_decide"], false);
    let revoked = garage.advisor().post(&format!("{}/revoke", offered.link), json!({})).await.expect(200).json();
    assert!(!revoked["links"][0]["revoked_at"].is_null());
    garage.kit.anonymous().get(&offered.public).await.expect(404);
    offered.decide(&garage.kit.anonymous(), 1, offered.usual()).await.expect(404);
    garage.kit.anonymous().get(&format!("/public/estimates/{}", "x".repeat(43))).await.expect(404);
}

#[tokio::test]
async fn what_is_not_to_be_decided_is_not_sent() {
    let garage = Garage::open().await;
    refused(send(&garage, &garage.approved().await, json!({ "by_message": true })).await, "nothing-to-send");
    let bare = garage.opened(json!([{ "title": "Wipers", "lines": [] }, { "title": "Oil", "lines": [labour(500)] }])).await;
    refused(send(&garage, &bare, json!({ "by_message": true })).await, "lines-missing");
    refused(garage.advisor().post(&format!("{}/estimate-links", bare.path), json!({})).await, "not-sent");
    let order = garage.opened(garage.three_jobs()).await;
    let path = format!("{}/estimates", order.path);
    garage.kit.technician().post(&path, json!({ "by_message": true })).await.expect(403);
    garage.kit.outsider().post(&path, json!({ "by_message": true })).await.expect(404);
    let much = json!({ "by_message": true, "valid_days": 400 });
    assert_eq!(send(&garage, &order, much).await.expect(422).pointers(), ["/valid_days"]);
}

#[tokio::test]
async fn an_estimate_by_mail_is_told_once_and_its_link_made_when_it_is_written() {
    let garage = Garage::open().await;
    let order = garage.opened(garage.three_jobs()).await;
    let keyed = garage.advisor().with("Idempotency-Key", "e1");
    let path = format!("{}/estimates", order.path);
    let sent = keyed.post(&path, json!({ "by_message": true })).await.expect(201).json();
    assert_eq!(keyed.post(&path, json!({ "by_message": true })).await.expect(201).json(), sent);
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<EstimateSent>().unwrap()).collect();
    assert_eq!((told.len(), told[0].version, told[0].vehicle_plate.as_str()), (1, 1, "215 TU 4821"));
    let links = workshop::estimate_links(&garage.kit.context, "https://garage.example/");
    let link = links.issue(told[0].id, None).await.unwrap().unwrap();
    let token = link.strip_prefix("https://garage.example/e/").unwrap();
    garage.kit.anonymous().get(&format!("/public/estimates/{token}")).await.expect(200);
    let estimates = all(&garage, &order).await;
    assert_eq!((&estimates["links"][0]["by_message"], &estimates["links"][0]["opened"]), (&json!(true), &json!(1)));
    assert!(!estimates["items"][0]["first_opened_at"].is_null());
    keyed.clone().with("Idempotency-Key", "e2").post(&path, json!({ "by_message": true })).await;
    send(&garage, &order, json!({ "by_message": false })).await.expect(201);
    assert_eq!(links.issue(told[0].id, None).await.unwrap(), None, "a newer version was sent");
}

#[tokio::test]
async fn a_question_is_answered_on_the_page() {
    let garage = Garage::open().await;
    let offered = Offered::by(&garage).await;
    let job = offered.order.json["jobs"][2]["id"].clone();
    let ask = format!("{}/questions", offered.public);
    garage.kit.anonymous().post(&ask, json!({ "job_id": job, "text": "Is it needed?" })).await.expect(200);
    assert_eq!(garage.kit.anonymous().post(&ask, json!({ "job_id": job, "text": " " })).await.expect(422).pointers(), ["/text"]);
    let answers = format!("{}/estimate-answers", offered.order.path);
    let body = json!({ "job_id": job, "text": "It can wait." });
    garage.kit.technician().post(&answers, body.clone()).await.expect(403);
    garage.advisor().post(&answers, body).await.expect(201);
    let page = offered.page(&garage).await;
    let words: Vec<_> = page["jobs"][2]["words"].as_array().unwrap().iter().map(|one| (&one["text"], &one["by_customer"])).collect();
    assert_eq!(words, [(&json!("Is it needed?"), &json!(true)), (&json!("It can wait."), &json!(false))]);
    assert!(page["jobs"][2]["words"][1].get("by_name").is_none(), "who works here is nobody's matter");
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<WorkOrderChanged>().unwrap()).collect();
    assert!(told.iter().any(|event| event.change == "estimate_asked") && told.iter().any(|event| event.change == "estimate_answered"));
}

#[tokio::test]
async fn the_desk_writes_down_a_number_or_a_signature() {
    let garage = Garage::open().await;
    let mut offered = Offered::by(&garage).await;
    let authorise = format!("{}/authorise", offered.order.path);
    let body =
        |method: &str, job: usize| json!({ "decisions": [offered.order.decision(job, "approve")], "method": method, "by_name": "Leïla" });
    assert_eq!(garage.advisor().post(&authorise, body("link", 0)).await.expect(422).pointers(), ["/method"]);
    let mut drawn = body("signature", 1);
    drawn["signature"] = json!("bm8gcGljdHVyZQ==");
    assert_eq!(garage.advisor().post(&authorise, drawn.clone()).await.expect(422).pointers(), ["/signature"]);
    drawn["signature"] = json!(DRAWN);
    garage.advisor().post(&authorise, drawn).await.expect(200);
    let mut called = body("phone", 0);
    called["phone"] = json!("98 123 456");
    garage.advisor().post(&authorise, called).await.expect(200);
    garage.advisor().post(&authorise, body("message", 2)).await.expect(200);
    let estimates = all(&garage, &offered.order).await;
    let decisions = estimates["decisions"].as_array().unwrap();
    let said: Vec<_> = decisions.iter().map(|one| (one["method"].as_str().unwrap(), one["version"].as_i64(), &one["phone"])).collect();
    assert_eq!(said, [("message", Some(1), &Value::Null), ("phone", Some(1), &json!("98 123 456")), ("signature", Some(1), &Value::Null)]);
    assert!(!decisions[2]["signature_id"].is_null());
    assert_eq!(estimates["items"][0]["state"], "decided", "however it was decided");
    refused(offered.decide(&garage.kit.anonymous(), 1, offered.usual()).await, "already-decided");
    offered.order.read(&garage.advisor()).await;
    assert_eq!(offered.order.authorisation(2), "approved");
}

#[tokio::test]
async fn a_site_says_how_long_its_estimates_hold_and_whether_who_approves_signs() {
    let garage = Garage::open().await;
    let path = format!("/estimate-settings/{}", garage.kit.site);
    let usual = garage.advisor().get(&path).await.expect(200).json();
    assert_eq!(usual, json!({ "valid_days": 14, "signature_required": false, "intake_signature_required": false, "deposit_words": null }));
    let strict = json!({ "valid_days": 7, "signature_required": true, "intake_signature_required": false, "deposit_words": null });
    garage.advisor().put(&path, strict.clone()).await.expect(403);
    garage.kit.outsider().put(&path, strict.clone()).await.expect(404);
    garage.kit.owner().put(&path, json!({ "valid_days": 0, "signature_required": true })).await.expect(422);
    assert_eq!(garage.kit.owner().put(&path, strict.clone()).await.expect(200).json(), strict);

    let offered = Offered::by(&garage).await;
    let page = offered.page(&garage).await;
    assert_eq!((&page["signature_required"], &page["expires_at"]), (&json!(true), &json!("2026-11-27T08:00:00Z")));
    let decide = format!("{}/decide", offered.public);
    let unsigned = |decision: &str| json!({ "version": 1, "decisions": [offered.order.decision(0, decision)], "by_name": "Leïla" });
    refused(garage.kit.anonymous().post(&decide, unsigned("approve")).await, "signature-missing");
    garage.kit.anonymous().post(&decide, unsigned("decline")).await.expect(200);
}

#[tokio::test]
async fn of_options_the_customer_approves_one_and_the_others_are_declined() {
    let garage = Garage::open().await;
    let mut order = garage.opened(garage.three_jobs()).await;
    for job in 0..3 {
        garage.advisor().patch(&order.job_path(job), json!({ "option_group": "Brakes" })).await.expect(200);
    }
    send(&garage, &order, json!({ "by_message": false })).await.expect(201);
    let made = garage.advisor().post(&format!("{}/estimate-links", order.path), json!({})).await.expect(201).json();
    let public = format!("/public/estimates/{}", &made["path"].as_str().unwrap()[3..]);
    let page = garage.kit.anonymous().get(&public).await.expect(200).json();
    assert_eq!((&page["totals"]["net"], &page["jobs"][2]["option_group"]), (&json!(151_550), &json!("Brakes")));
    let decide = |decisions: Value| {
        let (client, path) = (garage.kit.anonymous(), format!("{public}/decide"));
        async move { client.post(&path, json!({ "version": 1, "decisions": decisions, "by_name": "Leïla" })).await }
    };
    let both = decide(json!([order.decision(0, "approve"), order.decision(1, "approve")])).await;
    assert_eq!(both.expect(422).pointers(), ["/decisions/1/job_id"]);
    let after = decide(json!([order.decision(1, "approve")])).await.expect(200).json();
    assert_eq!(after["state"], "decided");
    order.read(&garage.advisor()).await;
    assert_eq!([0, 1, 2].map(|job| order.authorisation(job)), ["declined", "approved", "declined"]);
    refused(decide(json!([order.decision(2, "approve")])).await, "already-decided");
}
