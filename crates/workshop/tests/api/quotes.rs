//! Asked by telephone, and a visit later (PRODUCT.md F7).

use chrono::TimeDelta;
use contracts::workshop::{EstimateSent, WorkOrderOpened, WorkOrderParts};
use kernel::Clock;
use serde_json::{Value, json};
use testkit::Reply;

use crate::support::{Garage, Order, labour, part, refused};

fn asked(garage: &Garage) -> Value {
    let clutch = json!({ "kind": "part", "description": "Clutch kit, to be ordered", "quantity": 1000, "unit_price": 420_000 });
    let jobs = json!([
        { "title": "Clutch", "lines": [labour(4000), clutch] },
        { "title": "Oil service", "lines": [labour(800), part(garage.filter, 1000)] },
    ]);
    json!({ "site_id": garage.kit.site, "caller": "Monsieur Trabelsi", "phone": "+216 20 111 222", "car": "Clio 4 diesel",
        "concern": "What does a clutch cost?", "jobs": jobs })
}

async fn made(garage: &Garage, body: Value) -> Order {
    let json = garage.advisor().post("/quotes", body).await.expect(201).json();
    Order { path: format!("/work-orders/{}", json["id"].as_str().unwrap()), json }
}

fn at(order: &Order) -> String {
    format!("/quotes/{}", order.json["id"].as_str().unwrap())
}

async fn convert(garage: &Garage, order: &Order, only_approved: bool) -> Reply {
    let body = json!({ "customer_id": garage.leila, "vehicle_id": garage.peugeot, "only_approved": only_approved });
    garage.advisor().post(&format!("{}/convert", at(order)), body).await
}

async fn list(garage: &Garage, query: &str) -> Vec<Value> {
    garage.advisor().get(&format!("/quotes{query}")).await.expect(200).json()["items"].as_array().unwrap().clone()
}

async fn approve(garage: &Garage, order: &mut Order, job: usize) {
    let body = json!({ "decisions": [order.decision(job, "approve")], "method": "phone", "by_name": "Trabelsi" });
    order.act(&garage.advisor(), "authorise", body).await;
}

#[tokio::test]
async fn a_name_and_words_are_enough_and_nothing_but_the_list_hears_of_it() {
    let garage = Garage::open().await;
    let mut order = made(&garage, asked(&garage)).await;
    assert_eq!((order.state(), &order.json["vehicle"], &order.json["customer"]["id"]), ("quote", &Value::Null, &Value::Null));
    assert_eq!((&order.json["customer"]["name"], &order.json["quote"]["car"]), (&json!("Monsieur Trabelsi"), &json!("Clio 4 diesel")));
    approve(&garage, &mut order, 1).await;
    assert_eq!(order.state(), "quote", "an approved quote is a quote");
    let told = garage.told().await;
    assert!(!told.iter().any(|event| event.open::<WorkOrderOpened>().unwrap().is_some()), "it is no visit");
    assert!(!told.iter().any(|event| event.open::<WorkOrderParts>().unwrap().is_some()), "it reserves nothing");
    let board = garage.advisor().get("/work-orders/board").await.expect(200).json();
    assert_eq!(board["items"], json!([]));
    let found = garage.advisor().get("/work-orders?q=trabelsi").await.expect(200).json();
    assert_eq!(found["items"][0]["state"], "quote");
    garage.is_healthy().await;
}

