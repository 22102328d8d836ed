//! `GET /live`: what changes at the caller's sites, as server-sent events.

use std::convert::Infallible;

use axum::Extension;
use axum::response::sse::{Event, Sse};
use futures::Stream;
use kernel::http::Caller;
use kernel::live::{Live, LiveEvent};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(live: Live) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(watch_live)).layer(Extension(live))
}

/// Changes at the caller's sites, as they happen: `data` is a `LiveEvent`. An event named `refresh` means that some were
/// missed. Permission: any signed-in user.
#[utoipa::path(get, path = "/live", tag = "live", security(("bearer" = [])), responses((status = 200, body = LiveEvent, content_type = "text/event-stream")))]
async fn watch_live(Caller(actor): Caller, Extension(live): Extension<Live>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    live.watch(actor)
}
