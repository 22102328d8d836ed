//! Errors as RFC 9457 `application/problem+json`: a stable `code` that the app translates, and pointers at fields.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sea_orm::{DbErr, RuntimeErr, SqlErr};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{Permission, db};

/// What went wrong, for programs (`code`, `errors`) and for people (`title`, `detail`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// `/problems/<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    pub code: String,
    pub title: String,
    pub status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub detail: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The whole request may simply be tried again: it lost a race inside the database.
    #[serde(skip)]
    pub transient: bool,
    /// Of what the caller may not do, though the status does not say so: what they may not know of, or more than their role
    /// allows. It is noted.
    #[serde(skip)]
    pub refused: bool,
    /// Seconds until it is worth another try; said in `Retry-After`.
    #[serde(skip)]
    pub retry_after: Option<u32>,
}

/// One field of the body and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer (RFC 6901): `/jobs/0/lines/1/quantity`.
    pub pointer: String,
    pub code: String,
    pub detail: String,
    /// What `detail` says as data, so that a screen can say it in the reader's language; the code tells which there are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = BTreeMap<String, Value>)]
    pub values: BTreeMap<String, Value>,
}

impl FieldError {
    pub fn new(pointer: impl Into<String>, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code: code.into(), detail: detail.into(), values: BTreeMap::new() }
    }

    #[must_use]
    pub fn with<const N: usize>(mut self, values: [(&str, Value); N]) -> Self {
        self.values.extend(values.map(|(name, value)| (name.to_owned(), value)));
        self
    }
}

impl Problem {
    pub fn new(status: StatusCode, code: impl Into<String>, title: impl Into<String>) -> Self {
        let code = code.into();
        let kind = format!("/problems/{code}");
        let (title, status) = (title.into(), status.as_u16());
        Self { kind, code, title, status, detail: None, errors: vec![], transient: false, refused: false, retry_after: None }
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Noted as something that the caller may not do.
    #[must_use]
    pub fn refused(mut self) -> Self {
        self.refused = true;
        self
    }

    /// 429: enough for now; the header says for how long.
    pub fn too_many(wait: chrono::TimeDelta) -> Self {
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-attempts", "Too many tries: wait a little");
        let seconds = u32::try_from(wait.num_seconds().max(0)).unwrap_or(u32::MAX);
        Self { retry_after: Some(seconds.saturating_add(1)), ..problem }
    }

    /// 422 with one field pointed at.
    pub fn field(pointer: impl Into<String>, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::fields(vec![FieldError::new(pointer, code, detail)])
    }

    /// 422 with every field that is wrong.
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "Some fields are not valid");
        problem.errors = errors;
        problem
    }

    /// 409: the rule named by `code` forbids this in the present state.
    pub fn conflict(code: impl Into<String>, title: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, title)
    }

    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "Nothing is here")
    }

    /// As [`Problem::not_found`], for what is there and is not the caller's to know.
    pub fn hidden() -> Self {
        Self::not_found().refused()
    }

    /// 405: the address knows other methods; the `Allow` header names them.
    pub fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "This address does not know the method")
    }

    pub fn unauthorized(title: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", title)
    }

    pub fn forbidden(permission: Permission) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "You may not do this").detail(format!("It takes the permission {}", permission.0))
    }

    /// 412: somebody changed it since it was read.
    pub fn stale() -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, "stale", "It was changed meanwhile: read it again")
    }

    pub fn unavailable(title: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", title)
    }

    /// 507: nothing of it was written; what is there can still be read.
    pub fn disk_full(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %cause, "the disk is full");
        let title = "There is no room left on the disk: nothing was kept";
        Self::new(StatusCode::INSUFFICIENT_STORAGE, "disk-full", title).detail("Free some, then try again: no restart is needed")
    }

    /// 500, with the cause in the log and not in the answer.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %cause, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "ECAR failed at this; it was logged")
    }
}

impl From<DbErr> for Problem {
    fn from(error: DbErr) -> Self {
        if is_transient(&error) {
            let mut problem = Self::unavailable("The database is busy: try again");
            problem.transient = true;
            return problem;
        }
        if db::is_in_doubt(&error) {
            return Self::unavailable("The database went away just then: look whether it was done, then try again");
        }
        if is_full(&error) { Self::disk_full(&error) } else { Self::internal(&error) }
    }
}

/// What the database said, as SQLite's number or SQLSTATE.
fn database_code(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = error else {
        return None;
    };
    cause.as_database_error()?.code().map(std::borrow::Cow::into_owned)
}

/// `SQLITE_FULL`, and PostgreSQL's `disk_full`.
fn is_full(error: &DbErr) -> bool {
    matches!(database_code(error).as_deref(), Some("13" | "53100"))
}

/// Whether the error is a lost race (serialization failure, deadlock, busy) or a lost connection, and not a fault.
pub fn is_transient(error: &DbErr) -> bool {
    if matches!(error, DbErr::ConnectionAcquire(_)) || db::is_lost(error) {
        return true;
    }
    matches!(database_code(error).as_deref(), Some("40001" | "40P01" | "5" | "517" | "261"))
}

/// Whether a unique index refused the row.
pub fn is_unique_violation(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Marks a response whose request lost a race, for the retry layer.
#[derive(Clone, Copy)]
pub struct Transient;

/// Marks a response that refuses what the caller may not do; the problem's code.
#[derive(Clone)]
pub struct Refused(pub String);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let (transient, wait) = (self.transient, self.retry_after.unwrap_or(1));
        // What was refused of a field says more than that a field is not valid.
        let code = self.errors.first().map_or(&self.code, |fault| &fault.code);
        let refused = (self.refused || status == StatusCode::FORBIDDEN).then(|| Refused(code.clone()));
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::SERVICE_UNAVAILABLE || status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from(wait));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().entry(header::WWW_AUTHENTICATE).or_insert(HeaderValue::from_static("Bearer"));
        }
        if transient {
            response.extensions_mut().insert(Transient);
        }
        if let Some(refused) = refused {
            response.extensions_mut().insert(refused);
        }
        response
    }
}
