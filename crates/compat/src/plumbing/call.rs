//! ECAR's own operations, called in this process as the caller.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use kernel::Problem;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tower::ServiceExt;

use super::{Ask, Reply, Upload};

/// Far more than any answer of ECAR's.
const LARGEST: usize = 64 << 20;
/// What the client said that ECAR must know too.
const PASSED_ON: [header::HeaderName; 4] = [header::AUTHORIZATION, header::USER_AGENT, header::ACCEPT_LANGUAGE, header::HOST];

/// ECAR, and who asks.
#[derive(Clone)]
pub struct Caller {
    pub operations: Router,
    pub headers: HeaderMap,
    pub connection: Option<ConnectInfo<SocketAddr>>,
}

/// One operation to call.
pub struct Call {
    method: Method,
    path: String,
    body: Option<Value>,
    key: Option<String>,
    /// Without the caller's token: about another session than the one that it is.
    is_unsigned: bool,
}

impl Call {
    /// `path` is below `/api/v1`.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: None, key: None, is_unsigned: false }
    }

    fn new(method: Method, path: impl Into<String>, body: Value) -> Self {
        Self { method, path: path.into(), body: Some(body), key: None, is_unsigned: false }
    }

    pub fn post(path: impl Into<String>, body: Value) -> Self {
        Self::new(Method::POST, path, body)
    }

    pub fn put(path: impl Into<String>, body: Value) -> Self {
        Self::new(Method::PUT, path, body)
    }

    pub fn patch(path: impl Into<String>, body: Value) -> Self {
        Self::new(Method::PATCH, path, body)
    }

    pub fn delete(path: impl Into<String>) -> Self {
        Self { method: Method::DELETE, path: path.into(), body: None, key: None, is_unsigned: false }
    }

    #[must_use]
    pub fn unsigned(mut self) -> Self {
        self.is_unsigned = true;
        self
    }

    /// Is done once, however often it is asked under this key.
    #[must_use]
    pub fn once(mut self, key: &str) -> Self {
        self.key = Some(format!("compat-{:x}", Sha256::digest(key)));
        self
    }
}

impl Ask {
    /// What the operation answers, or its refusal as the old client reads it.
    pub async fn call(&self, call: Call) -> Result<Value, Reply> {
        self.tried(call).await?.map_err(|problem| self.refusal(&problem))
    }

    /// The same, with ECAR's own refusal: for a caller that says it in its own words.
    pub async fn tried(&self, call: Call) -> Result<Result<Value, Problem>, Reply> {
        let (status, _, bytes) = self.sent(call).await?;
        Ok(answer(status, &bytes))
    }

    /// A file that the operation answers with.
    pub async fn fetch(&self, path: String, name: String) -> Result<Reply, Reply> {
        let (status, headers, bytes) = self.sent(Call::get(path)).await?;
        if !status.is_success() {
            return Err(self.refusal(&problem(status, &bytes)));
        }
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("application/octet-stream");
        Ok(Reply::file(bytes.to_vec(), kind, Some(name)))
    }

    /// Sends a file to an operation that takes one, as its form has it.
    pub async fn upload(&self, path: String, file: &Upload) -> Result<Value, Reply> {
        let boundary = format!("ecar{}", uuid::Uuid::now_v7().simple());
        let name: String = file.name.chars().filter(|letter| !matches!(letter, '"' | '\\') && !letter.is_control()).collect();
        let mut form = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: {}\r\n\r\n",
            if file.kind.is_empty() { "application/octet-stream" } else { &file.kind }
        )
        .into_bytes();
        form.extend_from_slice(&file.bytes);
        form.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={boundary}");
        let request = self.request(Method::POST, &path, Some((kind, form)), Some(self.fresh_key()))?;
        let (status, _, bytes) = self.asked(request).await?;
        answer(status, &bytes).map_err(|problem| self.refusal(&problem))
    }

    /// ECAR's refusal as the old client reads it.
    pub fn refusal(&self, problem: &Problem) -> Reply {
        Reply::of(problem, self.family, self.names)
    }

    async fn sent(&self, call: Call) -> Result<(StatusCode, HeaderMap, Bytes), Reply> {
        let key = call.key.or_else(|| (call.method == Method::POST).then(|| self.fresh_key()));
        let body = call.body.map(|body| ("application/json".to_owned(), body.to_string().into_bytes()));
        let mut request = self.request(call.method, &call.path, body, key)?;
        if call.is_unsigned {
            request.headers_mut().remove(header::AUTHORIZATION);
        }
        self.asked(request).await
    }

    /// The client's own key makes ECAR's of each path; without one a request is made as often as it is sent.
    fn fresh_key(&self) -> String {
        self.caller
            .headers
            .get("idempotency-key")
            .and_then(|key| key.to_str().ok())
            .map_or_else(|| uuid::Uuid::now_v7().to_string(), ToOwned::to_owned)
    }

    fn request(&self, method: Method, path: &str, body: Option<(String, Vec<u8>)>, key: Option<String>) -> Result<Request<Body>, Reply> {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(headers) = request.headers_mut() {
            for name in &PASSED_ON {
                if let Some(value) = self.caller.headers.get(name) {
                    headers.insert(name, value.clone());
                }
            }
            if let Some(key) = key.and_then(|key| HeaderValue::from_str(&key).ok()) {
                headers.insert("idempotency-key", key);
            }
            if let Some(kind) = body.as_ref().and_then(|(kind, _)| HeaderValue::from_str(kind).ok()) {
                headers.insert(header::CONTENT_TYPE, kind);
            }
        }
        let body = body.map_or_else(Body::empty, |(_, bytes)| Body::from(bytes));
        // An id that is none makes no address.
        let mut request = request.body(body).map_err(|_| Reply::not_found(self.family))?;
        if let Some(connection) = &self.caller.connection {
            request.extensions_mut().insert(*connection);
        }
        Ok(request)
    }

    async fn asked(&self, request: Request<Body>) -> Result<(StatusCode, HeaderMap, Bytes), Reply> {
        let response = match self.caller.operations.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let unread = |error: axum::Error| self.refusal(&Problem::internal(&error));
        let bytes = axum::body::to_bytes(body, LARGEST).await.map_err(unread)?;
        Ok((parts.status, parts.headers, bytes))
    }
}

fn answer(status: StatusCode, bytes: &[u8]) -> Result<Value, Problem> {
    if status.is_success() { Ok(serde_json::from_slice(bytes).unwrap_or(Value::Null)) } else { Err(problem(status, bytes)) }
}

fn problem(status: StatusCode, bytes: &[u8]) -> Problem {
    serde_json::from_slice(bytes).unwrap_or_else(|_| Problem::new(status, "unknown", status.canonical_reason().unwrap_or("Refused")))
}
