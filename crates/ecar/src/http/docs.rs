//! `/docs`, a page to read and to try the API, and `/openapi.json`, which it shows. Both are taken into the binary compressed, as the
//! web app is (build.rs): the document is long, and making it at start would cost each process a quarter of its memory.

use axum::Router;
use axum::middleware::from_fn;
use axum::response::{Html, Redirect};
use axum::routing::get;
use kernel::http::{answer_unchanged, tag};
use memory_serve::CacheControl;

const PAGE: &str = include_str!("documentation/index.html");

pub fn router() -> Router {
    let files = memory_serve::load!("documentation").index_file(None).fallback(None).cache_control(CacheControl::NoCache);
    Router::new()
        .route("/docs/", get(|| std::future::ready(Html(PAGE))))
        .layer(from_fn(tag))
        .layer(from_fn(answer_unchanged))
        .route("/docs", get(|| std::future::ready(Redirect::permanent("/docs/"))))
        .merge(files.into_router())
}
