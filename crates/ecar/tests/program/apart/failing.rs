//! Processes that die: the rest works, events wait, and nothing is done twice.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::garage::{article, leila, site};
use super::services::{Apart, MODULES};
use crate::server::Person;

/// Who is asked while an order is completed, beside identity, whose answers are believed for some seconds.
const ASKED: [&str; 2] = ["inventory", "workshop"];

struct Answer {
    status: u16,
    retry_after: Option<String>,
    kind: String,
    body: Value,
}

async fn send(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let header = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (status, retry_after, kind) = (response.status().as_u16(), header("retry-after"), header("content-type").unwrap_or_default());
    let text = response.text().await.unwrap();
    Answer { status, retry_after, kind, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
}

impl Answer {
    /// "Come back later", as it is to be said.
    fn is_unavailable(&self) -> bool {
        let is_said = self.retry_after.is_some() && self.kind == "application/problem+json" && self.body["code"] == "unavailable";
        assert!(self.status != 503 || is_said, "{:?} {} {}", self.retry_after, self.kind, self.body);
        self.status == 503
    }
}

/// Posts under one key, as somebody does who presses the button again.
async fn post(person: &Person, path: &str, key: Uuid, body: &Value) -> Answer {
    send(person.request(Method::POST, path).header("idempotency-key", key.to_string()).json(body)).await
}

async fn insist(person: &Person, path: &str, key: Uuid, body: Value) -> Value {
    let until = tokio::time::Instant::now() + Duration::from_secs(10);
    loop {
        let answer = post(person, path, key, &body).await;
        if (200..300).contains(&answer.status) {
            return answer.body;
        }
        assert!(answer.is_unavailable() && tokio::time::Instant::now() < until, "{path}: {} {}", answer.status, answer.body);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// What every visit of the test is with.
struct Garage {
    nadia: Person,
    technician: Value,
    site: Value,
    customer: Value,
    vehicle: Value,
    product: Value,
}

impl Garage {
    async fn of(apart: &Apart) -> Self {
        let (owner, nadia) = (apart.sign_in("hela").await, apart.sign_in("nadia").await);
        let site = site(&nadia).await;
        let (customer, vehicle) = leila(&nadia).await;
        let product = article(&owner, &site, "T-PADS", 100_000).await;
        let staff = nadia.read(&format!("/staff?site={}&role=technician", site.as_str().unwrap())).await;
        let technician = staff[0]["id"].as_str().or(staff["items"][0]["id"].as_str()).map(Value::from).unwrap();
        Self { nadia, technician, site, customer, vehicle, product }
    }

    /// An order at work, with one part.
    async fn begin(&self) -> String {
        let part = json!({ "kind": "part", "product_id": self.product, "quantity": 1000 });
        let order = json!({
            "site_id": self.site, "customer_id": self.customer["id"], "vehicle_id": self.vehicle["id"], "concern": "Bruit",
            "jobs": [{ "title": "Freins", "lines": [part] }],
        });
        let order = self.nadia.done("/work-orders", order).await;
        let id = order["id"].as_str().unwrap().to_owned();
        let decision = json!({ "job_id": order["jobs"][0]["id"], "decision": "approve" });
        self.nadia
            .done(&format!("/work-orders/{id}/authorise"), json!({ "decisions": [decision], "method": "phone", "by_name": "Leïla" }))
            .await;
        self.nadia.done(&format!("/work-orders/{id}/assign"), json!({ "technician_id": self.technician })).await;
        self.nadia.done(&format!("/work-orders/{id}/start"), json!({})).await;
        id
    }

    /// The draft that the completed order becomes.
    async fn drafted(&self, order: &str) -> String {
        let drafts = self.nadia.eventually(&format!("/invoices?work_order={order}"), |page| page["items"][0]["id"].is_string()).await;
        format!("/invoices/{}", drafts["items"][0]["id"].as_str().unwrap())
    }

    /// From the issued invoice to the hand-over.
    async fn end(&self, order: &str, issued: &Value) {
        let (nadia, invoice) = (&self.nadia, format!("/invoices/{}", issued["id"].as_str().unwrap()));
        nadia.done(&format!("{invoice}/payments"), json!({ "tender": "cash", "amount": issued["due"] })).await;
        let path = format!("/work-orders/{order}");
        nadia.eventually(&path, |order| order["state"] == "invoiced" && order["invoices"][0]["due"] == 0).await;
        assert_eq!(nadia.done(&format!("{path}/hand-over"), json!({})).await["state"], "closed");
    }

    /// One invoice, one movement of stock, one line in the vehicle's history, one message of each kind.
    async fn assert_once(&self, order: &str, visits: i64) {
        let (nadia, site, product) = (&self.nadia, self.site.as_str().unwrap(), self.product.as_str().unwrap());
        let is_one = |page: &Value| page["items"].as_array().is_some_and(|items| items.len() == 1);
        assert!(is_one(&nadia.read(&format!("/invoices?work_order={order}")).await));
        let left = 100_000 - 1000 * visits;
        nadia.eventually(&format!("/products?q=T-PADS&site={site}"), |page| page["items"][0]["on_hand"] == left).await;
        let ledger = nadia.read(&format!("/products/{product}/movements?site={site}&limit=100")).await;
        assert_eq!(ledger["items"].as_array().unwrap().len(), usize::try_from(visits).unwrap() + 1, "{ledger}");
        let history = format!("/vehicles/{}/history?limit=100", self.vehicle["id"].as_str().unwrap());
        let is_of_order = |row: &&Value| row["work_order_id"] == order;
        let times = |page: &Value| page["items"].as_array().unwrap().iter().filter(is_of_order).count();
        assert_eq!(times(&nadia.eventually(&history, |page| times(page) > 0).await), 1);
        let names = |page: &Value| {
            let mut names: Vec<_> = page["items"].as_array().unwrap().iter().map(|row| row["event"].as_str().unwrap().to_owned()).collect();
            names.sort();
            names
        };
        let wanted = ["invoice_issued", "ready_for_pickup", "technician_assigned"];
        let messages = nadia.eventually(&format!("/messages?work_order={order}"), |page| names(page).len() >= wanted.len()).await;
        assert_eq!(names(&messages), wanted);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_module_dies_in_the_middle_of_a_visit_and_the_visit_ends_well() {
    let mut apart = Apart::start().await;
    let garage = Garage::of(&apart).await;
    for (visits, module) in (1..).zip(MODULES) {
        let order = garage.begin().await;
        let (path, key) = (format!("/work-orders/{order}/complete"), Uuid::now_v7());
        apart.service(module).kill();
        let answer = post(&garage.nadia, &path, key, &json!({})).await;
        let is_refused = answer.is_unavailable();
        assert!(is_refused || answer.status == 200, "{module}: {} {}", answer.status, answer.body);
        if module != "identity" {
            assert_eq!(is_refused, ASKED.contains(&module), "{module}: {}", answer.body);
        }
        apart.service(module).start();
        insist(&garage.nadia, &path, key, json!({})).await;
        let invoice = garage.drafted(&order).await;
        let nadia = garage.nadia.clone();
        let issuing = tokio::spawn(async move { insist(&nadia, &format!("{invoice}/issue"), Uuid::now_v7(), json!({})).await });
        apart.service(module).kill();
        apart.service(module).start();
        garage.end(&order, &issuing.await.unwrap()).await;
        garage.assert_once(&order, visits).await;
    }
    apart.assert_sound();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_needs_a_module_that_is_down_says_come_back_and_the_rest_works() {
    let mut apart = Apart::start().await;
    let garage = Garage::of(&apart).await;
    let order = garage.begin().await;
    let nadia = &garage.nadia;
    apart.service("inventory").kill();
    let get = async |path: &str| send(nadia.request(Method::GET, path)).await;
    for path in ["/products", "/search?q=leila"] {
        assert!(get(path).await.is_unavailable(), "{path}");
    }
    assert!(post(nadia, &format!("/work-orders/{order}/complete"), Uuid::now_v7(), &json!({})).await.is_unavailable());
    for path in ["/customers", "/vehicles", "/appointments", "/work-orders", "/invoices", "/messages", "/me"] {
        assert_eq!(get(path).await.status, 200, "{path}");
    }
    apart.service("inventory").start();
    for path in ["/products", "/search?q=leila"] {
        assert_eq!(get(path).await.status, 200, "{path}");
    }
    for module in MODULES {
        assert_eq!(apart.service(module).terminate(), Some(0), "{module} stops although others wait for its events");
    }
    let health = nadia.http.get(format!("{}/readyz", apart.gateway.base)).send().await.unwrap();
    assert_eq!(health.status().as_u16(), 200);
}
