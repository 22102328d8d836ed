//! Payment providers just large enough, over real HTTP on this machine: Stripe below `/`, Konnect below `/konnect`, Flouci below `/flouci`. The
//! test is the customer who pays; and the network that fails.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, RawForm, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use kernel::idempotency::hex;
use parking_lot::Mutex;
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::task::JoinHandle;

/// What signs Stripe's messages.
pub const SIGNING_SECRET: &str = "whsec_test_secret";

/// What the providers know the garage by.
const STRIPE_KEY: &str = "Bearer sk_test_garage";
const KONNECT_KEY: &str = "konnect-key";
const FLOUCI_KEY: &str = "Bearer public:private";

pub struct PaymentProvider {
    url: String,
    kept: Arc<Mutex<Kept>>,
    task: JoinHandle<()>,
}

/// What somebody asked to be paid.
#[derive(Clone, Debug)]
struct Payment {
    amount: i64,
    currency: String,
    /// `pending`, `paid`, `failed` or `expired`.
    state: &'static str,
    site: String,
}

#[derive(Default)]
struct Kept {
    payments: BTreeMap<String, Payment>,
    /// By Stripe's idempotency key: what was asked, and what was made of it.
    keys: BTreeMap<String, (String, String)>,
    is_down: bool,
    /// What was asked is done, and the answer is lost.
    loses_answers: bool,
    calls: usize,
}

type Shared = Arc<Mutex<Kept>>;

impl PaymentProvider {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let kept = Shared::default();
        let router = Router::new()
            .route("/v1/checkout/sessions", post(begin_session).get(list_sessions))
            .route("/v1/checkout/sessions/{id}", get(read_session))
            .route("/konnect/payments/init-payment", post(init_payment))
            .route("/konnect/payments/{id}", get(read_payment))
            .route("/flouci/generate_payment", post(generate_payment))
            .route("/flouci/verify_payment/{id}", get(verify_payment))
            .layer(from_fn_with_state(kept.clone(), reached))
            .with_state(kept.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, kept, task }
    }

    /// Where a provider's API is: `stripe`, `konnect` or `flouci`.
    pub fn address(&self, provider: &str) -> String {
        if provider == "stripe" { self.url.clone() } else { format!("{}/{provider}", self.url) }
    }

    /// What a site says of itself with a provider.
    pub fn account(provider: &str) -> Value {
        let (account, key) = match provider {
            "stripe" => (Value::Null, "sk_test_garage"),
            "konnect" => (json!("wallet"), KONNECT_KEY),
            _ => (json!("public"), "private"),
        };
        json!({ "enabled": true, "test_mode": true, "account": account, "key": key, "webhook_secret": SIGNING_SECRET })
    }

    /// Answers nothing but 500 from now on, or works again.
    pub fn set_down(&self, is_down: bool) {
        self.kept.lock().is_down = is_down;
    }

    /// Does what it is asked and answers 500 from now on, or answers again.
    pub fn lose_answers(&self, loses: bool) {
        self.kept.lock().loses_answers = loses;
    }

    /// The names of all payments, the oldest first.
    pub fn references(&self) -> Vec<String> {
        self.kept.lock().payments.keys().cloned().collect()
    }

    /// How often it was called.
    pub fn calls(&self) -> usize {
        self.kept.lock().calls
    }

    /// The customer pays what is asked.
    pub fn pay(&self, reference: &str) {
        self.set(reference, "paid");
    }

    /// The customer pays another sum.
    pub fn pay_other(&self, reference: &str, amount: i64, currency: &str) {
        self.set(reference, "paid");
        let mut kept = self.kept.lock();
        let payment = kept.payments.get_mut(reference).expect("it was begun");
        (payment.amount, payment.currency) = (amount, currency.to_owned());
    }

    /// `failed` or `expired`.
    pub fn set(&self, reference: &str, state: &'static str) {
        self.kept.lock().payments.get_mut(reference).expect("it was begun").state = state;
    }

    /// Somebody paid what nobody here asked for.
    pub fn add_stranger(&self, reference: &str, site: &str, amount: i64) {
        let payment = Payment { amount, currency: "TND".into(), state: "paid", site: site.to_owned() };
        self.kept.lock().payments.insert(reference.to_owned(), payment);
    }

    /// A message of Stripe's, with its signature.
    pub fn message(event: &str, reference: &str, at: DateTime<Utc>) -> (String, Vec<u8>) {
        let object = json!({ "id": reference, "object": "checkout.session" });
        let body = json!({ "id": event, "type": "checkout.session.completed", "data": { "object": object } }).to_string();
        (Self::signature(SIGNING_SECRET, &body, at), body.into_bytes())
    }

    pub fn signature(secret: &str, body: &str, at: DateTime<Utc>) -> String {
        let seconds = at.timestamp();
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(format!("{seconds}.{body}"));
        format!("t={seconds},v1={}", hex(&mac.finalize().into_bytes()))
    }
}

impl Drop for PaymentProvider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn reached(State(kept): State<Shared>, request: axum::extract::Request, next: Next) -> Response {
    kept.lock().calls += 1;
    if kept.lock().is_down {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let answer = next.run(request).await;
    if kept.lock().loses_answers { StatusCode::INTERNAL_SERVER_ERROR.into_response() } else { answer }
}

fn is_known(headers: &HeaderMap, name: &str, key: &str) -> Result<(), StatusCode> {
    let given = headers.get(name).and_then(|value| value.to_str().ok());
    if given == Some(key) { Ok(()) } else { Err(StatusCode::UNAUTHORIZED) }
}

impl Kept {
    fn begin(&mut self, prefix: &str, payment: Payment) -> String {
        let reference = format!("{prefix}{:04}", self.payments.len() + 1);
        self.payments.insert(reference.clone(), payment);
        reference
    }

