use serde_json::{Value, json};

use crate::support::{Garage, labour, part};

#[tokio::test]
async fn details_change_and_empty() {
    let garage = Garage::open().await;
    let mut order = garage.opened(json!([])).await;
    let changes = json!({ "concern": "Smells of petrol", "promised_at": "2026-11-20T16:00:00Z", "key_tag": null, "notes": "Calls at noon", "odometer_in": 84_301 });
    let reply = garage.advisor().with("if-match", "\"1\"").patch(&order.path, changes).await.expect(200);
    assert!(reply.headers["etag"].to_str().unwrap().starts_with("\"2."));
    order.read(&garage.advisor()).await;
    assert_eq!(order.json, reply.json());
    assert_eq!((&order.json["key_tag"], &order.json["notes"]), (&Value::Null, &json!("Calls at noon")));
    assert_eq!(order.json["promised_at"], "2026-11-20T16:00:00Z");
    let same = garage.advisor().patch(&order.path, json!({ "notes": "Calls at noon" })).await.expect(200).json();
    assert_eq!(same["version"], 2, "what changes nothing is no new version");
}

#[tokio::test]
async fn a_stale_change_is_refused() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([])).await;
    garage.advisor().patch(&order.path, json!({ "notes": "first" })).await.expect(200);
    garage.advisor().with("if-match", "\"1\"").patch(&order.path, json!({ "notes": "second" })).await.expect(412);
    assert_eq!(garage.advisor().get(&order.path).await.json()["notes"], "first");
}

#[tokio::test]
async fn bad_changes_are_told_where_they_are() {
    let garage = Garage::open().await;
    let order = garage.opened(garage.three_jobs()).await;
    let cases = [
        (order.path.clone(), json!({ "concern": "" }), "/concern"),
        (order.path.clone(), json!({ "notes": "a\u{0}" }), "/notes"),
        (order.path.clone(), json!({ "odometer_in": 10_000_000 }), "/odometer_in"),
        (order.path.clone(), json!({ "state": "ready" }), "/state"),
        (order.job_path(0), json!({ "title": " " }), "/title"),
        (order.job_path(0), json!({ "cause": "a".repeat(5001) }), "/cause"),
        (order.line_path(0, 0), json!({ "quantity": 0 }), "/quantity"),
        (order.line_path(0, 0), json!({ "unit_price": 1_000_000_000_001_i64 }), "/unit_price"),
        (order.line_path(0, 0), json!({ "quantity": 1_000_000_000, "unit_price": 1_000_000_000_000_i64 }), "/quantity"),
        (order.line_path(0, 0), json!({ "description": "" }), "/description"),
        (order.line_path(0, 0), json!({ "discount": -1 }), "/discount"),
        (order.line_path(0, 0), json!({ "kind": "fee" }), "/kind"),
    ];
    for (path, body, pointer) in cases {
        assert_eq!(garage.advisor().patch(&path, body).await.expect(422).pointers(), [pointer]);
    }
}

