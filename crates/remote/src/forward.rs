//! A request of the outside, handed on as it came: the body streams both ways, and of the headers only those of the connection stay.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kernel::Problem;
use reqwest::{Client, Url};

use crate::Peer;
use crate::peer::is_cut_off;

/// RFC 9110 7.6.1; and `Expect`, which this end of the connection answers.
const OF_THE_CONNECTION: [HeaderName; 8] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::EXPECT,
];
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

pub async fn forward(http: &Client, base: &str, peer: &Peer, request: Request) -> Response {
    let Some(url) = target(base, &request) else { return Problem::not_found().into_response() };
    let mut headers = end_to_end(request.headers());
    if let Some(ConnectInfo(client)) = request.extensions().get::<ConnectInfo<SocketAddr>>() {
        // Who the client is was found out on the way in; what it wrote itself is not handed on.
        headers.insert(FORWARDED_FOR, address(*client));
    }
    let has_body = headers.contains_key(header::CONTENT_LENGTH) || request.headers().contains_key(header::TRANSFER_ENCODING);
    let onward = http.request(request.method().clone(), url).headers(headers);
    // What only reads may be asked again; whether anything else was done is not known when its connection ends.
    let again = if request.method().is_safe() && !has_body { onward.try_clone() } else { None };
    let onward = if has_body { onward.body(reqwest::Body::wrap_stream(request.into_body().into_data_stream())) } else { onward };
    let answer = match (onward.send().await, again) {
        (Err(error), Some(again)) if is_cut_off(&error) => again.send().await,
        (answer, _) => answer,
    };
    match answer {
        Ok(answer) => back(answer),
        Err(error) => peer.silent(&error).into_response(),
    }
}

/// Where the request goes on to. None for a path that would read differently there: what is not under `/api` is never reached.
fn target(base: &str, request: &Request) -> Option<Url> {
    let asked = request.uri().path_and_query()?;
    let url: Url = format!("{base}{asked}").parse().ok()?;
    (url.path() == asked.path() && asked.path().starts_with("/api/")).then_some(url)
}

fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let named = headers.get_all(header::CONNECTION).iter().filter_map(|value| value.to_str().ok());
    let named: Vec<_> = named.flat_map(|value| value.split(',')).map(|name| name.trim().to_lowercase()).collect();
    let stays = |name: &HeaderName| OF_THE_CONNECTION.contains(name) || named.iter().any(|one| one == name.as_str());
    let kept = headers.iter().filter(|(name, _)| !stays(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn address(client: SocketAddr) -> HeaderValue {
    HeaderValue::from_str(&client.ip().to_string()).unwrap_or(HeaderValue::from_static("0.0.0.0"))
}

fn back(answer: reqwest::Response) -> Response {
    let (status, headers) = (answer.status(), end_to_end(answer.headers()));
    let mut response = Response::new(Body::from_stream(answer.bytes_stream()));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(uri: &str) -> Request {
        Request::builder().uri(uri).body(Body::empty()).unwrap()
    }

    fn onward(uri: &str) -> Option<String> {
        target("http://peer:1", &request(uri)).map(|url| url.to_string())
    }

    #[test]
    fn path_and_query_go_on_as_they_are() {
        let asked = "/api/v1/customers?q=Le%C3%AFla+B&limit=5";
        assert_eq!(onward(asked).unwrap(), format!("http://peer:1{asked}"));
        assert_eq!(onward("/api/v1/a%2Fb").unwrap(), "http://peer:1/api/v1/a%2Fb");
    }

    #[test]
    fn a_path_cannot_climb_out_of_the_api() {
        for path in ["/api/v1/../../rpc/sites/cards", "/api/%2e%2e/rpc/x", "/api/v1/.%2E/.%2e/rpc", "/rpc/sites/cards", "/metrics", "/api"]
        {
            assert_eq!(onward(path), None, "{path}");
        }
    }

    #[test]
    fn headers_of_the_connection_stay() {
        let mut headers = HeaderMap::new();
        for (name, value) in [("connection", "close, X-Mine"), ("x-mine", "1"), ("te", "trailers"), ("authorization", "Bearer x")] {
            headers.insert(name, value.parse().unwrap());
        }
        headers.append("set-cookie", "a=1".parse().unwrap());
        headers.append("set-cookie", "b=2".parse().unwrap());
        let kept = end_to_end(&headers);
        assert_eq!((kept.len(), kept.get_all("set-cookie").iter().count()), (3, 2));
        assert!(kept.contains_key("authorization") && !kept.contains_key("x-mine"));
    }
}
