//! A program of others that webhooks tell what happens, over real HTTP on this machine: it believes who signs with a secret that it knows
//! (standard-webhooks.com, spec 1.0).

use std::collections::VecDeque;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use parking_lot::Mutex;
use serde_json::Value;
use sha2::Sha256;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// What it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// `webhook-id`
    pub id: String,
    pub timestamp: i64,
    /// How many signatures there were.
    pub signatures: usize,
    /// By which of the secrets that it knows it was signed, in the order in which it learned them.
    pub signed_by: Vec<usize>,
    pub body: Value,
    /// Byte for byte.
    pub text: String,
    /// What it answered.
    pub status: u16,
}

impl Told {
    /// `invoice.issued`
    pub fn kind(&self) -> &str {
        self.body["type"].as_str().unwrap_or_default()
    }
}

#[derive(Default)]
struct Kept {
    secrets: Vec<String>,
    told: Vec<Told>,
    answers: VecDeque<u16>,
    down: Option<u16>,
    rest: Option<u32>,
    hangs: bool,
}

struct Shared {
    kept: Mutex<Kept>,
    heard: Notify,
}

pub struct Receiver {
    pub url: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Receiver {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let shared = Arc::new(Shared { kept: Mutex::default(), heard: Notify::new() });
        let router = Router::new().route("/hook", post(hear)).with_state(shared.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, shared, task }
    }

    /// It believes who signs with this too.
    pub fn know(&self, secret: &str) {
        self.shared.kept.lock().secrets.push(secret.to_owned());
    }

    /// Since the last time.
    pub fn take(&self) -> Vec<Told> {
        std::mem::take(&mut self.shared.kept.lock().told)
    }

    /// It answers the next calls so.
    pub fn answer(&self, statuses: &[u16]) {
        self.shared.kept.lock().answers.extend(statuses);
    }

    /// With what it answers it asks to be left alone for so many seconds.
    pub fn rest(&self, seconds: u32) {
        self.shared.kept.lock().rest = Some(seconds);
    }

    /// It answers every call so, until it is well.
    pub fn fail(&self, status: u16) {
        self.shared.kept.lock().down = Some(status);
    }

    pub fn recover(&self) {
        let mut kept = self.shared.kept.lock();
        (kept.down, kept.rest, kept.hangs) = (None, None, false);
    }

    /// It hears, and never answers.
    pub fn hang(&self) {
        self.shared.kept.lock().hangs = true;
    }

    /// Until it has heard something more.
    pub async fn heard(&self) {
        self.shared.heard.notified().await;
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn hear(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let (status, rest, hangs) = {
        let mut kept = shared.kept.lock();
        let status = kept.down.or_else(|| kept.answers.pop_front()).unwrap_or(204);
        let told = told(&kept.secrets, &headers, &body, status);
        kept.told.push(told);
        (status, kept.rest, kept.hangs)
    };
    shared.heard.notify_one();
    if hangs {
        std::future::pending::<()>().await;
    }
    let place = [(header::LOCATION, "/hook?again")];
    let mut answer = (StatusCode::from_u16(status).unwrap(), place).into_response();
    if let Some(rest) = rest {
        answer.headers_mut().insert(header::RETRY_AFTER, rest.into());
    }
    answer
}

fn told(secrets: &[String], headers: &HeaderMap, body: &[u8], status: u16) -> Told {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (id, timestamp, text) = (header("webhook-id"), header("webhook-timestamp"), String::from_utf8(body.to_vec()).unwrap());
    let signed = format!("{id}.{timestamp}.{text}");
    let signatures = header("webhook-signature");
    let given: Vec<_> = signatures.split(' ').collect();
    let by = |secret: &String| given.contains(&format!("v1,{}", sign(secret, &signed)).as_str());
    Told {
        signed_by: secrets.iter().enumerate().filter(|(_, secret)| by(secret)).map(|(place, _)| place).collect(),
        signatures: given.len(),
        timestamp: timestamp.parse().unwrap_or_default(),
        body: serde_json::from_str(&text).unwrap_or_default(),
        id,
        text,
        status,
    }
}

fn sign(secret: &str, text: &str) -> String {
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}
