//! The routes of a process, and the layers around all of them.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, Method};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use contracts::scheduling::BookingPages;
use kernel::actor::Authenticator;
use kernel::clock::SystemClock;
use kernel::{Db, Problem};
use metrics_exporter_prometheus::PrometheusBuilder;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::config::{Config, Switch};
use crate::http::turns::{self, Turns};
use crate::http::{bodies, docs, guard, health, metrics, origin, web};

const LARGEST_BODY: usize = 2 << 20;

/// The operations of the modules that run here: bounded, and with their callers known. What is in `open` answers for as long as its
/// client listens; `uploads` are bounded already.
pub fn operations(config: &Config, api: Router, uploads: Router, open: Router, authenticator: Arc<dyn Authenticator>) -> Router {
    let turns = Turns::new(config.max_requests);
    Router::new()
        .nest("/api/v1", api)
        .layer(from_fn(kernel::http::retry_lost_races))
        .layer(from_fn(kernel::http::answer_unchanged))
        .layer(from_fn_with_state(turns.clone(), turns::bound_work))
        .layer(from_fn(bodies::hear_out))
        .layer(from_fn_with_state(LARGEST_BODY, bodies::bound_body))
        .merge(Router::new().nest("/api/v1", uploads).layer(from_fn_with_state(turns, turns::bound_work)))
        .merge(Router::new().nest("/api/v1", open))
        .route_layer(from_fn_with_state(authenticator, kernel::http::authenticate))
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
}

/// The API's document, and the web app at every other address. `booking` knows who may frame a site's booking page.
pub fn pages(booking: Arc<dyn BookingPages>) -> Router {
    docs::router().route("/rpc/{*rest}", any(nothing)).merge(web::router(booking))
}

/// A process with its health, its metrics, and the layers around every answer. `db` is asked whether it can serve. Over `operations`
/// the endpoints stand that clients of other systems know; what is none of them is `inner`'s.
pub fn around(config: &Config, db: Option<Db>, inner: Router, operations: Option<Router>) -> anyhow::Result<Router> {
    let handle = PrometheusBuilder::new().install_recorder().or_else(|_| anyhow::Ok(PrometheusBuilder::new().build_recorder().handle()))?;
    let metrics = metrics::Metrics { handle, public: config.public_metrics };
    let inner = inner
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz).with_state(db))
        .route("/metrics", get(metrics::metrics).with_state(metrics))
        .route("/api/{*rest}", any(nothing));
    let app = layered(config, inner)?;
    let Some(operations) = operations.filter(|_| config.compat == Switch::On) else { return Ok(app) };
    let recent = compat::Recent::default();
    let asking = compat::Asking { operations, recent, is_https: config.is_https(), clock: Arc::new(SystemClock) };
    let clients = layered(config, compat::router(&asking))?.fallback_service(app.clone());
    Ok(clients.layer(from_fn_with_state(app, compat::pages)))
}

fn layered(config: &Config, router: Router) -> anyhow::Result<Router> {
    Ok(router
        .layer(from_fn(metrics::measure))
        .layer(from_fn_with_state(config.is_https(), guard::safe_headers))
        .layer(cors(config)?)
        .layer(from_fn_with_state(origin::networks(&config.trusted_proxies)?, origin::know_origin)))
}

pub async fn nothing() -> Problem {
    Problem::not_found()
}

/// Other sites' pages that may call the API from a browser: only those named, and never with cookies.
fn cors(config: &Config) -> anyhow::Result<CorsLayer> {
    let named = config.cors_origins.split(',').map(str::trim).filter(|origin| !origin.is_empty());
    let origins =
        named.map(|origin| origin.parse().with_context(|| format!("{origin} is no origin"))).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH, HeaderName::from_static("idempotency-key")])
        .expose_headers([ETAG, LOCATION, RETRY_AFTER])
        .max_age(Duration::from_hours(1)))
}
