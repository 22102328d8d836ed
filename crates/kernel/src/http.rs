//! What handlers share: extractors that answer with problems, ETags, keys, and the layer that repeats lost races.

mod versions;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Json as AxumJson;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, MatchedPath, Path as AxumPath, Query as AxumQuery, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use garde::Validate;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::actor::{Authenticator, Refusal};
use crate::problem::{Refused, Transient};
use crate::strict::Strict;
use crate::{Actor, FieldError, Problem};

pub use versions::{IfMatch, Versioned, answer_unchanged, tag};

const TRIES: usize = 5;

/// The caller, put there by [`authenticate`]. Handlers that take it refuse anonymous requests.
#[derive(Clone)]
pub struct Caller(pub Arc<Actor>);

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Problem::unauthorized("Sign in first"))
    }
}

/// Middleware: turns a bearer token into a [`Caller`], and tells what the caller was refused. A bad token is refused even where
/// none is needed.
pub async fn authenticate(State(authenticator): State<Arc<dyn Authenticator>>, mut request: Request, next: Next) -> Response {
    let bearer =
        request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
    let Some(bearer) = bearer else { return next.run(request).await };
    let actor = match authenticator.authenticate(bearer.trim()).await {
        Ok(actor) => actor,
        Err(problem) => return problem.into_response(),
    };
    request.extensions_mut().insert(Caller(actor.clone()));
    let asked = Asked::of(&request);
    let response = next.run(request).await;
    if let Some(Refused(code)) = response.extensions().get().cloned() {
        authenticator.refused(asked.refusal(actor, code)).await;
    }
    response
}

const LONGEST_AGENT: usize = 200;

/// What may be told of a request: its kind and where it came from, not what it named.
struct Asked {
    method: Method,
    path: Option<MatchedPath>,
    connection: Option<SocketAddr>,
    agent: Option<HeaderValue>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let connection = request.extensions().get::<ConnectInfo<SocketAddr>>();
        Self {
            method: request.method().clone(),
            path: request.extensions().get().cloned(),
            connection: connection.map(|connection| connection.0),
            agent: request.headers().get(header::USER_AGENT).cloned(),
        }
    }

    fn refusal(self, actor: Arc<Actor>, code: String) -> Refusal {
        let agent = self.agent.as_ref().and_then(|value| value.to_str().ok()).unwrap_or_default();
        Refusal {
            actor,
            operation: format!("{} {}", self.method, self.path.as_ref().map_or("", MatchedPath::as_str)),
            code,
            address: self.connection.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |connection| connection.ip()),
            agent: agent.chars().filter(|letter| !letter.is_control()).take(LONGEST_AGENT).collect(),
        }
    }
}

/// A JSON body, parsed and validated; every fault is a 4xx problem with pointers. Use it as the response wrapper too.
#[derive(Clone, Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        AxumJson(self.0).into_response()
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Validate<Context = ()>> FromRequest<S> for Json<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes = read_body(request, state).await?;
        let bytes = if bytes.is_empty() { Bytes::from_static(b"{}") } else { bytes };
        let body: T = parse(&bytes)?;
        body.validate().map_err(|report| {
            Problem::fields(
                report.iter().map(|(path, error)| FieldError::new(pointer(&path.to_string()), "invalid", error.message())).collect(),
            )
        })?;
        Ok(Self(body))
    }
}

async fn read_body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_json = kind.is_empty() || kind.starts_with("application/json");
    if !is_json {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Send application/json"));
    }
    Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large"),
        status => Problem::new(status, "bad-request", "The body could not be read"),
    })
}

