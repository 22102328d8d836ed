//! An access point of Peppol just large enough, over real HTTP on this machine: the messages of Peppyrus. The test is the network that knows
//! some businesses and not others; and the line that fails.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

const KEY: &str = "peppol-key";

pub struct AccessPoint {
    url: String,
    kept: Shared,
    task: JoinHandle<()>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    #[serde(default)]
    id: String,
    #[serde(default)]
    folder: String,
    sender: String,
    recipient: String,
    process_type: String,
    document_type: String,
    file_content: String,
    #[serde(default)]
    created: String,
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is another mischief")]
struct Kept {
    messages: Vec<Message>,
    /// Receivers that the network does not know.
    unknown: BTreeSet<String>,
    /// Receivers that it does not even take a document for.
    invalid: BTreeSet<String>,
    is_down: bool,
    /// What was asked is done, and the answer is lost.
    loses_answers: bool,
    /// It takes documents and brings none.
    rests: bool,
    /// Its lists leave the documents out.
    lists_names: bool,
}

type Shared = Arc<Mutex<Kept>>;

impl AccessPoint {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let kept = Shared::default();
        let messages = Router::new()
            .route("/message", post(take))
            .route("/message/list", get(list))
            .route("/message/{id}", get(show))
            .route("/message/{id}/report", get(report))
            .layer(from_fn_with_state(kept.clone(), at_the_door))
            .with_state(kept.clone());
        let router = Router::new().nest("/v1", messages);
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, kept, task }
    }

    pub fn address(&self) -> &str {
        &self.url
    }

    pub const fn key() -> &'static str {
        KEY
    }

    /// Nobody answers from now on, or somebody does again.
    pub fn set_down(&self, is_down: bool) {
        self.kept.lock().is_down = is_down;
    }

    /// Does what it is asked and answers 503 from now on, or answers again.
    pub fn lose_answers(&self, loses: bool) {
        self.kept.lock().loses_answers = loses;
    }

    /// Takes documents and brings none from now on, or brings them.
    pub fn rest(&self, rests: bool) {
        self.kept.lock().rests = rests;
    }

    /// Its lists say which messages there are, and leave the documents out.
    pub fn list_names(&self) {
        self.kept.lock().lists_names = true;
    }

    /// The network knows no such receiver.
    pub fn forget(&self, participant: &str) {
        self.kept.lock().unknown.insert(participant.to_owned());
    }

    /// It takes no document for this receiver.
    pub fn turn_away(&self, participant: &str) {
        self.kept.lock().invalid.insert(participant.to_owned());
    }

    /// The numbers of what was handed over, in its order: one that came twice stands here twice.
    pub fn numbers(&self) -> Vec<String> {
        self.kept.lock().messages.iter().map(|message| number(&xml(message))).collect()
    }

    /// What was handed over last: the document, its sender, receiver and type.
    pub fn last(&self) -> Option<(String, String, String, String)> {
        let kept = self.kept.lock();
        let message = kept.messages.last()?;
        Some((xml(message), message.sender.clone(), message.recipient.clone(), message.document_type.clone()))
    }
}

impl Drop for AccessPoint {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The key, and the line.
async fn at_the_door(State(kept): State<Shared>, request: Request, next: Next) -> Response {
    if kept.lock().is_down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if request.headers().get("x-api-key").is_none_or(|key| key != KEY) {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "message": "Unauthorized" }))).into_response();
    }
    let answer = next.run(request).await;
    if kept.lock().loses_answers { StatusCode::SERVICE_UNAVAILABLE.into_response() } else { answer }
}

async fn take(State(kept): State<Shared>, Json(message): Json<Message>) -> Response {
    let mut kept = kept.lock();
    let is_typed = message.process_type.starts_with("cenbii-procid-ubl::") && message.document_type.starts_with("busdox-docid-qns::");
    if kept.invalid.contains(&message.recipient) || !is_typed || number(&xml(&message)).is_empty() {
        return (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "message": "Invalid recipient" }))).into_response();
    }
    let place = kept.messages.len();
    let (id, created) = (format!("m-{place:04}"), format!("2026-11-20T08:{:02}:{:02}Z", place / 60 % 60, place % 60));
    let message = Message { id, created, folder: "OUTBOX".into(), ..message };
    kept.messages.push(message.clone());
    Json(message).into_response()
}

/// As it stands now.
fn standing(kept: &Kept, message: &Message) -> Message {
    let folder = match message {
        _ if kept.rests => "OUTBOX",
        message if kept.unknown.contains(&message.recipient) => "FAILED",
        _ => "SENT",
    };
    Message { folder: folder.into(), ..message.clone() }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    folder: String,
    receiver: String,
    page: usize,
    per_page: usize,
}

/// The oldest first, two at a time however many are asked for.
async fn list(State(kept): State<Shared>, Query(asked): Query<Asked>) -> Response {
    if asked.page == 0 || asked.per_page > 100 {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    }
    let kept = kept.lock();
    let all = kept.messages.iter().map(|message| standing(&kept, message));
    let such = all.filter(|message| message.folder == asked.folder && message.recipient == asked.receiver);
    let items = such.skip((asked.page - 1) * 2).take(2).map(|message| json!(message)).map(|mut item| {
        if let Some(named) = item.as_object_mut().filter(|_| kept.lists_names) {
            named.remove("fileContent");
        }
        item
    });
    let items: Vec<Value> = items.collect();
    Json(json!({ "meta": { "itemCount": items.len() }, "items": items })).into_response()
}

async fn show(State(kept): State<Shared>, Path(id): Path<String>) -> Response {
    let kept = kept.lock();
    match kept.messages.iter().find(|message| message.id == id) {
        Some(message) => Json(standing(&kept, message)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn report(State(kept): State<Shared>, Path(id): Path<String>) -> Response {
    let kept = kept.lock();
    let Some(message) = kept.messages.iter().find(|message| message.id == id) else { return StatusCode::NOT_FOUND.into_response() };
    let warning = json!({ "type": "WARNING", "id": "PEPPOL-W", "message": "An odd reference", "location": "/Invoice" });
    let failed = standing(&kept, message).folder == "FAILED";
    let rules = if failed { format!("{} is not registered on the network", message.recipient) } else { String::new() };
    Json(json!({ "validationRules": [warning], "transmissionRules": rules })).into_response()
}

fn xml(message: &Message) -> String {
    STANDARD.decode(&message.file_content).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The first `ID` is the document's own.
fn number(xml: &str) -> String {
    let found = xml.split_once("<cbc:ID>").and_then(|(_, rest)| rest.split_once("</cbc:ID>"));
    found.map(|(number, _)| number.to_owned()).unwrap_or_default()
}
