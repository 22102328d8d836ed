//! What an old client is answered.

use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::Problem;
use serde_json::{Map, Value, json};

use super::Family;

pub type Answer = Result<Reply, Reply>;

pub enum Content {
    Json(Value),
    /// With its type, and its name where a browser saves it.
    File(Vec<u8>, String, Option<String>),
    Empty,
    /// Found at another address.
    Elsewhere(&'static str),
}

pub struct Reply {
    pub status: StatusCode,
    pub content: Content,
    retry_after: Option<String>,
}

impl Reply {
    pub fn new(status: StatusCode, body: Value) -> Self {
        Self { status, content: Content::Json(body), retry_after: None }
    }

    pub fn ok(body: Value) -> Self {
        Self::new(StatusCode::OK, body)
    }

    pub fn created(body: Value) -> Self {
        Self::new(StatusCode::CREATED, body)
    }

    pub fn gone() -> Self {
        Self { status: StatusCode::NO_CONTENT, content: Content::Empty, retry_after: None }
    }

    pub fn elsewhere(place: &'static str) -> Self {
        Self { status: StatusCode::FOUND, content: Content::Elsewhere(place), retry_after: None }
    }

    pub fn file(bytes: Vec<u8>, kind: impl Into<String>, name: Option<String>) -> Self {
        Self { status: StatusCode::OK, content: Content::File(bytes, kind.into(), name), retry_after: None }
    }

    /// `{"detail": …}`
    pub fn detail(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::new(status, json!({ "detail": detail.into() }))
    }

    /// 400 with what is wrong as `{"detail": …}`.
    pub fn refused(detail: impl Into<String>) -> Self {
        Self::detail(StatusCode::BAD_REQUEST, detail)
    }

    /// 400 with what is wrong with one field.
    pub fn field(name: &str, detail: impl Into<String>) -> Self {
        Self::fields([(name.to_owned(), detail.into())])
    }

    pub fn fields(faults: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut body = Map::new();
        for (name, detail) in faults {
            if let Value::Array(told) = body.entry(name).or_insert_with(|| json!([])) {
                told.push(Value::String(detail));
            }
        }
        Self::new(StatusCode::BAD_REQUEST, Value::Object(body))
    }

    /// 400 with a bare list, as some rules of the workshop manager are told.
    pub fn list(detail: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, json!([detail]))
    }

    /// 405, where there is no such method, and for what a ledger does not do.
    pub fn not_allowed(method: &Method) -> Self {
        Self::detail(StatusCode::METHOD_NOT_ALLOWED, format!("Method \"{method}\" not allowed."))
    }

    pub fn not_found(family: Family) -> Self {
        Self::detail(StatusCode::NOT_FOUND, said(family, "Not found.", "Pas trouvé."))
    }

    /// ECAR's refusal, in the shape that the old client reads. `names` are its names of ECAR's fields.
    pub fn of(problem: &Problem, family: Family, names: &[(&str, &str)]) -> Self {
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        match status {
            StatusCode::UNAUTHORIZED => Self::new(status, json!({ "detail": problem.title, "code": "token_not_valid", "messages": [] })),
            StatusCode::FORBIDDEN => Self::detail(
                status,
                said(
                    family,
                    "You do not have permission to perform this action.",
                    "Vous n'avez pas la permission d'effectuer cette action.",
                ),
            ),
            StatusCode::NOT_FOUND => Self::not_found(family),
            StatusCode::UNPROCESSABLE_ENTITY => {
                Self::fields(problem.errors.iter().map(|fault| (named(&fault.pointer, names), fault.detail.clone())))
            }
            StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => Self::refused(told(problem)),
            StatusCode::TOO_MANY_REQUESTS => Self::throttled(problem.retry_after.unwrap_or(60)),
            StatusCode::BAD_REQUEST if problem.code == "bad-json" => {
                Self::refused(format!("JSON parse error - {}", problem.detail.as_deref().unwrap_or_default()))
            }
            _ => Self { retry_after: problem.retry_after.map(|seconds| seconds.to_string()), ..Self::detail(status, told(problem)) },
        }
    }

    /// What is wrong, in one line.
    pub fn words(&self) -> String {
        let Content::Json(body) = &self.content else { return self.status.to_string() };
        let told = |(name, why): (&String, &Value)| {
            let why = why.as_array().and_then(|told| told.first()).unwrap_or(why);
            let why = why.as_str().unwrap_or_default();
            if name == "detail" { why.to_owned() } else { format!("{name}: {why}") }
        };
        body.as_object().map(|faults| faults.iter().map(told).collect::<Vec<_>>().join("; ")).unwrap_or_default()
    }

    pub fn throttled(seconds: u32) -> Self {
        let detail = format!("Request was throttled. Expected available in {seconds} seconds.");
        Self { retry_after: Some(seconds.to_string()), ..Self::detail(StatusCode::TOO_MANY_REQUESTS, detail) }
    }
}

fn told(problem: &Problem) -> String {
    problem.detail.clone().unwrap_or_else(|| problem.title.clone())
}

/// `/jobs/0/lines/1/quantity` by the old client's name of it, or by its own last name.
fn named(pointer: &str, names: &[(&str, &str)]) -> String {
    let known = names.iter().find(|(ours, _)| *ours == pointer || pointer.ends_with(&format!("/{ours}")));
    let last = pointer.rsplit('/').next().filter(|name| !name.is_empty());
    known.map(|(_, theirs)| *theirs).or(last).unwrap_or("non_field_errors").to_owned()
}

pub fn said(family: Family, english: &'static str, french: &'static str) -> &'static str {
    if family == Family::Office { french } else { english }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = match self.content {
            Content::Json(body) => axum::Json(body).into_response(),
            Content::File(bytes, kind, name) => saved(bytes, &kind, name.as_deref()),
            Content::Empty => Body::empty().into_response(),
            Content::Elsewhere(place) => [(header::LOCATION, place)].into_response(),
        };
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after.and_then(|seconds| HeaderValue::from_str(&seconds).ok()) {
            headers.insert(header::RETRY_AFTER, seconds);
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"api\""));
        }
        response
    }
}

fn saved(bytes: Vec<u8>, kind: &str, name: Option<&str>) -> Response {
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    if let Some(name) = name.and_then(|name| HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).ok()) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
