//! Providers of short messages just large enough, over real HTTP on this machine: Twilio below `/`, Meta at `/meta`, a plain gateway at `/send`.
//! The test is the network that fails, and the telephone that answers.

use std::collections::VecDeque;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, RawForm, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use parking_lot::Mutex;
use serde::Deserialize;
use serde_json::{Value, json};
use sha1::Sha1;
use sha2::Sha256;
use tokio::task::JoinHandle;

/// What the providers know the garage by.
const ACCOUNT: &str = "AC00000000000000000000000000000001";
const TOKEN: &str = "twilio-token";
const KEY: &str = "gateway-key";
const PHONE_ID: &str = "106540352242922";
const ACCESS: &str = "meta-access-token";
const APP_SECRET: &str = "app_secret";

/// A short message that was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub to: String,
    pub from: String,
    pub body: String,
    pub told_at: String,
    /// Of a form: its name, and what stands in its places.
    pub form: Option<(String, Vec<String>)>,
    /// The sender's own name for it, where it gave one.
    pub named: Option<String>,
}

/// How a provider fails the next time it is called.
#[derive(Clone, Copy, Debug)]
pub enum Mood {
    /// It answers with this status, and took nothing.
    Says(u16),
    /// It takes the message, and the answer breaks off.
    LosesAnswer,
    /// It answers 200 and says in words that it took nothing.
    SaysNo,
}

#[derive(Default)]
struct Kept {
    texts: Vec<Text>,
    moods: VecDeque<Mood>,
    /// Always this, after the moods.
    down: Option<u16>,
    calls: usize,
    /// How many tokens were given; the last is good.
    tokens: usize,
    now: DateTime<Utc>,
}

type Shared = Arc<Mutex<Kept>>;

pub struct SmsProvider {
    url: String,
    kept: Shared,
    task: JoinHandle<()>,
}

impl SmsProvider {
    pub async fn start(now: DateTime<Utc>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let kept = Arc::new(Mutex::new(Kept { now, ..Kept::default() }));
        let router = Router::new()
            .route("/2010-04-01/Accounts/{account}/Messages.json", post(make).get(list))
            .route("/send", any(plain))
            .route("/oauth/token", post(token))
            .route("/orange/{sender}/requests", post(orange))
            .route("/meta/{phone}/messages", post(whatsapp))
            .route("/2010-04-01/Accounts/{account}/Messages/{message}/Media/{id}", get(twilio_media))
            .route("/meta/{id}", get(meta_media))
            .route("/files/{id}", get(file))
            .with_state(kept.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, kept, task }
    }

    /// Where Twilio's API is; the plain gateway is at `/send` below it.
    pub fn address(&self) -> &str {
        &self.url
    }

    /// Twilio's account and its key.
    pub const fn account() -> (&'static str, &'static str) {
        (ACCOUNT, TOKEN)
    }

    /// The plain gateway's.
    pub const fn key() -> &'static str {
        KEY
    }

    /// Meta's `Phone number ID`, the access token and the app's secret.
    pub const fn meta() -> (&'static str, &'static str, &'static str) {
        (PHONE_ID, ACCESS, APP_SECRET)
    }

    /// Meta's signature of what it tells.
    pub fn meta_signature(body: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes()).unwrap();
        mac.update(body);
        let digits: Vec<_> = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("sha256={}", digits.concat())
    }

    pub fn next(&self, mood: Mood) {
        self.kept.lock().moods.push_back(mood);
    }

    /// Answers this from now on, or answers again.
    pub fn down(&self, status: Option<u16>) {
        self.kept.lock().down = status;
    }

    /// Its clock says so from now on; what was taken before was taken now.
    pub fn set_now(&self, now: DateTime<Utc>) {
        self.kept.lock().now = now;
    }

    /// What was taken, in its order: what came twice stands here twice.
    pub fn texts(&self) -> Vec<Text> {
        self.kept.lock().texts.clone()
    }

    /// How often it was asked to send, whatever came of it.
    pub fn calls(&self) -> usize {
        self.kept.lock().calls
    }

    /// How many tokens were given for the key.
    pub fn tokens(&self) -> usize {
        self.kept.lock().tokens
    }

    /// What was given is good no more.
    pub fn revoke(&self) {
        self.kept.lock().tokens += 1;
    }

    /// The provider's name for the message that was taken at this place, from 0.
    pub fn reference(place: usize) -> String {
        format!("SM{place:032}")
    }

    /// Twilio's signature of what it tells at an address.
    pub fn signature(address: &str, fields: &[(&str, &str)]) -> String {
        let mut mac = Hmac::<Sha1>::new_from_slice(TOKEN.as_bytes()).unwrap();
        mac.update(address.as_bytes());
        let mut sorted = fields.to_vec();
        sorted.sort_unstable();
        for (name, value) in sorted {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        STANDARD.encode(mac.finalize().into_bytes())
    }
}

