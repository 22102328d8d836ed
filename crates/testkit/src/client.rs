//! Requests as a person would send them, without a socket.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// Sends requests under `/api/v1` as one person.
#[derive(Clone)]
pub struct Client {
    router: Router,
    token: Option<String>,
    headers: Vec<(String, String)>,
    address: IpAddr,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Client {
    pub(crate) fn new(router: Router, token: Option<String>) -> Self {
        Self { router, token, headers: vec![], address: IpAddr::V4(Ipv4Addr::LOCALHOST) }
    }

    /// The same person with one more header: `If-Match`, `Idempotency-Key`, …
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same person elsewhere.
    #[must_use]
    pub fn at(mut self, address: impl Into<IpAddr>) -> Self {
        self.address = address.into();
        self
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send("POST", path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send("PATCH", path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.send("PUT", path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, None).await
    }

    async fn send(&self, method: &str, path: &str, body: Option<Value>) -> Reply {
        let bytes = body.map(|body| body.to_string().into_bytes());
        self.raw(method, path, "application/json", bytes.unwrap_or_default()).await
    }

    /// Any body at all.
    pub async fn raw(&self, method: &str, path: &str, content_type: &str, body: Vec<u8>) -> Reply {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}")).header("content-type", content_type);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.address, 40_000)));
        let answered = self.router.clone().oneshot(request);
        let response = kernel::origin::with_origin(self.address, answered).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("the body ends").to_bytes().to_vec();
        // What is not wired here is nobody's answer.
        if parts.status != StatusCode::NOT_FOUND || !bytes.is_empty() {
            crate::documented::check(method, &format!("/api/v1{path}"), parts.status.as_u16());
        }
        Reply { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }
}

impl Reply {
    /// The body as JSON; null when it is not.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Fails with the body when the status is another.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "often the status is all that is asked")]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// The stable code of a problem.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The pointers of a 422.
    pub fn pointers(&self) -> Vec<String> {
        let json = self.json();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().filter_map(|error| error["pointer"].as_str().map(str::to_owned)).collect()
    }

    /// A string at the top of the body, such as `id`.
    #[track_caller]
    pub fn string(&self, field: &str) -> String {
        self.json()[field].as_str().unwrap_or_else(|| panic!("no {field} in {}", self.text())).to_owned()
    }
}
