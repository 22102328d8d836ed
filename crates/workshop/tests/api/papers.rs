//! Estimates and work orders on paper. What would be printed comes back as JSON.

use serde_json::{Value, json};
use testkit::Reply;

use crate::support::{Garage, Order, labour};

/// An order of three jobs, and the version that was sent of it.
async fn offered(garage: &Garage) -> (Order, String) {
    let order = garage.opened(garage.three_jobs()).await;
    let sent = garage.advisor().post(&format!("{}/estimates", order.path), json!({ "by_message": false })).await.expect(201).json();
    let id = sent["items"][0]["id"].as_str().or(sent["id"].as_str()).unwrap().to_owned();
    (order, id)
}

fn paper(reply: Reply) -> Value {
    let reply = reply.expect(200);
    assert_eq!(reply.headers["content-type"], "application/pdf");
    assert_eq!(reply.headers["cache-control"], "no-store");
    reply.json()
}

fn headings(paper: &Value) -> Vec<(String, String)> {
    let rows = paper["rows"].as_array().unwrap().iter().map(|row| &row[0]).filter(|cell| cell["kind"] == "heading");
    rows.map(|cell| (cell["value"][0].as_str().unwrap().to_owned(), cell["value"][1].as_str().unwrap_or_default().to_owned())).collect()
}

fn fact(paper: &Value, name: &str) -> Value {
    let facts = paper["facts"].as_array().unwrap();
    facts.iter().find(|fact| fact[0] == name).map_or(Value::Null, |fact| fact[1]["value"].clone())
}

#[tokio::test]
async fn an_estimate_is_printed_as_it_was_sent_with_what_was_decided() {
    let garage = Garage::open().await;
    let (order, id) = offered(&garage).await;
    let advisor = garage.advisor();
    let path = format!("/estimates/{id}/pdf");
    let fresh = paper(advisor.get(&path).await);
    assert_eq!((&fresh["kind"], &fresh["language"], &fresh["is_signed"]), (&json!("estimate"), &json!("fr"), &json!(true)));
    assert_eq!((&fresh["more"]["totals"]["total"], &fresh["more"]["has_terms"]), (&json!(711_430), &json!(true)));
    assert!(headings(&fresh).iter().all(|(_, mark)| mark == "waiting"), "{fresh}");
    assert_eq!((fact(&fresh, "version"), fact(&fresh, "plate")), (json!("1"), json!("215 TU 4821")));
    assert_eq!(fresh["buyer"]["name"], "Leïla Chebbi");

    let body = json!({ "decisions": [order.decision(0, "approve"), order.decision(2, "decline")],
        "method": "phone", "by_name": "Leïla Chebbi", "phone": "+21698123456" });
    advisor.post(&format!("{}/authorise", order.path), body).await.expect(200);
    advisor.post(&format!("{}/jobs", order.path), json!({ "title": "Later", "lines": [labour(1000)] })).await.expect(200);
    let decided = paper(advisor.get(&format!("{path}?lang=ar")).await);
    let marks: Vec<_> = headings(&decided).into_iter().map(|(_, mark)| mark).collect();
    assert_eq!((marks.as_slice(), &decided["language"]), (["approved", "waiting", "declined"].map(String::from).as_slice(), &json!("ar")));
    let proofs = &decided["more"]["tables"][0];
    assert_eq!((&proofs["title"], proofs["rows"].as_array().unwrap().len()), (&json!("decisions"), 3));
    assert!(proofs.to_string().contains("Leïla Chebbi (+21698123456)") && proofs.to_string().contains("fingerprint"), "{proofs}");
    // The style of the moment at which it was sent.
    assert_eq!(decided["style"]["footer"], format!("{} 2026-11-20T08:00:00+00:00", garage.kit.site));
}

#[tokio::test]
async fn a_work_order_is_for_the_workshop_and_has_prices_when_asked() {
    let garage = Garage::open().await;
    let (order, _) = offered(&garage).await;
    let advisor = garage.advisor();
    advisor
        .post(
            &format!("{}/authorise", order.path),
            json!({ "decisions": [order.decision(0, "approve"), order.decision(2, "decline")],
        "method": "in_person", "by_name": "Leïla Chebbi" }),
        )
        .await
        .expect(200);
    let plain = paper(garage.kit.technician().get(&format!("{}/pdf?lang=en", order.path)).await);
    assert_eq!((&plain["kind"], &plain["language"], &plain["is_signed"]), (&json!("work_order"), &json!("en"), &json!(false)));
    assert_eq!((&plain["columns"], &plain["more"]["totals"]), (&json!(["article", "description", "quantity"]), &Value::Null));
    assert_eq!(headings(&plain).into_iter().map(|(_, mark)| mark).collect::<Vec<_>>(), ["", "waiting"], "what was declined is not done");
    assert_eq!((fact(&plain, "vin"), fact(&plain, "odometer")), (json!("VF3CCHMZ0KT045612"), json!([84_300_000, "km"])));
    assert_eq!(plain["more"]["code"], format!("https://garage.example{}", order.path));
    assert_eq!(plain["more"]["tables"][0]["is_form"], true);
    assert!(!plain.to_string().contains("amount"), "{plain}");
    let priced = paper(advisor.get(&format!("{}/pdf?prices=true", order.path)).await);
    assert_eq!((&priced["language"], &priced["more"]["has_terms"], &priced["is_signed"]), (&json!("fr"), &json!(true), &json!(true)));
    assert!(priced["more"]["totals"]["total"].as_i64().unwrap() > 0);
}

#[tokio::test]
async fn papers_are_for_who_reads_the_record_and_are_not_printed_twice() {
    let garage = Garage::open().await;
    let (order, id) = offered(&garage).await;
    for path in [format!("/estimates/{id}/pdf"), format!("{}/pdf", order.path)] {
        assert_eq!(garage.kit.anonymous().get(&path).await.status, 401);
        assert_eq!(garage.kit.outsider().get(&path).await.status, 404);
        let tag = garage.advisor().get(&path).await.expect(200).headers["etag"].to_str().unwrap().to_owned();
        assert_eq!(garage.advisor().with("If-None-Match", tag).get(&path).await.status, 304);
        assert_eq!(garage.advisor().get(&format!("{path}?lang=de")).await.status, 422);
    }
}
