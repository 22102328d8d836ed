//! What every answer carries: headers that keep browsers from doing harm.

use std::sync::LazyLock;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// What `frame-ancestors` says of a page that stands alone.
const NOBODY: &str = "'none'";

/// What every page may load: this server's own. Scripts and styles are files; `styles` adds to whom styles are believed.
/// No page of another site may show it in a frame, but for those in `frames`.
fn policy(styles: &str, frames: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self'; style-src 'self'{styles}; img-src 'self' data: blob:; font-src 'self'; \
         connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {frames}"
    )
}

/// The policy of an answer whose inline styles carry `nonce`.
pub fn policy_with_nonce(nonce: &str) -> String {
    policy(&format!(" 'nonce-{nonce}'"), NOBODY)
}

/// The same for a page that pages of these origins may show in a frame.
pub fn policy_with_frames(nonce: &str, origins: &[String]) -> String {
    let frames = if origins.is_empty() { NOBODY.to_owned() } else { origins.join(" ") };
    policy(&format!(" 'nonce-{nonce}'"), &frames)
}

/// Answers without inline styles, and the documentation page, whose library writes style attributes.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| fixed(&policy("", NOBODY)));
static DOCS_POLICY: LazyLock<HeaderValue> = LazyLock::new(|| fixed(&policy(" 'unsafe-inline'", NOBODY)));

/// Where the worker that reads codes in pictures lies: it alone may compile WebAssembly, and loads nothing but what it is made of. A worker is
/// held to its own answer's policy; the pages keep theirs.
const DECODER: &str = "/assets/decoder-";
static DECODER_POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    fixed(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    )
});

/// A policy is plain text; if it ever were not, nothing at all may load.
fn fixed(policy: &str) -> HeaderValue {
    HeaderValue::from_str(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Middleware: headers that every answer carries; behind HTTPS also that browsers stay with it. What the API answers is not kept by caches unless it says so.
pub async fn safe_headers(State(is_https): State<bool>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let (is_api, is_docs, is_decoder) = (path.starts_with("/api/"), path.starts_with("/docs"), path.starts_with(DECODER));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: HeaderValue| {
        headers.entry(HeaderName::from_static(name)).or_insert(value);
    };
    let text = HeaderValue::from_static;
    set("x-content-type-options", text("nosniff"));
    if is_https {
        set("strict-transport-security", text("max-age=31536000; includeSubDomains"));
    }
    set("referrer-policy", text("same-origin"));
    set("permissions-policy", text("camera=(self), geolocation=(), microphone=(), payment=()"));
    set("cross-origin-opener-policy", text("same-origin"));
    set("cross-origin-resource-policy", text("same-origin"));
    if is_api {
        set("cache-control", text("no-store"));
    }
    let policy = match (is_docs, is_decoder) {
        (true, _) => &DOCS_POLICY,
        (_, true) => &DECODER_POLICY,
        _ => &POLICY,
    };
    set("content-security-policy", HeaderValue::clone(policy));
    response
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use tower::ServiceExt;

    use super::*;

    async fn policy_of(path: &str) -> String {
        let files = Router::new().fallback(|| async { "a file" }).layer(from_fn_with_state(false, safe_headers));
        let request = axum::http::Request::get(path).body(Body::empty()).unwrap();
        files.oneshot(request).await.unwrap().headers()["content-security-policy"].to_str().unwrap().to_owned()
    }

    #[tokio::test]
    async fn the_worker_that_reads_codes_may_compile_and_no_other_file_may() {
        let worker = policy_of("/assets/decoder-a1.js").await;
        assert!(worker.contains("'wasm-unsafe-eval'") && worker.contains("default-src 'none'"), "{worker}");
        for path in ["/assets/index-a1.js", "/x/assets/decoder-a1.js", "/docs", "/api/v1/me"] {
            let policy = policy_of(path).await;
            assert!(!policy.contains("wasm-unsafe-eval"), "{path}: {policy}");
        }
    }
}
