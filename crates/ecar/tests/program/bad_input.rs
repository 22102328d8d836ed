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
        attempts.push(tokio::spawn(async move { owner.post(&path, json!({ "odometer_out": 90_000 })).await.0 }));
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

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_the_largest_size_is_read_and_one_byte_more_is_not() {
    const LARGEST: usize = 2 << 20;
    let server = Server::start().await;
    let owner = server.owner().await;
    let body = json!({ "kind": "person", "name": "" }).to_string();
    let padded = |length: usize| body.clone() + &" ".repeat(length - body.len());
    assert_eq!(raw(&owner, Method::POST, "/customers", padded(LARGEST)).await.0, 422);
    assert_eq!(raw(&owner, Method::POST, "/customers", padded(LARGEST + 1)).await.0, 413);
    // Without a length said before, too.
    let chunks = futures::stream::iter((0..3).map(|_| Ok::<_, std::io::Error>(vec![b' '; 1 << 20])));
    assert_eq!(raw(&owner, Method::POST, "/customers", reqwest::Body::wrap_stream(chunks)).await.0, 413);
    let (status, answer) = raw(&server.anonymous(), Method::POST, "/auth/login", vec![b' '; (10 << 20) + 1]).await;
    assert!(status == 413 && answer.contains("\"too-large\""), "{status} {answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_json_of_ours_is_refused() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let cases = [
        ("[".repeat(100_000), 422),
        (format!("{{\"kind\":\"person\",\"name\":{}", "[".repeat(100_000)), 422),
        ("{\"kind\":".repeat(100_000), 422),
        ("[\"person\", \"Ali\"]".to_owned(), 422),
        ("{\"kind\":\"person\",\"kind\":\"person\",\"name\":\"Ali\"}".to_owned(), 422),
        ("{\"kind\":\"person\",\"name\":\"Ali\"} {}".to_owned(), 400),
        ("{\"kind\":\"person\",\"name\":\"\\ud800\"}".to_owned(), 400),
        ("null".to_owned(), 422),
    ];
    for (body, status) in cases {
        let start: String = body.chars().take(60).collect();
        let (got, answer) = raw(&owner, Method::POST, "/customers", body).await;
        assert_eq!(got, status, "{start}: {answer}");
        assert!(answer.contains("\"code\""), "{start}: {answer}");
    }
    for number in ["9223372036854775808", "-9223372036854775809", "1e30", "1e-30", "0.5", "99999999999999999999999999"] {
        let body = format!("{{\"sku\":\"N\",\"name\":\"N\",\"price\":{number},\"vat_rate\":1900}}");
        let (status, answer) = raw(&owner, Method::POST, "/products", body).await;
        assert!(status == 422 && answer.contains("/price"), "{number}: {status} {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_queries_and_cursors_are_told() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let lists = [
        "/customers?sort=name",
        "/customers?sort=-created_at",
        "/vehicles?sort=plate",
        "/products?sort=sku",
        "/products?sort=name",
        "/work-orders?sort=-opened_at",
        "/work-orders?sort=promised_at",
        "/invoices?q=",
        "/users?disabled=false",
        "/audit?entity=customer",
    ];
    for list in lists {
        assert_eq!(owner.get(&format!("{list}&limit=1&limit=2")).await.0, 422, "{list}: twice the same");
        for after in ["%00", "-", "bnVsbA", "W10", "e30", "WyJcdTAwMDAiXQ", &"A".repeat(10_000)] {
            let (status, answer) = owner.get(&format!("{list}&after={after}")).await;
            assert!(status == 422 && answer["code"] == "invalid", "{list} {after}: {status} {answer}");
        }
        let next = owner.read(&format!("{list}&limit=1")).await["next"].as_str().map(str::to_owned);
        for cursor in next.iter().flat_map(|next| twisted(next)) {
            let (status, answer) = owner.get(&format!("{list}&after={cursor}")).await;
            assert!(status == 200 || status == 422, "{list} {cursor}: {status} {answer}");
        }
    }
}

/// A true cursor whose texts hold what databases refuse and whose numbers and times are at their ends.
fn twisted(cursor: &str) -> Vec<String> {
    use base64::Engine;
    let code = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let Ok(value) = serde_json::from_slice::<Value>(&code.decode(cursor).unwrap()) else { return vec![] };
    let texts = ["\u{0}", "a\u{0}b", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "+262000-01-01T00:00:00Z", "'"];
    let leaves = texts.iter().map(|text| json!(text)).chain([json!(i64::MAX), json!(i64::MIN), json!(1e300), Value::Null]);
    let mut all = vec![];
    for leaf in leaves {
        for place in 0..3 {
            let mut changed = value.clone();
            let mut met = 0;
            replace(&mut changed, &mut met, place, &leaf);
            all.push(code.encode(changed.to_string()));
        }
    }
    all
}

fn replace(value: &mut Value, met: &mut usize, place: usize, leaf: &Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, met, place, leaf)),
        Value::Object(fields) => fields.values_mut().for_each(|field| replace(field, met, place, leaf)),
        other => {
            if *met == place {
                *other = leaf.clone();
            }
            *met += 1;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_types_methods_and_sizes_of_requests_are_refused_in_our_words() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let typed = owner.request(Method::POST, "/customers").header("content-type", "text/plain").body("{}").send().await.unwrap();
    assert_eq!((typed.status().as_u16(), typed.headers()["content-type"].to_str().unwrap()), (415, "application/problem+json"));
    let form =
        owner.request(Method::POST, "/imports/customers").header("content-type", "application/json").body("{}").send().await.unwrap();
    assert_eq!((form.status().as_u16(), form.headers()["content-type"].to_str().unwrap()), (415, "application/problem+json"));
    for method in ["TRACE", "PUT", "DELETE", "BREW"] {
        let answer = owner.request(Method::from_bytes(method.as_bytes()).unwrap(), "/customers").send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 405, "{method}");
        assert_eq!(answer.headers()["allow"], "GET,HEAD,POST", "{method}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{method}");
    }
    let head = owner.request(Method::HEAD, "/customers").send().await.unwrap();
    assert_eq!((head.status().as_u16(), head.bytes().await.unwrap().len()), (200, 0));
    let unknown = server.anonymous().request(Method::GET, "/customers").send().await.unwrap();
    assert_eq!((unknown.status().as_u16(), unknown.headers()["www-authenticate"].to_str().unwrap()), (401, "Bearer"));
    let key = owner.request(Method::POST, "/customers").header("idempotency-key", "two words").json(&json!({})).send().await.unwrap();
    assert_eq!(key.status().as_u16(), 400);
    // A server may also just hang up on these; what counts is that it goes on.
    for (path, header) in [(format!("/customers?q={}", "x".repeat(200_000)), "1".to_owned()), ("/customers".into(), "x".repeat(1 << 20))] {
        if let Ok(answer) = owner.request(Method::GET, &path).header("x-long", header).send().await {
            assert!(answer.status().is_client_error(), "{}", answer.status());
        }
    }
    assert_eq!(owner.get("/customers?limit=1").await.0, 200);
}
