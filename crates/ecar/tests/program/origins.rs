//! Pages of other origins: who may call the API, and that cookies don't count for them.

use reqwest::{Method, Response};
use serde_json::json;

use crate::server::{Server, http};

const FRIEND: &str = "https://shop.example";

/// Origins that look like the named one, and others that pages have.
const STRANGERS: [&str; 12] = [
    "https://evil.example",
    "http://shop.example",
    "https://shop.example:8443",
    "https://shop.example.evil.example",
    "https://evil-shop.example",
    "https://sub.shop.example",
    "https://shop.example/",
    "https://SHOP.example",
    "https://shop.example@evil.example",
    "http://127.0.0.1",
    "null",
    "*",
];

fn allowed(answer: &Response) -> Option<&str> {
    answer.headers().get("access-control-allow-origin").map(|value| value.to_str().unwrap())
}

async fn ask(server: &Server, method: Method, origin: &str) -> Response {
    let request = http().request(method, format!("{}/api/v1/me", server.base)).header("origin", origin);
    request.header("access-control-request-method", "GET").send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_pages_of_a_named_origin_may_call_and_never_with_cookies() {
    let server = Server::start_with(&[("ECAR_CORS_ORIGINS", FRIEND)]).await;
    for method in [Method::OPTIONS, Method::GET] {
        let friend = ask(&server, method.clone(), FRIEND).await;
        assert_eq!(allowed(&friend), Some(FRIEND), "{method}");
        assert!(!friend.headers().contains_key("access-control-allow-credentials"), "{method}");
        for origin in STRANGERS {
            let stranger = ask(&server, method.clone(), origin).await;
            assert!(allowed(&stranger).is_none_or(|named| named == FRIEND), "{method} {origin}: {:?}", stranger.headers());
            assert!(!stranger.headers().contains_key("access-control-allow-credentials"), "{method} {origin}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_that_another_sites_page_sends_renews_nothing() {
    let server = Server::start().await;
    let login = json!({ "email": "nadia@garage.example", "password": server.password });
    let answer = server.anonymous().request(Method::POST, "/auth/login").json(&login).send().await.unwrap();
    let cookie = answer.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let cookie = cookie.filter_map(|text| text.split(';').next()).collect::<Vec<_>>().join("; ");
    let refresh = |from: Option<&'static str>, kind: &'static str, body: &'static str| {
        let request = server.anonymous().request(Method::POST, "/auth/refresh").header("cookie", &cookie).header("content-type", kind);
        let request = if let Some(from) = from { request.header("sec-fetch-site", from) } else { request };
        request.body(body).send()
    };
    for from in ["cross-site", "same-site"] {
        assert_eq!(refresh(Some(from), "application/json", "{}").await.unwrap().status(), 401, "{from}");
    }
    // What a form of another page can send without asking first.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        assert_eq!(refresh(None, kind, "{}").await.unwrap().status(), 415, "{kind}");
    }
    assert_eq!(refresh(Some("same-origin"), "application/json", "{}").await.unwrap().status(), 200, "the session lives on");
}

#[tokio::test(flavor = "multi_thread")]
async fn measurements_are_for_this_machine() {
    let server = Server::start_with(&[("ECAR_TRUSTED_PROXIES", "127.0.0.1")]).await;
    let metrics = |from: &'static str| http().get(format!("{}/metrics", server.base)).header("x-forwarded-for", from).send();
    assert_eq!(metrics("127.0.0.1").await.unwrap().status(), 200);
    let stranger = metrics("203.0.113.5").await.unwrap();
    assert_eq!(stranger.status(), 404);
    assert!(!stranger.text().await.unwrap().contains("http_requests_total"));
}
