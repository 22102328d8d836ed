//! The document of these endpoints, at the addresses where the old programs had theirs.

use axum::http::Method;

use crate::plumbing::{Family, Reply, Route};

/// Where ECAR shows them to people.
const PAGE: &str = "/docs/?of=clients";

pub fn routes() -> Vec<Route> {
    let pages = [(Family::Manager, "/api/schema/docs/"), (Family::Office, "/api/docs/"), (Family::Office, "/api/redoc/")];
    let pages = pages.map(|(family, path)| {
        Route::new(family, "Document", Method::GET, path, "Leads to the page of these endpoints", |_| {
            Box::pin(async { Ok(Reply::elsewhere(PAGE)) })
        })
        .open()
    });
    let texts = [(Family::Manager, "/api/schema/"), (Family::Office, "/api/swagger.json")].into_iter().map(|(family, path)| {
        Route::new(family, "Document", Method::GET, path, "These endpoints as OpenAPI", |ask| {
            Box::pin(async move {
                let document = crate::document().to_json();
                document.map(|text| Reply::file(text.into_bytes(), "application/json", None)).map_err(|_| Reply::not_found(ask.family))
            })
        })
        .open()
    });
    texts.chain(pages).collect()
}
