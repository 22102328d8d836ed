//! `GET /live`: what changes at the caller's sites, as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, Sse};
use futures::Stream;
use kernel::Actor;
use kernel::actor::Authenticator;
use kernel::http::{Caller, Query};
use kernel::live::{Live, LiveEvent};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router(live: Live, authenticator: Arc<dyn Authenticator>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(watch_live)).layer(Extension(live)).layer(Extension(authenticator))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LiveQuery {
    /// Begin with what changed in the last so many seconds: a page was read before its stream stood.
    #[serde(default)]
    #[param(minimum = 0, maximum = 120, default = 0)]
    back: u8,
}

/// Changes at the caller's sites, as they happen: `data` is a `LiveEvent`. An event named `refresh` means that some were
/// missed. The stream ends with the access token or the session, and when the caller's roles change. Permission: any signed-in
/// user.
#[utoipa::path(get, path = "/live", tag = "live", params(LiveQuery), security(("bearer" = [])), responses((status = 200, body = LiveEvent, content_type = "text/event-stream")))]
async fn watch_live(
    Caller(actor): Caller,
    Query(query): Query<LiveQuery>,
    Extension(live): Extension<Live>,
    Extension(authenticator): Extension<Arc<dyn Authenticator>>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let ended = until_ended(authenticator, bearer.unwrap_or_default().trim().to_owned(), actor.clone());
    live.watch(actor, Duration::from_secs(query.back.into()), ended)
}

/// How often an open stream is asked whether it may go on.
const ASKED_EVERY: Duration = Duration::from_secs(2);

/// Waits until the caller is signed out or may see other things than at the beginning: then the screen connects again.
async fn until_ended(authenticator: Arc<dyn Authenticator>, bearer: String, actor: Arc<Actor>) {
    loop {
        tokio::time::sleep(ASKED_EVERY).await;
        match authenticator.authenticate(&bearer).await {
            Ok(now) if now.sites == actor.sites => {}
            Err(problem) if problem.status != StatusCode::UNAUTHORIZED.as_u16() => {}
            _ => return,
        }
    }
}
