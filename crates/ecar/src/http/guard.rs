//! What stands before every request: bounded work, bounded bodies, bounded time, and safe headers.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};
use kernel::Problem;
use tokio::sync::Semaphore;

const LONGEST: Duration = Duration::from_secs(30);
/// How long a request may wait for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_millis(500);

/// Middleware: works on a bounded number of requests at once and sheds the rest early; none takes longer than 30 s.
pub async fn bound_work(State(turns): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    let Ok(Ok(_turn)) = tokio::time::timeout(PATIENCE, turns.acquire()).await else {
        metrics::counter!("http_requests_shed_total").increment(1);
        return Problem::unavailable("ECAR is busy: try again in a moment").into_response();
    };
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::SERVICE_UNAVAILABLE, "timeout", "This took too long and was given up").into_response(),
    }
}

/// What is thrown away of a body that is too large, so that its sender hears why.
const DRAINED: usize = 64 << 20;

/// Middleware: refuses bodies beyond `limit` bytes with a problem, also those that don't say how long they are.
pub async fn bound_body(State(limit): State<usize>, request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > limit) {
        // The answer would be lost if the connection closed while the sender still writes. Nothing of it is kept.
        let mut rest = Limited::new(request.into_body(), DRAINED);
        while let Some(Ok(_)) = rest.frame().await {}
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large").into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, limit)))).await
}

/// No inline script, no framing, no sniffing. Styles may be inline: the component library writes its own.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Middleware: headers that every answer carries; behind HTTPS also that browsers stay with it. What the API answers is not kept by caches unless it says so.
pub async fn safe_headers(State(is_https): State<bool>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let (is_api, is_docs) = (path.starts_with("/api/"), path.starts_with("/docs"));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    };
    set("x-content-type-options", "nosniff");
    if is_https {
        set("strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    set("referrer-policy", "same-origin");
    set("permissions-policy", "geolocation=(), microphone=(), payment=()");
    set("cross-origin-opener-policy", "same-origin");
    if is_api {
        set("cache-control", "no-store");
    }
    // The documentation page starts itself with an inline script.
    if !is_docs {
        set("content-security-policy", POLICY);
    }
    response
}
