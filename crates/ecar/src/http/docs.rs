//! `/docs`, a page to read and to try the API, and `/openapi.json`, which it shows. The page's library is taken into the binary
//! compressed, as the web app is (build.rs).

use anyhow::Context as _;
use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::middleware::from_fn;
use axum::response::{Html, Redirect};
use axum::routing::get;
use kernel::http::{answer_unchanged, tag};
use memory_serve::CacheControl;
use utoipa::openapi::OpenApi;

const PAGE: &str = include_str!("documentation/index.html");

/// The document is long and seldom another: it is written once, and sent to nobody who has it.
pub fn router(document: &OpenApi) -> anyhow::Result<Router> {
    let text = Bytes::from(document.to_json().context("the API's document cannot be written")?);
    let answer = move || std::future::ready(([(header::CONTENT_TYPE, "application/json")], text.clone()));
    let files = memory_serve::load!("documentation").index_file(None).fallback(None).cache_control(CacheControl::NoCache);
    Ok(Router::new()
        .route("/openapi.json", get(answer))
        .route("/docs/", get(|| std::future::ready(Html(PAGE))))
        .layer(from_fn(tag))
        .layer(from_fn(answer_unchanged))
        .route("/docs", get(|| std::future::ready(Redirect::permanent("/docs/"))))
        .merge(files.into_router()))
}
