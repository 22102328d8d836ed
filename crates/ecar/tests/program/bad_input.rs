//! Bad input is told what is wrong with it, writes nothing, and is never a 500.

use reqwest::Method;
use serde_json::{Value, json};

use crate::server::{Person, Server};

const NOBODY: &str = "01900000-0000-7000-8000-000000000000";

async fn raw(person: &Person, method: Method, path: &str, body: impl Into<reqwest::Body>) -> (u16, String) {
    let response = person.request(method, path).header("content-type", "application/json").body(body).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_wrong_are_refused_with_a_problem() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let site = owner.read("/me").await["sites"][0]["id"].clone();
    let vehicle = owner.read("/vehicles?limit=1").await["items"][0].clone();
    let order = |change: Value| {
        let mut body = json!({ "site_id": site, "customer_id": vehicle["owner"]["id"], "vehicle_id": vehicle["id"], "concern": "Bruit" });
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        body
    };
    let line = |line: Value| order(json!({ "jobs": [{ "title": "Freins", "lines": [line] }] }));
    let cases = [
        ("/customers", json!({ "kind": "person", "name": "" }), 422, "/name"),
        ("/customers", json!({ "kind": "person", "name": 7 }), 422, "/name"),
        ("/customers", json!({ "kind": "person", "name": "a\u{0}b" }), 422, "/name"),
        ("/customers", json!({ "kind": "person", "name": "x".repeat(10_000) }), 422, "/name"),
        ("/customers", json!({ "kind": "robot", "name": "R" }), 422, "/kind"),
        ("/customers", json!({ "kind": "person", "name": "Ali", "phone": "12" }), 422, "/phone"),
        ("/customers", json!({ "kind": "person", "name": "Ali", "paid": true }), 422, ""),
        ("/customers", json!([]), 422, ""),
        ("/vehicles", json!({ "owner_id": NOBODY, "plate": "1 TU 1", "make": "Kia", "model": "Rio" }), 422, "/owner_id"),
        (
            "/vehicles",
            json!({ "owner_id": vehicle["owner"]["id"], "plate": "9 TU 9", "make": "Kia", "model": "Rio", "vin": "SHORT" }),
            422,
            "/vin",
        ),
        ("/work-orders", order(json!({ "customer_id": NOBODY })), 422, "/customer_id"),
        ("/work-orders", order(json!({ "vehicle_id": NOBODY })), 422, "/vehicle_id"),
        ("/work-orders", order(json!({ "odometer_in": -5 })), 422, "/odometer_in"),
        ("/work-orders", line(json!({ "kind": "labour", "quantity": -1 })), 422, "/jobs/0/lines/0/quantity"),
        ("/work-orders", line(json!({ "kind": "labour", "quantity": i64::MAX })), 422, "/jobs/0/lines/0/quantity"),
        ("/work-orders", line(json!({ "kind": "labour", "quantity": 1.5 })), 422, "/jobs/0/lines/0/quantity"),
        ("/work-orders", line(json!({ "kind": "part", "product_id": NOBODY, "quantity": 1000 })), 422, "/jobs/0/lines/0/product_id"),
        (
            "/work-orders",
            line(json!({ "kind": "fee", "description": "F", "quantity": 1000, "unit_price": i64::MAX })),
            422,
            "/jobs/0/lines/0/unit_price",
        ),
        ("/stock/adjustments", json!({ "site_id": site, "product_id": NOBODY, "quantity": 1000, "reason": "x" }), 422, "/product_id"),
        ("/products", json!({ "sku": "A", "name": "A", "price": -1, "vat_rate": 1900 }), 422, "/price"),
    ];
    for (path, body, status, pointer) in cases {
        let (got, answer) = owner.post(path, body.clone()).await;
        assert_eq!(got, status, "{path} {body}: {answer}");
        assert!(answer["code"].is_string(), "{path} {body}: {answer}");
        let pointers: Vec<_> = answer["errors"].as_array().into_iter().flatten().filter_map(|error| error["pointer"].as_str()).collect();
        assert!(pointer.is_empty() || pointers.contains(&pointer), "{path} {body}: {pointers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_are_broken_are_refused_and_the_program_lives() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let before = owner.read("/customers?limit=100").await;
    assert_eq!(raw(&owner, Method::POST, "/customers", "{\"kind\":").await.0, 400);
    assert_eq!(raw(&owner, Method::POST, "/customers", vec![b'"', 0xff, 0xfe, b'"']).await.0, 400);
    let (status, answer) = raw(&owner, Method::POST, "/customers", vec![b' '; 10 << 20]).await;
    assert!(status == 413 && answer.contains("\"too-large\""), "{status} {answer}");
    assert_eq!(owner.get("/customers/not-an-id").await.0, 404);
    assert_eq!(owner.get(&format!("/customers/{NOBODY}")).await.0, 404);
    assert_eq!(owner.get("/customers?limit=abc").await.0, 422);
    assert_eq!(owner.get("/customers?limit=100000").await.0, 422);
    assert_eq!(owner.get("/customers?after=rubbish").await.0, 422);
    assert_eq!(owner.get("/customers?sort=junk").await.0, 422);
    assert_eq!(owner.get("/nothing-here").await.0, 404);
    assert_eq!(raw(&owner, Method::DELETE, "/customers", "").await.0, 405);
    assert_eq!(owner.get("/search?q=%00%27%22%3B--%25_").await.0, 200);
    assert_eq!(owner.read("/customers?limit=100").await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completed_order_is_completed_once_however_often_it_is_asked() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let site = owner.read("/me").await["sites"][0]["id"].as_str().unwrap().to_owned();
    let vehicle = owner.read("/vehicles?limit=1").await["items"][0].clone();
    let staff = owner.read(&format!("/staff?site={site}&role=technician")).await;
    let staff = if staff.is_array() { staff } else { staff["items"].clone() };
    let body = json!({
        "site_id": site, "customer_id": vehicle["owner"]["id"], "vehicle_id": vehicle["id"], "concern": "Bruit",
        "jobs": [{ "title": "Freins", "lines": [{ "kind": "labour", "quantity": 1000 }] }],
    });
    let order = owner.done("/work-orders", body).await;
    let path = format!("/work-orders/{}", order["id"].as_str().unwrap());
    let decisions = json!([{ "job_id": order["jobs"][0]["id"], "decision": "approve" }]);
    owner.done(&format!("{path}/authorise"), json!({ "decisions": decisions, "method": "in_person", "by_name": "Ali" })).await;
    owner.done(&format!("{path}/assign"), json!({ "technician_id": staff[0]["id"] })).await;
    owner.done(&format!("{path}/start"), json!({})).await;
    let mut attempts = vec![];
    for _ in 0..20 {
        let (owner, path) = (owner.clone(), format!("{path}/complete"));
        attempts.push(tokio::spawn(async move { owner.post(&path, json!({})).await.0 }));
    }
    let mut statuses = vec![];
    for attempt in attempts {
        statuses.push(attempt.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], statuses[1..].iter().all(|status| *status == 409)), (200, true), "{statuses:?}");
    let invoices = owner
        .eventually(&format!("/invoices?work_order={}", order["id"].as_str().unwrap()), |page| page["items"][0]["id"].is_string())
        .await;
    assert_eq!(invoices["items"].as_array().unwrap().len(), 1);
}