    fn find(&self, reference: &str) -> Result<Payment, StatusCode> {
        self.payments.get(reference).cloned().ok_or(StatusCode::NOT_FOUND)
    }
}

/// `a=b&c=d`, with its percents.
fn fields(form: &[u8]) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(form).into_owned();
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (plain(name), plain(value))).collect()
}

fn plain(text: &str) -> String {
    let (mut bytes, mut rest) = (vec![], text.bytes());
    while let Some(byte) = rest.next() {
        let read = |digit: Option<u8>| digit.and_then(|digit| char::from(digit).to_digit(16)).unwrap_or_default();
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => u8::try_from(read(rest.next()) * 16 + read(rest.next())).unwrap_or_default(),
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn begin_session(State(kept): State<Shared>, headers: HeaderMap, RawForm(form): RawForm) -> Result<Json<Value>, StatusCode> {
    is_known(&headers, "authorization", STRIPE_KEY)?;
    let (asked, form) = (String::from_utf8_lossy(&form).into_owned(), fields(&form));
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default().to_owned();
    let amount: i64 = form["line_items[0][price_data][unit_amount]"].parse().map_err(|_| StatusCode::BAD_REQUEST)?;
    let currency = form["line_items[0][price_data][currency]"].clone();
    if currency == "tnd" && amount % 10 != 0 {
        return Err(StatusCode::BAD_REQUEST);
    }
    let mut kept = kept.lock();
    let reference = match kept.keys.get(&key) {
        Some((before, _)) if *before != asked => return Err(StatusCode::BAD_REQUEST),
        Some((_, reference)) => reference.clone(),
        None => {
            let site = form["metadata[ecar_site]"].clone();
            let reference = kept.begin("cs_test_", Payment { amount, currency: currency.to_uppercase(), state: "pending", site });
            kept.keys.insert(key, (asked, reference.clone()));
            reference
        }
    };
    let payment = kept.find(&reference)?;
    Ok(Json(session(&reference, &payment)))
}

fn session(reference: &str, payment: &Payment) -> Value {
    let (status, payment_status) = match payment.state {
        "paid" => ("complete", "paid"),
        "expired" => ("expired", "unpaid"),
        _ => ("open", "unpaid"),
    };
    json!({
        "id": reference, "object": "checkout.session", "url": format!("https://checkout.example/{reference}"), "status": status,
        "payment_status": payment_status, "amount_total": payment.amount, "currency": payment.currency.to_lowercase(),
        "metadata": { "ecar_site": payment.site },
    })
}

async fn read_session(State(kept): State<Shared>, Path(id): Path<String>, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    is_known(&headers, "authorization", STRIPE_KEY)?;
    let payment = kept.lock().find(&id)?;
    Ok(Json(session(&id, &payment)))
}

async fn list_sessions(State(kept): State<Shared>, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    is_known(&headers, "authorization", STRIPE_KEY)?;
    let kept = kept.lock();
    let all = kept.payments.iter().filter(|(reference, _)| reference.starts_with("cs_"));
    let data: Vec<_> = all.map(|(reference, payment)| session(reference, payment)).collect();
    Ok(Json(json!({ "object": "list", "data": data, "has_more": false })))
}

async fn init_payment(State(kept): State<Shared>, headers: HeaderMap, Json(asked): Json<Value>) -> Result<Json<Value>, StatusCode> {
    is_known(&headers, "x-api-key", KONNECT_KEY)?;
    let amount = asked["amount"].as_i64().filter(|_| asked["receiverWalletId"] == "wallet").ok_or(StatusCode::BAD_REQUEST)?;
    let currency = asked["token"].as_str().unwrap_or_default().to_owned();
    let reference = kept.lock().begin("kon-", Payment { amount, currency, state: "pending", site: String::new() });
    Ok(Json(json!({ "payUrl": format!("https://gateway.example/{reference}"), "paymentRef": reference })))
}

async fn read_payment(State(kept): State<Shared>, Path(id): Path<String>, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    is_known(&headers, "x-api-key", KONNECT_KEY)?;
    let payment = kept.lock().find(&id)?;
    let status = if payment.state == "paid" { "completed" } else { "pending" };
    Ok(Json(json!({ "payment": { "id": id, "status": status, "amount": payment.amount, "token": payment.currency } })))
}

async fn generate_payment(State(kept): State<Shared>, headers: HeaderMap, Json(asked): Json<Value>) -> Result<Json<Value>, StatusCode> {
    is_known(&headers, "authorization", FLOUCI_KEY)?;
    let amount = asked["amount"].as_str().and_then(|amount| amount.parse().ok()).ok_or(StatusCode::BAD_REQUEST)?;
    let reference = kept.lock().begin("flo-", Payment { amount, currency: "TND".into(), state: "pending", site: String::new() });
    let result = json!({ "success": true, "payment_id": reference, "link": format!("https://flouci.example/pay/{reference}") });
    Ok(Json(json!({ "result": result, "code": 0 })))
}

async fn verify_payment(State(kept): State<Shared>, Path(id): Path<String>, headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    is_known(&headers, "authorization", FLOUCI_KEY)?;
    let payment = kept.lock().find(&id)?;
    let status = match payment.state {
        "paid" => "SUCCESS",
        "expired" => "EXPIRED",
        "failed" => "FAILURE",
        _ => "PENDING",
    };
    Ok(Json(json!({ "success": true, "result": { "status": status, "amount": payment.amount.to_string() } })))
}