#[tokio::test]
async fn nobody_works_on_it_looks_it_over_or_takes_the_keys() {
    let garage = Garage::open().await;
    let mut order = made(&garage, json!({ "site_id": garage.kit.site, "customer_id": garage.leila, "vehicle_id": garage.peugeot, "concern": "Oil?", "jobs": asked(&garage)["jobs"] })).await;
    approve(&garage, &mut order, 1).await;
    let advisor = garage.advisor();
    for (verb, body) in [
        ("start", json!({})),
        ("assign", json!({ "technician_id": null })),
        ("submit", json!({})),
        ("complete", json!({})),
        ("hand-over", json!({})),
        ("split", json!({ "job_ids": [order.json["jobs"][0]["id"]] })),
        ("copy", json!({})),
        ("vehicle", json!({ "vehicle_id": garage.peugeot })),
    ] {
        let reply = order.ask(&advisor, verb, body).await;
        assert_eq!((reply.status, reply.json()["code"].clone()), (409, json!("wrong-state")), "{verb}");
    }
    let gate = advisor.get(&format!("{}/gate", order.path)).await.expect(200).json();
    assert_eq!(gate["faults"], json!([]));
    let amine = garage.kit.technician();
    amine.post("/time/shift/begin", json!({ "site_id": garage.kit.site })).await.expect(200);
    let on = json!({ "work_order_id": order.json["id"], "job_id": null, "activity": "work" });
    refused(amine.post("/time/job/begin", on).await, "wrong-state");
}

#[tokio::test]
async fn converted_it_is_the_same_order_for_the_car_that_came() {
    let garage = Garage::open().await;
    let mut order = made(&garage, asked(&garage)).await;
    approve(&garage, &mut order, 1).await;
    let (number, jobs, total) = (order.json["number"].clone(), order.json["jobs"].clone(), order.json["totals"].clone());
    let visit = convert(&garage, &order, false).await.expect(200).json();
    assert_eq!((&visit["number"], &visit["totals"], visit["jobs"].as_array().unwrap().len()), (&number, &total, 2));
    assert_eq!(visit["jobs"][1]["authorisation"], jobs[1]["authorisation"], "with its evidence");
    assert_eq!((&visit["state"], &visit["vehicle"]["id"]), (&json!("approved"), &json!(garage.peugeot)));
    assert_eq!((&visit["customer"]["id"], visit["quote"]["converted_at"].is_string()), (&json!(garage.leila), true));
    let told = garage.told().await;
    let opened: Vec<_> = told.iter().filter_map(|event| event.open::<WorkOrderOpened>().unwrap()).collect();
    let parts: Vec<_> = told.iter().filter_map(|event| event.open::<WorkOrderParts>().unwrap()).collect();
    assert_eq!((opened.len(), opened[0].vehicle_id, parts[0].lines.len()), (1, Some(garage.peugeot), 1));
    assert_eq!(list(&garage, "?state=converted").await[0]["number"], number);
    let found = garage.advisor().get("/work-orders?q=chebbi").await.expect(200).json();
    assert_eq!(found["items"][0]["number"], number, "it is found by who it is for now");
    refused(convert(&garage, &order, false).await, "wrong-state");
    garage.is_healthy().await;
}

