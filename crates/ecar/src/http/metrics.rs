//! Counts and times requests by route, for Prometheus.

use std::net::SocketAddr;
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;

#[derive(Clone)]
pub struct Metrics {
    pub handle: PrometheusHandle,
    pub public: bool,
}

/// Middleware: `http_requests_total` and `http_request_seconds` by method, route and status.
pub async fn measure(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().to_string();
    let began = Instant::now();
    let response = next.run(request).await;
    let labels = [("method", method), ("route", route), ("status", response.status().as_u16().to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels).record(began.elapsed().as_secs_f64());
    response
}

/// Only this machine may read it, unless the settings say otherwise.
pub async fn metrics(State(metrics): State<Metrics>, ConnectInfo(address): ConnectInfo<SocketAddr>) -> Response {
    if metrics.public || address.ip().is_loopback() {
        return metrics.handle.render().into_response();
    }
    StatusCode::NOT_FOUND.into_response()
}
