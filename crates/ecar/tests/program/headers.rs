//! The headers of every kind of answer, and what a page may load.

use std::collections::BTreeSet;

use reqwest::header::HeaderMap;
use reqwest::{Method, Response};
use serde_json::json;

use crate::server::{Server, http};

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

async fn get(server: &Server, path: &str) -> Response {
    http().get(format!("{}{path}", server.base)).send().await.unwrap()
}

/// The nonce of a policy.
fn nonce(policy: &str) -> &str {
    policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')).unwrap().0
}

/// One answer of each kind, by name.
async fn answers(server: &Server) -> Vec<(&'static str, Response)> {
    let owner = server.owner().await;
    let page = get(server, "/").await.text().await.unwrap();
    // Without the web app built in there is no file to ask for.
    let asset = page.split('"').find(|part| part.starts_with("/assets/")).unwrap_or("/healthz").to_owned();
    let invoice = owner.read("/invoices?limit=1").await["items"][0]["id"].as_str().unwrap().to_owned();
    let api = |path: String| owner.request(Method::GET, &path).send();
    vec![
        ("page", get(server, "/").await),
        ("deep link", get(server, "/work-orders/deep/link").await),
        ("asset", get(server, &asset).await),
        ("documentation", get(server, "/docs/").await),
        ("API document", get(server, "/openapi.json").await),
        ("health", get(server, "/healthz").await),
        ("data", api("/me".into()).await.unwrap()),
        ("list", api("/customers".into()).await.unwrap()),
        ("PDF", api(format!("/invoices/{invoice}/pdf")).await.unwrap()),
        ("problem", get(server, "/api/v1/me").await),
        ("unknown", get(server, "/api/v1/nothing/here").await),
        ("sign-out", server.anonymous().request(Method::POST, "/auth/logout").json(&json!({})).send().await.unwrap()),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_says_what_browsers_may_do_with_it() {
    let server = Server::start_with(&[("ECAR_PUBLIC_URL", "https://garage.example")]).await;
    for (name, answer) in answers(&server).await {
        let headers = answer.headers();
        assert_eq!(text(headers, "x-content-type-options"), "nosniff", "{name}");
        assert_eq!(text(headers, "referrer-policy"), "same-origin", "{name}");
        assert!(text(headers, "permissions-policy").contains("geolocation=()"), "{name}");
        assert_eq!(text(headers, "cross-origin-opener-policy"), "same-origin", "{name}");
        assert!(text(headers, "strict-transport-security").contains("max-age=31536000"), "{name}");
        let policy = text(headers, "content-security-policy");
        for rule in ["default-src 'self'", "script-src 'self';", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(rule), "{name}: {policy}");
        }
        assert_eq!(policy.contains("unsafe-"), name == "documentation", "{name}: {policy}");
        assert_eq!(policy.contains("'nonce-"), ["page", "deep link"].contains(&name), "{name}: {policy}");
        let is_personal = ["data", "list", "PDF", "problem", "unknown", "sign-out", "page", "deep link"].contains(&name);
        assert_eq!(text(headers, "cache-control").contains("no-store"), is_personal, "{name}");
        assert_eq!(text(headers, "clear-site-data").is_empty(), name != "sign-out", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_may_compile_not_even_one_that_is_named_like_the_worker_that_reads_codes() {
    let server = Server::start().await;
    for path in ["/", "/store/scan", "/assets/decoder-a1.js", "/assets/index-a1.js"] {
        let answer = get(&server, path).await;
        let policy = text(answer.headers(), "content-security-policy");
        assert!(!policy.contains("-eval'") && policy.contains("object-src 'none'"), "{path}: {policy}");
        assert!(text(answer.headers(), "permissions-policy").contains("camera=(self)"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_booking_page_of_a_site_may_be_framed_by_whom_the_site_names_and_no_other_page_by_anybody() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let sites = owner.read("/me").await["sites"].clone();
    let lac = sites.as_array().unwrap().iter().find(|site| site["code"] == "LAC").unwrap()["id"].as_str().unwrap().to_owned();
    let patch = json!({ "online": true, "frames": ["https://www.garage.example", "http://localhost:3000"] });
    let saved = owner.request(Method::PATCH, &format!("/schedules/{lac}/settings")).json(&patch).send().await.unwrap();
    assert_eq!(saved.status(), 200);
    let named = "frame-ancestors https://www.garage.example http://localhost:3000";
    let alone = "frame-ancestors 'none'";
    let pages = [
        ("/book/lac", named),
        (&*format!("/book/{lac}"), named),
        ("/book/nowhere", alone),
        ("/a/0123456789", alone),
        ("/a/lac", alone),
        ("/e/0123456789", alone),
        ("/public.html", alone),
        ("/", alone),
        ("/bookings", alone),
    ];
    for (path, rule) in pages {
        let answer = get(&server, path).await;
        let policy = text(answer.headers(), "content-security-policy");
        assert!(policy.ends_with(rule), "{path}: {policy}");
        assert_eq!(text(answer.headers(), "x-frame-options"), "", "{path}: nothing says otherwise");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nonce_is_in_one_answer_and_its_page_alone() {
    let server = Server::start().await;
    let mut seen = BTreeSet::new();
    for path in ["/", "/index.html", "/board", "/"] {
        let answer = get(&server, path).await;
        let policy = text(answer.headers(), "content-security-policy").to_owned();
        let (nonce, page) = (nonce(&policy), answer.text().await.unwrap());
        assert!(nonce.len() >= 32 && !page.contains("{{nonce}}"), "{path}: {page}");
        assert!(!page.contains("csp-nonce") || page.contains(&format!("nonce=\"{nonce}\"")), "{path}");
        assert!(seen.insert(nonce.to_owned()), "{path}: the nonce came a second time");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn over_plain_http_browsers_are_not_bound_to_https() {
    let server = Server::start().await;
    assert_eq!(text(get(&server, "/").await.headers(), "strict-transport-security"), "");
}
