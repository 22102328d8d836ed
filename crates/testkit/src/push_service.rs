//! A push service just large enough, with the browsers behind it: it believes who signs well, and opens what only the browser can open.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use parking_lot::Mutex;
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use web_push_native::{Auth, decrypt};

/// Of every browser behind it.
const AUTH: [u8; 16] = *b"sixteen bytes ok";

/// What a browser was told.
#[derive(Clone, Debug)]
pub struct Pushed {
    pub browser: String,
    /// Opened.
    pub notice: Value,
    pub topic: String,
    /// Who the sender says may be written to.
    pub contact: String,
}

struct Kept {
    secret: SecretKey,
    origin: String,
    pushed: Vec<Pushed>,
    gone: BTreeSet<String>,
    answers: VecDeque<u16>,
    calls: usize,
}

type Shared = Arc<Mutex<Kept>>;

pub struct PushService {
    kept: Shared,
    task: JoinHandle<()>,
}

impl PushService {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let secret = SecretKey::from_slice(&[7; 32]).unwrap();
        let (gone, answers) = (BTreeSet::new(), VecDeque::new());
        let kept = Arc::new(Mutex::new(Kept { secret, origin, pushed: vec![], gone, answers, calls: 0 }));
        let router = Router::new().route("/push/{browser}", post(take)).with_state(kept.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { kept, task }
    }

    /// What a browser gives the program to be told by.
    pub fn subscription(&self, browser: &str) -> Value {
        let kept = self.kept.lock();
        let public = kept.secret.public_key().to_encoded_point(false);
        json!({
            "endpoint": format!("{}/push/{browser}", kept.origin),
            "p256dh": URL_SAFE_NO_PAD.encode(public.as_bytes()),
            "auth": URL_SAFE_NO_PAD.encode(AUTH),
        })
    }

    /// Since the last time.
    pub fn take(&self) -> Vec<Pushed> {
        std::mem::take(&mut self.kept.lock().pushed)
    }

    /// It answers the next calls so, and takes nothing.
    pub fn answer(&self, statuses: &[u16]) {
        self.kept.lock().answers.extend(statuses);
    }

    /// The browser is no more.
    pub fn lose(&self, browser: &str) {
        self.kept.lock().gone.insert(browser.to_owned());
    }

    pub fn calls(&self) -> usize {
        self.kept.lock().calls
    }
}

impl Drop for PushService {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn take(State(kept): State<Shared>, Path(browser): Path<String>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let mut kept = kept.lock();
    kept.calls += 1;
    if let Some(status) = kept.answers.pop_front() {
        return StatusCode::from_u16(status).unwrap();
    }
    if kept.gone.contains(&browser) {
        return StatusCode::GONE;
    }
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let Some(contact) = signer(&header("authorization"), &kept.origin) else { return StatusCode::FORBIDDEN };
    let is_good = header("content-encoding") == "aes128gcm" && header("ttl").parse::<u32>().is_ok();
    let opened = decrypt(body.to_vec(), &kept.secret, &Auth::from(AUTH)).ok().and_then(|text| serde_json::from_slice(&text).ok());
    let Some(notice) = opened.filter(|_| is_good) else { return StatusCode::BAD_REQUEST };
    kept.pushed.push(Pushed { browser, notice, topic: header("topic"), contact });
    StatusCode::CREATED
}

/// Who signed, for this service and for a day at most (RFC 8292).
fn signer(authorization: &str, origin: &str) -> Option<String> {
    let (token, key) = authorization.strip_prefix("vapid t=")?.split_once(", k=")?;
    let point = URL_SAFE_NO_PAD.decode(key).ok()?;
    let mut rules = Validation::new(Algorithm::ES256);
    rules.set_audience(&[origin]);
    // The clock of a test stands somewhere else.
    rules.validate_exp = false;
    let token = jsonwebtoken::decode::<Value>(token, &DecodingKey::from_ec_der(&point), &rules).ok()?;
    Some(token.claims["sub"].as_str()?.to_owned())
}
