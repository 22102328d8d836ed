//! Visits of a test, by somebody who presses the button again when told to come back.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::garage::{article, leila, site};
use super::services::Apart;
use crate::server::Person;

pub struct Answer {
    pub status: u16,
    retry_after: Option<String>,
    kind: String,
    pub body: Value,
}

pub async fn send(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let header = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (status, retry_after, kind) = (response.status().as_u16(), header("retry-after"), header("content-type").unwrap_or_default());
    let text = response.text().await.unwrap();
    Answer { status, retry_after, kind, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
}

impl Answer {
    /// "Come back later", as it is to be said.
    pub fn is_unavailable(&self) -> bool {
        let is_said = self.retry_after.is_some() && self.kind == "application/problem+json" && self.body["code"] == "unavailable";
        assert!(self.status != 503 || is_said, "{:?} {} {}", self.retry_after, self.kind, self.body);
        self.status == 503
    }
}

/// Posts under one key, as somebody does who presses the button again.
pub async fn post(person: &Person, path: &str, key: Uuid, body: &Value) -> Answer {
    send(person.request(Method::POST, path).header("idempotency-key", key.to_string()).json(body)).await
}

pub async fn insist(person: &Person, path: &str, key: Uuid, body: Value) -> Value {
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
pub struct Garage {
    pub nadia: Person,
    technician: Value,
    site: Value,
    customer: Value,
    vehicle: Value,
    product: Value,
}

impl Garage {
    pub async fn of(apart: &Apart) -> Self {
        let (owner, nadia) = (apart.sign_in("hela").await, apart.sign_in("nadia").await);
        let site = site(&nadia).await;
        let (customer, vehicle) = leila(&nadia).await;
        let product = article(&owner, &site, "T-PADS", 100_000).await;
        let staff = nadia.read(&format!("/staff?site={}&role=technician", site.as_str().unwrap())).await;
        let technician = staff[0]["id"].as_str().or(staff["items"][0]["id"].as_str()).map(Value::from).unwrap();
        Self { nadia, technician, site, customer, vehicle, product }
    }

    /// An order at work, with one part. What is cut off on the way is left, and another begun.
    pub async fn begin(&self) -> String {
        loop {
            if let Some(id) = self.try_begin().await {
                return id;
            }
        }
    }

    async fn try_begin(&self) -> Option<String> {
        let part = json!({ "kind": "part", "product_id": self.product, "quantity": 1000 });
        let order = json!({
            "site_id": self.site, "customer_id": self.customer["id"], "vehicle_id": self.vehicle["id"], "concern": "Bruit",
            "jobs": [{ "title": "Freins", "lines": [part] }],
        });
        let order = self.step("/work-orders", order).await?;
        let path = format!("/work-orders/{}", order["id"].as_str().unwrap());
        let decision = json!({ "job_id": order["jobs"][0]["id"], "decision": "approve" });
        let decisions = json!({ "decisions": [decision], "method": "phone", "by_name": "Leïla" });
        self.step(&format!("{path}/authorise"), decisions).await?;
        self.step(&format!("{path}/assign"), json!({ "technician_id": self.technician })).await?;
        self.step(&format!("{path}/start"), json!({})).await?;
        order["id"].as_str().map(str::to_owned)
    }

    /// None when it says come back later.
    async fn step(&self, path: &str, body: Value) -> Option<Value> {
        let answer = post(&self.nadia, path, Uuid::now_v7(), &body).await;
        if answer.is_unavailable() {
            return None;
        }
        assert!((200..300).contains(&answer.status), "{path}: {} {}", answer.status, answer.body);
        Some(answer.body)
    }

    /// The draft that the completed order becomes.
    pub async fn drafted(&self, order: &str) -> String {
        let drafts = self.nadia.eventually(&format!("/invoices?work_order={order}"), |page| page["items"][0]["id"].is_string()).await;
        format!("/invoices/{}", drafts["items"][0]["id"].as_str().unwrap())
    }

    /// From the issued invoice to the hand-over.
    pub async fn end(&self, order: &str, issued: &Value) {
        let (nadia, invoice) = (&self.nadia, format!("/invoices/{}", issued["id"].as_str().unwrap()));
        let pay = json!({ "tender": "cash", "amount": issued["due"] });
        insist(nadia, &format!("{invoice}/payments"), Uuid::now_v7(), pay).await;
        let path = format!("/work-orders/{order}");
        nadia.eventually(&path, |order| order["state"] == "invoiced" && order["invoices"][0]["due"] == 0).await;
        let handed_over = self.step(&format!("{path}/hand-over"), json!({})).await;
        assert!(handed_over.is_none_or(|order| order["state"] == "closed"));
    }

    /// One invoice, one movement of stock, one line in the vehicle's history, one message of each kind.
    pub async fn assert_once(&self, order: &str, visits: i64) {
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
