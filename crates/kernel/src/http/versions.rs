//! Versions of records and of answers. An `ETag` is `"<version>.<hash of the answer>"`: what a caller sees of a record may change
//! while the record does not (what others know of it, what the caller may do with it). `If-Match` compares the version alone.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::Problem;
use crate::idempotency::hex;

/// The version in `If-Match`, if one was sent.
pub struct IfMatch(pub Option<i64>);

impl IfMatch {
    /// 412 when the caller read another version.
    pub fn check(&self, version: i64) -> Result<(), Problem> {
        if self.0.is_some_and(|read| read != version) { Err(Problem::stale()) } else { Ok(()) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let text = value.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(Self(None));
        }
        // An entity tag stands in quotes (RFC 9110, 8.8.3): what does not is none of ours.
        let tag = text.strip_prefix("W/").unwrap_or(text).strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
        let version = tag.and_then(|tag| tag.split_once('.').map_or(tag, |(version, _)| version).parse().ok());
        version.map(|version| Self(Some(version))).ok_or_else(Problem::stale)
    }
}

/// A body with its version and itself in the ETag.
pub struct Versioned<T>(pub i64, pub T);

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let body = match serde_json::to_vec(&self.1) {
            Ok(body) => body,
            Err(error) => return Problem::internal(&error).into_response(),
        };
        let tag = format!("\"{}.{}\"", self.0, hash(&body));
        let mut response = ([(header::CONTENT_TYPE, "application/json")], body).into_response();
        set_tag(&mut response, &tag);
        response
    }
}

/// Middleware: answers 304 to a GET whose `If-None-Match` names the answer as it would be. Whether the caller may see it was decided
/// before: a refusal has no tag.
pub async fn answer_unchanged(request: Request, next: Next) -> Response {
    let known = if is_read(request.method()) { known(request.headers()) } else { String::new() };
    let response = next.run(request).await;
    if known.is_empty() || response.status() != StatusCode::OK {
        return response;
    }
    let same = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()).is_some_and(|tag| names(&known, tag));
    if same { unchanged(response) } else { response }
}

/// Middleware: gives an answer that has no version an ETag.
pub async fn tag(request: Request, next: Next) -> Response {
    let is_read = is_read(request.method());
    let response = next.run(request).await;
    if !is_read || response.status() != StatusCode::OK || response.headers().contains_key(header::ETAG) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let body = match axum::body::to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(error) => return Problem::internal(&error).into_response(),
    };
    let tag = format!("\"{}\"", hash(&body));
    let mut response = Response::from_parts(parts, Body::from(body));
    set_tag(&mut response, &tag);
    response
}

fn is_read(method: &Method) -> bool {
    method == Method::GET || method == Method::HEAD
}

/// What the caller has, as `If-None-Match` lists it.
fn known(headers: &HeaderMap) -> String {
    let lists = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lists.collect::<Vec<_>>().join(",")
}

/// Weak comparison (RFC 9110, 13.1.2); our tags have no comma in them.
fn names(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

/// 304 with the answer's headers, but for what describes the body that is left out.
fn unchanged(response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING] {
        parts.headers.remove(name);
    }
    Response::from_parts(parts, Body::from(Bytes::new()))
}

fn set_tag(response: &mut Response, tag: &str) {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
}

fn hash(body: &[u8]) -> String {
    hex(&Sha256::digest(body)[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_a_tag_whether_weak_or_not() {
        let tag = "\"3.0123456789abcdef\"";
        assert!(names(tag, tag) && names(&format!("\"1.x\", W/{tag}"), tag) && names("*", tag));
        assert!(!names("\"3\"", tag) && !names("3.0123456789abcdef", tag) && !names("", tag));
    }

    #[test]
    fn the_same_version_of_another_answer_has_another_tag() {
        let tag = |body: &str| Versioned(3, body).into_response().headers()[header::ETAG].clone();
        assert_eq!(tag("a"), tag("a"));
        assert_ne!(tag("a"), tag("b"));
    }
}
