//! A session as the API shows it.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use kernel::http::Json;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::session::Kind;
use super::store::Row;
use crate::users::Me;

/// A signed-in caller's access token, and who they are.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionView {
    /// For the `Authorization: Bearer` header.
    pub access_token: String,
    pub expires_at: DateTime<Utc>,
    /// Only when it was asked for in the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub refresh_token: Option<String>,
    pub me: Me,
}

/// A session that no cache keeps, and the cookies that come with it.
pub struct Answer {
    pub session: SessionView,
    pub cookies: Vec<String>,
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Json(self.session).into_response();
        set(&mut response, header::CACHE_CONTROL, "no-store");
        for cookie in self.cookies {
            add(&mut response, header::SET_COOKIE, &cookie);
        }
        response
    }
}

pub fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

pub fn add(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().append(name, value);
    }
}

/// One of the caller's sessions.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OpenSession)]
pub struct OpenSessionView {
    pub id: Uuid,
    #[schema(value_type = Kind)]
    pub kind: String,
    /// What the browser or program called itself.
    pub agent: String,
    /// Where it was used last.
    pub address: String,
    pub created_at: DateTime<Utc>,
    /// To about a quarter of an hour.
    pub last_used_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// The one that asks.
    pub current: bool,
    /// `end`.
    pub actions: Vec<&'static str>,
}

impl OpenSessionView {
    pub fn new(row: Row, current: Uuid) -> Self {
        Self {
            current: row.id == current,
            id: row.id,
            kind: row.kind,
            agent: row.agent,
            address: row.address,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            expires_at: row.expires_at,
            actions: vec!["end"],
        }
    }
}
