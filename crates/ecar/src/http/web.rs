//! The web app, inside the binary: compressed, immutable by hash, and `index.html` for every page of it.
//!
//! The component library writes style elements while it runs. They are believed by a nonce: random bytes that stand in this
//! answer's policy and in the page itself, and in no other answer. So the page is made for each request (a few kilobytes, one
//! copy) and kept by nobody; all it loads is still cached for good.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use contracts::scheduling::BookingPages;
use kernel::idempotency::hex;
use memory_serve::CacheControl;
use rand::Rng;

use super::guard;

/// As built; where the nonce belongs stands [`PLACE`].
const PAGE: &str = include_str!(env!("WEB_PAGE_FILE"));
/// For those without an account: booking at a site, and the links of an appointment, of a report, of an estimate, of a payment and of an offer.
const PUBLIC_PAGE: &str = include_str!(env!("PUBLIC_PAGE_FILE"));
/// Browsers ask for these two by their names, and must hear of new ones.
const WORKER: &str = include_str!("../../../../web/public/sw.js");
const MANIFEST: &str = include_str!("../../../../web/public/manifest.webmanifest");
const PLACE: &str = "{{nonce}}";

/// `booking` knows which other sites' pages may show a site's booking page.
pub fn router(booking: Arc<dyn BookingPages>) -> Router {
    let files = memory_serve::load!("app").index_file(None).fallback(None).cache_control(CacheControl::Long).into_router().fallback(page);
    Router::new()
        .route("/", get(page))
        .route("/sw.js", get(async || asked_anew("text/javascript", WORKER)))
        .route("/manifest.webmanifest", get(async || asked_anew("application/manifest+json", MANIFEST)))
        .route("/index.html", get(page))
        .route("/public.html", get(public_page))
        .route("/book/{site}", get(booking_page).with_state(booking))
        .route("/a/{token}", get(public_page))
        .route("/i/{token}", get(public_page))
        .route("/e/{token}", get(public_page))
        .route("/f/{token}", get(public_page))
        .route("/p/{token}", get(public_page))
        .route("/o/{token}", get(public_page))
        .route("/u/{code}", get(public_page))
        .fallback_service(files)
}

async fn page() -> Response {
    made(PAGE, guard::policy_with_nonce)
}

async fn public_page() -> Response {
    made(PUBLIC_PAGE, guard::policy_with_nonce)
}

/// The one page that a garage may have in its own web site: in frames of the origins that the site named, and of no others. When they
/// cannot be asked for, of none.
async fn booking_page(State(booking): State<Arc<dyn BookingPages>>, Path(site): Path<String>) -> Response {
    let origins = booking.framed_by(&site).await.unwrap_or_default();
    made(PUBLIC_PAGE, |nonce| guard::policy_with_frames(nonce, &origins))
}

fn made(page: &str, policy: impl FnOnce(&str) -> String) -> Response {
    let nonce = hex(&rand::rng().random::<[u8; 16]>());
    let mut headers = HeaderMap::new();
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    (headers, Html(page.replace(PLACE, &nonce))).into_response()
}

fn asked_anew(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text)
}
