//! Bodies: bounded in size, and heard out before anything is done for their sender.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, TryStreamExt, stream};
use http_body_util::{BodyExt, Limited};
use hyper::body::Body as _;
use kernel::Problem;

/// How long the sender of a body may take.
const WITHIN: Duration = Duration::from_secs(10);
/// What is thrown away of a body that is too large, so that its sender hears why.
const DRAINED: usize = 64 << 20;

/// Middleware: refuses bodies beyond `limit` bytes with a problem, also those that don't say how long they are.
pub async fn bound_body(State(limit): State<usize>, request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > limit) {
        // The answer would be lost if the connection closed while the sender still writes. Nothing of it is kept.
        let mut rest = Limited::new(request.into_body(), DRAINED);
        let _ = tokio::time::timeout(WITHIN, async { while let Some(Ok(_)) = rest.frame().await {} }).await;
        return too_large();
    }
    if length.is_some() || request.body().is_end_stream() {
        return next.run(request).await;
    }
    next.run(request.map(|body| Body::new(Limited::new(heard_out(body, limit), limit)))).await
}

/// A body of unknown length. When it passes the limit, its sender is let finish before that is noticed, for the same reason.
fn heard_out(body: Body, limit: usize) -> Body {
    Body::from_stream(stream::try_unfold((body.into_data_stream(), 0), move |(mut data, read)| async move {
        let Some(chunk) = data.try_next().await? else { return Ok::<_, axum::Error>(None) };
        let read = read + chunk.len();
        let mut drained = 0;
        while read > limit && drained < DRAINED {
            let Some(Ok(rest)) = data.next().await else { break };
            drained += rest.len();
        }
        Ok(Some((chunk, (data, read))))
    }))
}

/// Middleware over one that takes a turn: whoever sends at a crawl keeps nobody else from theirs, and is cut off. The body is
/// bounded already.
pub async fn hear_out(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(WITHIN, axum::body::to_bytes(body, usize::MAX)).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(_)) => too_large(),
        Err(_) => Problem::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "The body did not arrive in time").into_response(),
    }
}

fn too_large() -> Response {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large or was cut off").into_response()
}