/// Parses JSON; the problem points at the place. Fields that nothing reads are refused here, for shapes that modules tell each other
/// must take more than they know: a newer version may say more.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "bad-json", "The body is not UTF-8"))?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut unknown = vec![];
    let mut note = |path: serde_ignored::Path<'_>| unknown.push(path.to_string());
    let noting = serde_ignored::Deserializer::new(Strict(&mut deserializer), &mut note);
    let parsed = serde_path_to_error::deserialize(noting).map_err(|error| {
        let place = pointer(&error.path().to_string());
        let cause = error.into_inner();
        if cause.is_data() {
            return Problem::field(place, "invalid", cause.to_string());
        }
        Problem::new(StatusCode::BAD_REQUEST, "bad-json", "The body is not JSON").detail(cause.to_string())
    })?;
    deserializer
        .end()
        .map_err(|error| Problem::new(StatusCode::BAD_REQUEST, "bad-json", "The body is not JSON").detail(error.to_string()))?;
    if unknown.is_empty() {
        return Ok(parsed);
    }
    Err(Problem::fields(unknown.iter().map(|path| FieldError::new(pointer(path), "invalid", "there is no such field")).collect()))
}

/// `jobs[0].lines[1].quantity` as `/jobs/0/lines/1/quantity`.
fn pointer(path: &str) -> String {
    if path == "." || path.is_empty() {
        return String::new();
    }
    let flat = path.replace('[', ".").replace(']', "");
    flat.split('.').filter(|part| !matches!(*part, "" | "?")).fold(String::new(), |text, part| text + "/" + part)
}

/// A path parameter; what does not parse does not exist.
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        AxumPath::from_request_parts(parts, state).await.map(|AxumPath(value)| Self(value)).map_err(|_| Problem::not_found())
    }
}

/// The query string; wrong values are a 422.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let parsed = AxumQuery::from_request_parts(parts, state).await;
        parsed.map(|AxumQuery(value)| Self(value)).map_err(|error| parameter_refused(&error.body_text()))
    }
}

/// `Failed to deserialize query string: sort: unknown variant …`, pointed at `/sort`.
fn parameter_refused(told: &str) -> Problem {
    let told = told.strip_prefix("Failed to deserialize query string: ").unwrap_or(told);
    match told.split_once(": ").filter(|(name, _)| name.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')) {
        Some((name, fault)) => Problem::field(format!("/{name}"), "invalid", fault),
        None => Problem::field("", "invalid", told),
    }
}

/// The `Idempotency-Key` header, if one was sent; 1 to 255 visible characters.
pub struct IdempotencyKey(pub Option<String>);

impl IdempotencyKey {
    /// For operations that are not offered without a key.
    pub fn required(self) -> Result<Self, Problem> {
        if self.0.is_some() {
            Ok(self)
        } else {
            Err(Problem::new(StatusCode::BAD_REQUEST, "idempotency-key-missing", "Send an Idempotency-Key"))
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let key = value.to_str().unwrap_or_default().trim();
        if !(1..=255).contains(&key.len()) || key.contains(|letter: char| !letter.is_ascii_graphic()) {
            return Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "idempotency-key-invalid",
                "An Idempotency-Key has 1 to 255 visible characters",
            ));
        }
        Ok(Self(Some(key.to_owned())))
    }
}

/// 201 with the address of what was made.
pub struct Created<T> {
    pub location: String,
    pub body: T,
}

impl<T: IntoResponse> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::CREATED, self.body).into_response();
        if let Ok(location) = HeaderValue::from_str(&self.location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        response
    }
}

/// Middleware: runs a request again when it lost a race in the database. Nothing of a failed try is left behind, because
/// every effect is in the transaction. The body is held meanwhile; streams and uploads pass through untouched.
pub async fn retry_lost_races(request: Request, next: Next) -> Response {
    let is_upload = request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    if request.method() == Method::GET || is_upload {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large or was cut off").into_response();
    };
    for attempt in 1.. {
        let again = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
        let response = next.clone().run(again).await;
        if response.extensions().get::<Transient>().is_none() || attempt == TRIES {
            return response;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5 << attempt)).await;
    }
    Problem::unavailable("Try again").into_response()
}

/// For PATCH bodies: tells a field that is null (`Some(None)`) from one that is left out (`None`).
/// Use as `#[serde(default, deserialize_with = "kernel::http::present")]`.
pub fn present<'de, T: serde::Deserialize<'de>, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    <Option<T> as serde::Deserialize>::deserialize(deserializer).map(Some)
}
