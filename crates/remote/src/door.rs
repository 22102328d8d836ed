//! The side of a service that others ask: `/rpc`, for who signs.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use axum::{Json, Router};
use kernel::{Problem, SharedClock};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::service_key::ServiceKey;

/// Codes that concern services alone: a peer makes a 503 of them.
pub const REFUSED: &str = "service-refused";
pub const UNKNOWN: &str = "port-unknown";

/// The largest body that is read: an import asks for some hundred keys at once.
const LARGEST: usize = 8 << 20;

#[derive(Clone)]
struct Door {
    key: ServiceKey,
    clock: SharedClock,
}

/// The routes of ports at `/rpc`. All that is not signed with the services' secret is refused before it is looked at.
pub fn guarded(ports: Router, key: ServiceKey, clock: SharedClock) -> Router {
    Router::new().nest("/rpc", ports.fallback(unknown)).layer(from_fn_with_state(Door { key, clock }, admit))
}

/// One method of a port: what is asked and what is answered are JSON.
pub(crate) fn method<P, A, R, F>(port: Arc<P>, ask: impl Fn(Arc<P>, A) -> F + Clone + Send + Sync + 'static) -> MethodRouter
where
    P: ?Sized + Send + Sync + 'static,
    A: DeserializeOwned + Send + 'static,
    R: Serialize,
    F: Future<Output = Result<R, Problem>> + Send + 'static,
{
    post(move |body: Bytes| async move {
        let asked = serde_json::from_slice(&body).map_err(|error| mismatched(&error))?;
        ask(port, asked).await.map(Json)
    })
}

fn mismatched(error: &serde_json::Error) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, UNKNOWN, "This is asked differently").detail(error.to_string())
}

async fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_IMPLEMENTED, UNKNOWN, "No port is here")
}

async fn admit(State(door): State<Door>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let token = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let address = parts.uri.path_and_query().map_or("", |asked| asked.as_str());
    let promised = token.and_then(|token| door.key.promised(token, parts.method.as_str(), address, door.clock.now()));
    // A stranger's body is not even read.
    let Some(promised) = promised else { return refused(parts.uri.path()) };
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large").into_response();
    };
    if !promised.is_of(&body) {
        return refused(parts.uri.path());
    }
    next.run(Request::from_parts(parts, Body::from(body))).await
}

fn refused(path: &str) -> Response {
    tracing::warn!(path, "a request between services was refused");
    Problem::new(StatusCode::FORBIDDEN, REFUSED, "This is between the services of ECAR").into_response()
}