#[tokio::test]
async fn of_the_approved_jobs_alone_the_others_come_back_as_deferred() {
    let garage = Garage::open().await;
    let mut order = made(&garage, asked(&garage)).await;
    let refusal = convert(&garage, &order, true).await.expect(422).json();
    assert_eq!(refusal["errors"][0]["code"], "nothing-approved");
    approve(&garage, &mut order, 1).await;
    let visit = convert(&garage, &order, true).await.expect(200).json();
    let titles: Vec<_> = visit["jobs"].as_array().unwrap().iter().map(|job| job["title"].clone()).collect();
    assert_eq!(titles, [json!("Oil service")]);
    let deferred = garage.advisor().get(&format!("/deferred-jobs?vehicle={}", garage.peugeot)).await.expect(200).json();
    assert_eq!((&deferred["items"][0]["title"], &deferred["items"][0]["work_order"]), (&json!("Clutch"), &visit["number"]));
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_part_that_is_no_article_stands_in_the_way_where_a_site_says_so() {
    let garage = Garage::open().await;
    let mut order = made(&garage, asked(&garage)).await;
    approve(&garage, &mut order, 0).await;
    let levels = json!({ "levels": { "placeholder": "block" } });
    garage.kit.owner().put(&format!("/workshops/{}/gate", garage.kit.site), levels).await.expect(200);
    convert(&garage, &order, true).await.expect(200);
    let gate = garage.advisor().get(&format!("{}/gate", order.path)).await.expect(200).json();
    let fault = gate["faults"].as_array().unwrap().iter().find(|fault| fault["rule"] == "placeholder").unwrap().clone();
    assert_eq!(fault["subject"], "Clutch kit, to be ordered");
}

#[tokio::test]
async fn it_is_sent_as_an_estimate_and_answered_by_its_link() {
    let garage = Garage::open().await;
    let mut order = made(&garage, asked(&garage)).await;
    let sending = format!("{}/estimates", order.path);
    garage.advisor().post(&sending, json!({ "by_message": true })).await.expect(422);
    garage.advisor().post(&sending, json!({ "by_message": false, "valid_days": 30 })).await.expect(201);
    assert!(!garage.told().await.iter().any(|event| event.open::<EstimateSent>().unwrap().is_some()));
    order.read(&garage.advisor()).await;
    let until = (garage.kit.clock.now() + TimeDelta::days(30)).timestamp();
    let holds: chrono::DateTime<chrono::Utc> = order.json["quote"]["valid_until"].as_str().unwrap().parse().unwrap();
    assert_eq!(holds.timestamp(), until, "it holds as long as what was sent");
    let made = garage.advisor().post(&format!("{}/estimate-links", order.path), json!({})).await.expect(201).json();
    let token = made["path"].as_str().unwrap().strip_prefix("/e/").unwrap().to_owned();
    let page = garage.kit.anonymous().get(&format!("/public/estimates/{token}")).await.expect(200).json();
    assert_eq!((&page["vehicle"], &page["plate"], &page["customer"]), (&json!("Clio 4 diesel"), &json!(""), &json!("Monsieur Trabelsi")));
    let decisions = json!([order.decision(0, "decline"), order.decision(1, "approve")]);
    let word = json!({ "version": 1, "decisions": decisions, "by_name": "Trabelsi" });
    garage.kit.anonymous().post(&format!("/public/estimates/{token}/decide"), word).await.expect(200);
    order.read(&garage.advisor()).await;
    assert_eq!((order.state(), order.authorisation(0), order.authorisation(1)), ("quote", "declined", "approved"));
    assert_eq!(list(&garage, "?state=accepted").await.len(), 1);
}

#[tokio::test]
async fn the_list_says_how_each_stands_in_pages() {
    let garage = Garage::open().await;
    let site = garage.kit.site;
    let (first, second) = (made(&garage, asked(&garage)).await, made(&garage, asked(&garage)).await);
    let mut third = made(&garage, json!({ "site_id": site, "customer_id": garage.leila, "concern": "Tyres?", "valid_days": 3 })).await;
    let page = garage.advisor().get("/quotes?limit=2").await.expect(200).json();
    let numbers = |page: &Value| page["items"].as_array().unwrap().iter().map(|row| row["number"].clone()).collect::<Vec<_>>();
    assert_eq!(numbers(&page), [third.json["number"].clone(), second.json["number"].clone()]);
    let next = garage.advisor().get(&format!("/quotes?limit=2&after={}", page["next"].as_str().unwrap())).await.expect(200).json();
    assert_eq!((numbers(&next), &next["next"]), (vec![first.json["number"].clone()], &Value::Null));
    // 4.8 h at 60.000, 420.000, 22.550, 19 % and the stamp.
    assert_eq!(next["items"][0]["total"], first.json["totals"]["total"]);
    assert_eq!((list(&garage, "?state=open").await.len(), list(&garage, "?state=expired").await.len()), (3, 0));
    garage.kit.clock.advance(TimeDelta::days(4));
    assert_eq!(list(&garage, "?state=expired").await[0]["number"], third.json["number"]);
    third.act(&garage.advisor(), "cancel", json!({ "reason": "went elsewhere" })).await;
    assert_eq!(list(&garage, "?state=given_up").await.len(), 1);
    third.act(&garage.advisor(), "restore", json!({})).await;
    assert_eq!(third.state(), "quote");
    assert_eq!((list(&garage, "?q=trabelsi").await.len(), list(&garage, &format!("?customer={}", garage.leila)).await.len()), (2, 1));
    assert_eq!(garage.kit.outsider().get("/quotes").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn what_the_caller_said_is_put_right_and_a_record_is_not_written_over() {
    let garage = Garage::open().await;
    let order = made(&garage, asked(&garage)).await;
    let body = json!({ "caller": "Madame Gharbi", "phone": null, "car": "Golf 7", "valid_days": 60 });
    let changed = garage.advisor().patch(&at(&order), body).await.expect(200).json();
    assert_eq!((&changed["customer"]["name"], &changed["customer"]["phone"]), (&json!("Madame Gharbi"), &Value::Null));
    assert_eq!((&changed["quote"]["car"], list(&garage, "?q=gharbi").await.len()), (&json!("Golf 7"), 1));
    let known = made(&garage, json!({ "site_id": garage.kit.site, "customer_id": garage.leila, "concern": "Tyres?" })).await;
    let refusal = garage.advisor().patch(&at(&known), json!({ "caller": "Somebody" })).await.expect(422).json();
    assert_eq!(refusal["errors"][0]["pointer"], "/caller");
    let nobody = json!({ "site_id": garage.kit.site, "concern": "Tyres?" });
    let refusal = garage.advisor().post("/quotes", nobody).await.expect(422).json();
    assert_eq!(refusal["errors"][0]["pointer"], "/caller");
    let missing =
        garage.advisor().post(&format!("{}/convert", at(&order)), json!({ "vehicle_id": garage.peugeot })).await.expect(422).json();
    assert_eq!(missing["errors"][0]["pointer"], "/customer_id");
    garage.kit.outsider().patch(&at(&order), json!({ "car": "x" })).await.expect(404);
    garage.kit.technician().patch(&at(&order), json!({ "car": "x" })).await.expect(403);
}

#[tokio::test]
async fn the_same_key_makes_one_and_converts_once() {
    let garage = Garage::open().await;
    let keyed = || garage.advisor().with("Idempotency-Key", "one");
    let first = keyed().post("/quotes", asked(&garage)).await.expect(201).json();
    let again = keyed().post("/quotes", asked(&garage)).await.expect(201).json();
    assert_eq!((&first["id"], list(&garage, "").await.len()), (&again["id"], 1));
    let path = format!("/quotes/{}/convert", first["id"].as_str().unwrap());
    let body = json!({ "customer_id": garage.leila, "vehicle_id": garage.peugeot });
    let once = garage.advisor().with("Idempotency-Key", "two").post(&path, body.clone()).await.expect(200).json();
    let twice = garage.advisor().with("Idempotency-Key", "two").post(&path, body).await.expect(200).json();
    assert_eq!(once["version"], twice["version"]);
}

#[tokio::test]
async fn a_part_in_words_becomes_an_article_at_the_price_that_was_said() {
    let garage = Garage::open().await;
    let mut order = made(&garage, asked(&garage)).await;
    approve(&garage, &mut order, 0).await;
    let path = format!("{}/article", order.line_path(0, 1));
    let named = garage.advisor().post(&path, json!({ "product_id": garage.pads })).await.expect(200).json();
    let line = &named["jobs"][0]["lines"][1];
    assert_eq!((&line["product_id"], &line["unit_price"]), (&json!(garage.pads), &json!(420_000)));
    assert_eq!((&line["list_price"], &named["jobs"][0]["authorisation"]["state"]), (&json!(118_750), &json!("approved")));
    let refusal = garage.advisor().post(&path, json!({ "product_id": garage.discs })).await.expect(422).json();
    assert_eq!(refusal["errors"][0]["code"], "not-allowed");
    let path = format!("{}/article", order.line_path(1, 0));
    garage.advisor().post(&path, json!({ "product_id": garage.old })).await.expect(422);
    garage.kit.outsider().post(&path, json!({ "product_id": garage.pads })).await.expect(404);
    let visit = convert(&garage, &order, false).await.expect(200).json();
    let parts: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<WorkOrderParts>().unwrap()).collect();
    assert_eq!((parts[0].lines.len(), &visit["state"]), (1, &json!("approved")), "and it is wanted from the shelf");
}
