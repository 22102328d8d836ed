//! The web app, inside the binary: compressed, immutable by hash, and `index.html` for every page of it.

use axum::Router;
use axum::http::StatusCode;
use memory_serve::CacheControl;

pub fn router() -> Router {
    memory_serve::load!()
        .index_file(Some("/index.html"))
        .fallback(Some("/index.html"))
        .fallback_status(StatusCode::OK)
        .html_cache_control(CacheControl::NoCache)
        .cache_control(CacheControl::Long)
        .into_router()
}
