//! The table of endpoints as a router.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Path, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, MethodRouter, any, on};
use kernel::SharedClock;
use tower::ServiceExt;

use super::body::Told;
use super::call::Caller;
use super::recent::Recent;
use super::reply::said;
use super::{Ask, Reply, Route};

/// What the endpoints stand on.
#[derive(Clone)]
pub struct Asking {
    /// ECAR's own operations, with all that is under `/api/v1`.
    pub operations: Router,
    pub recent: Recent,
    /// The garage is reached by https.
    pub is_https: bool,
    pub clock: SharedClock,
}

/// The endpoints. A path of the old programs without its last slash leads to the one with it.
pub fn mount(routes: &[Route], asking: &Asking) -> Router {
    let mut paths: BTreeMap<&'static str, MethodRouter> = BTreeMap::new();
    for route in routes {
        let Ok(filter) = MethodFilter::try_from(route.method.clone()) else { continue };
        let (serving, asking) = (Arc::new(route.clone()), asking.clone());
        let handler =
            on(filter, move |path: Path<HashMap<String, String>>, request: Request| serve(serving.clone(), asking.clone(), path, request));
        let known = paths.remove(route.path).unwrap_or_default();
        paths.insert(route.path, known.merge(handler));
    }
    let mut mounted = Router::new();
    for (path, methods) in paths {
        if let Some(bare) = path.strip_suffix('/').filter(|bare| is_theirs_alone(bare)) {
            mounted = mounted.route(bare, any(slashed));
        }
        mounted = mounted.route(path, methods.fallback(wrong_method));
    }
    mounted
}

/// Under `/api/v1` and at the root a path without its slash is ECAR's own.
fn is_theirs_alone(path: &str) -> bool {
    path.starts_with("/api/") && !path.starts_with("/api/v1/")
}

/// 301 for what is read, as it was; another method keeps its body.
async fn slashed(method: Method, uri: Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let place = format!("{}/{query}", uri.path());
    if matches!(method, Method::GET | Method::HEAD) {
        return (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, place)]).into_response();
    }
    Redirect::permanent(&place).into_response()
}

async fn wrong_method(method: Method) -> Reply {
    Reply::not_allowed(&method)
}

async fn serve(route: Arc<Route>, asking: Asking, Path(path): Path<HashMap<String, String>>, request: Request) -> Response {
    if !route.is_open && !request.headers().contains_key(header::AUTHORIZATION) {
        let why = said(route.family, "Authentication credentials were not provided.", "Informations d'authentification non fournies.");
        return Reply::detail(StatusCode::UNAUTHORIZED, why).into_response();
    }
    let recent = asking.recent.clone();
    let answer = match asked(&route, asking, path, request).await {
        Ok(ask) => (route.handle)(ask).await.unwrap_or_else(|refusal| refusal),
        Err(refusal) => refusal,
    };
    recent.changed(&route.method);
    answer.into_response()
}

/// A person's browser gets the web app's page where a program gets data: addresses at the root are both's.
pub async fn pages(State(app): State<Router>, request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_read || request.uri().path().starts_with("/api/") || !wants_html(request.headers()) {
        return next.run(request).await;
    }
    match app.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn wants_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

async fn asked(route: &Route, asking: Asking, path: HashMap<String, String>, request: Request) -> Result<Ask, Reply> {
    let headers = request.headers().clone();
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let scheme = if asking.is_https { "https" } else { "http" };
    let place = format!("{scheme}://{host}{}", request.uri().path());
    let query = url::form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes());
    let query = query.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    let connection = request.extensions().get::<ConnectInfo<SocketAddr>>().copied();
    let told = Told::of(request).await?;
    Ok(Ask {
        family: route.family,
        place,
        path: path.into_iter().collect(),
        query,
        fields: told.fields,
        files: told.files,
        names: &[],
        caller: Caller { operations: asking.operations, headers, connection },
        recent: asking.recent,
        clock: asking.clock,
    })
}
