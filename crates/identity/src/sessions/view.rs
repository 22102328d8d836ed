//! A session as the API shows it.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use kernel::http::Json;
use serde::Serialize;
use utoipa::ToSchema;

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
    pub refresh_token: Option<String>,
    pub me: Me,
}

/// A session that no cache keeps, and the cookie with its refresh token.
pub struct Answer {
    pub session: SessionView,
    pub cookie: Option<String>,
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Json(self.session).into_response();
        set(&mut response, header::CACHE_CONTROL, "no-store");
        if let Some(cookie) = self.cookie {
            set(&mut response, header::SET_COOKIE, &cookie);
        }
        response
    }
}

pub fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
