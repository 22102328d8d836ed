//! The document of these endpoints, at the addresses where the old programs had theirs.

use axum::http::Method;

use crate::plumbing::{Family, Reply, Route};

pub fn routes() -> Vec<Route> {
    [(Family::Manager, "/api/schema/"), (Family::Office, "/api/swagger.json")]
        .into_iter()
        .map(|(family, path)| {
            Route::new(family, "Document", Method::GET, path, "These endpoints as OpenAPI", |ask| {
                Box::pin(async move {
                    let document = crate::document().to_json();
                    document.map(|text| Reply::file(text.into_bytes(), "application/json", None)).map_err(|_| Reply::not_found(ask.family))
                })
            })
            .open()
        })
        .collect()
}