impl Drop for SmsProvider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Takes it or not, as the mood is.
fn taken(kept: &Shared, text: Text) -> Result<usize, Response> {
    let mut kept = kept.lock();
    kept.calls += 1;
    let mood = kept.moods.pop_front().or(kept.down.map(Mood::Says));
    if let Some(Mood::Says(status)) = mood {
        let status = StatusCode::from_u16(status).unwrap();
        return Err((status, Json(json!({"code": 20_000, "message": "Not today"}))).into_response());
    }
    if matches!(mood, Some(Mood::SaysNo)) {
        return Err(Json(json!({"code": "105", "message": "Invalid number"})).into_response());
    }
    kept.texts.push(text);
    let place = kept.texts.len() - 1;
    if matches!(mood, Some(Mood::LosesAnswer)) {
        let broken = futures::stream::once(async { Err::<Bytes, _>(std::io::Error::other("the line is cut")) });
        return Err(Body::from_stream(broken).into_response());
    }
    Ok(place)
}

fn is_ours(account: &str, headers: &HeaderMap) -> bool {
    let basic = format!("Basic {}", STANDARD.encode(format!("{ACCOUNT}:{TOKEN}")));
    account == ACCOUNT && headers.get("authorization").is_some_and(|value| value.as_bytes() == basic.as_bytes())
}

async fn make(State(kept): State<Shared>, Path(account): Path<String>, headers: HeaderMap, RawForm(form): RawForm) -> Response {
    if !is_ours(&account, &headers) {
        return (StatusCode::UNAUTHORIZED, Json(json!({"code": 20_003, "message": "Authenticate"}))).into_response();
    }
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&form).into_owned().collect();
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default();
    let to = field("To");
    // A landline of Tunis takes none.
    if to.starts_with("+21671") {
        let refusal = json!({"code": 21_614, "message": "'To' number is not a valid mobile number"});
        return (StatusCode::BAD_REQUEST, Json(refusal)).into_response();
    }
    let places: std::collections::BTreeMap<String, String> = serde_json::from_str(&field("ContentVariables")).unwrap_or_default();
    let form = Some(field("ContentSid")).filter(|name| !name.is_empty()).map(|name| (name, places.into_values().collect()));
    let text = Text { to, from: field("From"), body: field("Body"), told_at: field("StatusCallback"), form, named: None };
    match taken(&kept, text) {
        Ok(place) => (StatusCode::CREATED, Json(json!({"sid": SmsProvider::reference(place), "status": "queued"}))).into_response(),
        Err(response) => response,
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "To")]
    to: String,
}