#[tokio::test]
async fn jobs_and_lines_come_change_and_go() {
    let garage = Garage::open().await;
    let mut order = garage.opened(json!([])).await;
    let advisor = garage.advisor();
    order.act(&advisor, "jobs", json!({ "title": "Brakes", "concern": "squeals", "lines": [labour(1500)] })).await;
    order.act(&advisor, "jobs", json!({ "title": "Wipers" })).await;
    let add = format!("jobs/{}/lines", order.json["jobs"][1]["id"].as_str().unwrap());
    order.act(&advisor, &add, part(garage.pads, 1000)).await;
    order.json = advisor.patch(&order.line_path(1, 0), json!({ "quantity": 2000, "discount": 500 })).await.expect(200).json();
    assert_eq!(order.json["jobs"][1]["lines"][0]["net"], 225_625);
    order.json = advisor.patch(&order.job_path(1), json!({ "title": "Rear wipers", "cause": "worn" })).await.expect(200).json();
    assert_eq!((&order.json["jobs"][1]["title"], &order.json["jobs"][1]["cause"]), (&json!("Rear wipers"), &json!("worn")));
    let kept = order.json.clone();
    order.read(&advisor).await;
    assert_eq!(order.json, kept);
    order.json = advisor.delete(&order.line_path(0, 0)).await.expect(200).json();
    assert_eq!(order.json["jobs"][0]["lines"], json!([]));
    order.json = advisor.delete(&order.job_path(0)).await.expect(200).json();
    order.read(&advisor).await;
    assert_eq!(order.json["jobs"].as_array().unwrap().len(), 1);
    assert_eq!(order.json["totals"]["net"], 225_625);
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_was_removed_comes_back_as_it_was() {
    let garage = Garage::open().await;
    let advisor = garage.advisor();
    let mut order = garage.approved().await;
    let jobs = order.json["jobs"].clone();
    let (job, lines) = (order.job_path(0), [order.line_path(0, 0), order.line_path(1, 0)]);
    for line in &lines {
        advisor.delete(line).await.expect(200);
    }
    order.json = advisor.delete(&job).await.expect(200).json();
    assert_eq!(order.json["jobs"].as_array().unwrap().len(), jobs.as_array().unwrap().len() - 1);
    order.json = advisor.post(&format!("{job}/restore"), json!({})).await.expect(200).json();
    assert_eq!(order.json["jobs"][0]["authorisation"], jobs[0]["authorisation"]);
    assert_eq!(order.json["jobs"][0]["lines"].as_array().unwrap().len(), jobs[0]["lines"].as_array().unwrap().len() - 1);
    let version = order.json["version"].clone();
    for line in &lines {
        order.json = advisor.post(&format!("{line}/restore"), json!({})).await.expect(200).json();
    }
    assert_eq!(order.json["jobs"], jobs);
    let again = advisor.post(&format!("{job}/restore"), json!({})).await.expect(200).json();
    assert_eq!(again["version"].as_i64(), version.as_i64().map(|version| version + 2), "what is back already is no new version");
    let kept = order.json.clone();
    order.read(&advisor).await;
    assert_eq!(order.json, kept);
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let garage = Garage::open().await;
    let order = garage.opened(garage.three_jobs()).await;
    let other = garage.opened(garage.three_jobs()).await;
    let nobody = "01900000-0000-7000-8000-00000000dead";
    let (job, line) = (other.job_path(0), other.line_path(0, 0));
    let foreign = |path: &str| path.replace(&other.path, &order.path);
    garage.advisor().get(&format!("/work-orders/{nobody}")).await.expect(404);
    garage.advisor().get("/work-orders/42").await.expect(404);
    garage.advisor().patch(&foreign(&job), json!({ "cause": "x" })).await.expect(404);
    garage.advisor().delete(&foreign(&line)).await.expect(404);
    garage.advisor().post(&format!("{}/restore", foreign(&job)), json!({})).await.expect(404);
    garage.advisor().post(&format!("{}/restore", foreign(&line)), json!({})).await.expect(404);
    garage.advisor().post(&format!("{}/lines", foreign(&job)), labour(1000)).await.expect(404);
}

/// PRODUCT.md 3.1 steps 7 and 10.
#[tokio::test]
async fn the_customers_word_is_kept_and_breaks_when_the_price_rises() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    assert_eq!((order.state(), order.authorisation(0), order.authorisation(2)), ("approved", "approved", "declined"));
    let evidence = &order.json["jobs"][1]["authorisation"];
    let shown = (&evidence["method"], &evidence["by_name"], &evidence["at"], &evidence["amount"]);
    assert_eq!(shown, (&json!("phone"), &json!("Leïla"), &json!("2026-11-20T08:00:00Z"), &json!(477_845)));
    assert_eq!(order.json["totals"]["net"], 553_100);

    let disc = order.line_path(1, 2);
    order.json = garage.advisor().patch(&disc, json!({ "unit_price": 99_000 })).await.expect(200).json();
    assert_eq!((order.authorisation(1), &order.json["jobs"][1]["authorisation"]["amount"]), ("reapproval_needed", &json!(477_845)));
    order.json = garage.advisor().patch(&disc, json!({ "unit_price": 96_400 })).await.expect(200).json();
    assert_eq!(order.authorisation(1), "approved");

    let history = garage.advisor().get(&format!("{}/history", order.path)).await.expect(200).json();
    let events: Vec<_> = history["items"].as_array().unwrap().iter().map(|entry| entry["event"].as_str().unwrap().to_owned()).collect();
    let expected = [
        "approval_restored",
        "line_updated",
        "reapproval_needed",
        "line_updated",
        "job_declined",
        "job_approved",
        "job_approved",
        "authorised",
        "opened",
    ];
    assert_eq!(events, expected);
    assert_eq!(history["items"][2]["detail"], json!({ "text": "Front brakes", "before": 477_845, "amount": 484_033, "currency": "TND" }));
    assert_eq!(history["items"][0]["by"], "Nadia");
    garage.is_healthy().await;
}

#[tokio::test]
async fn decisions_must_make_sense() {
    let garage = Garage::open().await;
    let order = garage.opened(garage.three_jobs()).await;
    let word = |decisions: Value| json!({ "decisions": decisions, "method": "phone", "by_name": "Leïla" });
    let stranger = json!({ "job_id": "01900000-0000-7000-8000-00000000dead", "decision": "approve" });
    let cases = [
        (word(json!([])), "/decisions"),
        (word(json!([order.decision(0, "maybe")])), "/decisions/0/decision"),
        (word(json!([order.decision(0, "approve"), stranger])), "/decisions/1/job_id"),
        (word(json!([order.decision(0, "approve"), order.decision(0, "decline")])), "/decisions/1/job_id"),
        (json!({ "decisions": [order.decision(0, "approve")], "method": "telepathy", "by_name": "Leïla" }), "/method"),
        (json!({ "decisions": [order.decision(0, "approve")], "method": "phone", "by_name": " " }), "/by_name"),
    ];
    for (body, pointer) in cases {
        assert_eq!(order.ask(&garage.advisor(), "authorise", body).await.expect(422).pointers(), [pointer]);
    }
}

#[tokio::test]
async fn history_comes_in_pages_newest_first() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    let path = format!("{}/history", order.path);
    let first = garage.advisor().get(&format!("{path}?limit=3")).await.expect(200).json();
    let rest = garage.advisor().get(&format!("{path}?limit=3&after={}", first["next"].as_str().unwrap())).await.expect(200).json();
    let names = |page: &Value| page["items"].as_array().unwrap().iter().map(|entry| entry["event"].clone()).collect::<Vec<_>>();
    assert_eq!((names(&first).len(), names(&rest), &rest["next"]), (3, vec![json!("authorised"), json!("opened")], &Value::Null));
    garage.kit.outsider().get(&path).await.expect(404);
}