async fn list(State(kept): State<Shared>, Path(account): Path<String>, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    if !is_ours(&account, &headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let kept = kept.lock();
    if let Some(status) = kept.down {
        return StatusCode::from_u16(status).unwrap().into_response();
    }
    let found: Vec<Value> = kept
        .texts
        .iter()
        .enumerate()
        .filter(|(_, text)| text.to == asked.to)
        .map(|(place, text)| {
            let (sid, created) = (SmsProvider::reference(place), kept.now.to_rfc2822());
            json!({"sid": sid, "body": text.body, "status": "sent", "date_created": created})
        })
        .collect();
    Json(json!({ "messages": found })).into_response()
}

/// For the key, as Orange does it: good for an hour.
async fn token(State(kept): State<Shared>, headers: HeaderMap, RawForm(form): RawForm) -> Response {
    let is_ours = headers.get("authorization").is_some_and(|value| value.as_bytes() == format!("Basic {KEY}").as_bytes());
    if !is_ours || form != "grant_type=client_credentials" {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let mut kept = kept.lock();
    kept.tokens += 1;
    Json(json!({"token_type": "Bearer", "access_token": format!("token-{}", kept.tokens), "expires_in": 3600})).into_response()
}

/// As Orange takes a text message with the last token.
async fn orange(State(kept): State<Shared>, Path(sender): Path<String>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    let good = format!("Bearer token-{}", kept.lock().tokens);
    if headers.get("authorization").is_none_or(|value| value.as_bytes() != good.as_bytes()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let request = &body["outboundSMSMessageRequest"];
    let said = |value: &Value| value.as_str().unwrap_or_default().trim_start_matches("tel:").to_owned();
    let text = Text {
        to: said(&request["address"]),
        from: sender.trim_start_matches("tel:").to_owned(),
        body: said(&request["outboundSMSTextMessage"]["message"]),
        ..Text::default()
    };
    match taken(&kept, text) {
        Ok(_) => (StatusCode::CREATED, Json(json!({"outboundSMSMessageRequest": {"resourceURL": "x"}}))).into_response(),
        Err(response) => response,
    }
}

/// As Meta's Cloud API: a form, or a text.
async fn whatsapp(State(kept): State<Shared>, Path(phone): Path<String>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    if phone != PHONE_ID || headers.get("authorization").is_none_or(|value| value.as_bytes() != format!("Bearer {ACCESS}").as_bytes()) {
        let refusal = json!({"error": {"code": 190, "message": "Invalid OAuth access token"}});
        return (StatusCode::UNAUTHORIZED, Json(refusal)).into_response();
    }
    let said = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let template = body.get("template").map(|template| {
        let places = template["components"][0]["parameters"].as_array().cloned().unwrap_or_default();
        (
            format!("{}/{}", said(&template["name"]), said(&template["language"]["code"])),
            places.iter().map(|one| said(&one["text"])).collect(),
        )
    });
    let text = Text {
        to: said(&body["to"]),
        body: said(&body["text"]["body"]),
        form: template,
        named: body["biz_opaque_callback_data"].as_str().map(str::to_owned),
        ..Text::default()
    };
    match taken(&kept, text) {
        Ok(place) => {
            let answer = json!({"messaging_product": "whatsapp", "messages": [{"id": format!("wamid.{place}")}]});
            Json(answer).into_response()
        }
        Err(response) => response,
    }
}

/// As Twilio sends on to where the file is.
async fn twilio_media(Path((account, _, id)): Path<(String, String, String)>, headers: HeaderMap) -> Response {
    if !is_ours(&account, &headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let host = headers.get("host").and_then(|value| value.to_str().ok()).unwrap_or_default();
    (StatusCode::TEMPORARY_REDIRECT, [("location", format!("http://{host}/files/{id}"))]).into_response()
}

/// As Meta says where the file is.
async fn meta_media(Path(id): Path<String>, headers: HeaderMap) -> Response {
    if headers.get("authorization").is_none_or(|value| value.as_bytes() != format!("Bearer {ACCESS}").as_bytes()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let host = headers.get("host").and_then(|value| value.to_str().ok()).unwrap_or_default();
    Json(json!({"url": format!("http://{host}/files/{id}"), "mime_type": "image/png", "id": id})).into_response()
}

/// The file itself: a picture, but for `gone`, `words` and `endless`.
async fn file(Path(id): Path<String>) -> Response {
    match id.as_str() {
        "gone" => StatusCode::NOT_FOUND.into_response(),
        "words" => "no picture".into_response(),
        "endless" => vec![0_u8; 6 << 20].into_response(),
        _ => b"\x89PNG a picture".to_vec().into_response(),
    }
}

/// By GET with `key`, `to`, `text` and `sender`, or by POST with the same as JSON.
async fn plain(State(kept): State<Shared>, RawQuery(query): RawQuery, body: Bytes) -> Response {
    let query = query.unwrap_or_default();
    let asked: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let field = |name: &str| {
        let asked = asked.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
        asked.or_else(|| body[name].as_str().map(str::to_owned)).unwrap_or_default()
    };
    if field("key") != KEY {
        return StatusCode::FORBIDDEN.into_response();
    }
    match taken(&kept, Text { to: field("to"), from: field("sender"), body: field("text"), ..Text::default() }) {
        Ok(_) => Json(json!({"code": "ok"})).into_response(),
        Err(response) => response,
    }
}
