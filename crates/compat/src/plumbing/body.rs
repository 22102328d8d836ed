//! The body of a request, whichever way it was written: JSON, a form, or a form with files.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use serde_json::{Map, Value};

use super::Reply;

/// ECAR's largest file, and what a form has around it.
const LARGEST: usize = 12 << 20;

/// A file of a form.
#[derive(Clone)]
pub struct Upload {
    pub name: String,
    pub kind: String,
    pub bytes: Vec<u8>,
}

#[derive(Default)]
pub struct Told {
    pub fields: Map<String, Value>,
    pub files: BTreeMap<String, Vec<Upload>>,
}

impl Told {
    pub async fn of(request: Request<Body>) -> Result<Self, Reply> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        if kind.starts_with("multipart/form-data") {
            return Self::of_form(request).await;
        }
        let bytes = axum::body::to_bytes(request.into_body(), LARGEST).await.map_err(|_| too_large())?;
        if kind.starts_with("application/x-www-form-urlencoded") {
            let pairs = url::form_urlencoded::parse(&bytes);
            let fields = pairs.map(|(name, value)| (name.into_owned(), Value::String(value.into_owned()))).collect();
            return Ok(Self { fields, files: BTreeMap::new() });
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self::default());
        }
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(fields)) => Ok(Self { fields, files: BTreeMap::new() }),
            Ok(_) => Err(Reply::field("non_field_errors", "Invalid data. Expected a dictionary.")),
            Err(error) => Err(Reply::refused(format!("JSON parse error - {error}"))),
        }
    }

    async fn of_form(request: Request<Body>) -> Result<Self, Reply> {
        let unread = |_| Reply::refused("Multipart form parse error");
        let mut form = Multipart::from_request(request, &()).await.map_err(|_| Reply::refused("Multipart form parse error"))?;
        let (mut told, mut size) = (Self::default(), 0);
        while let Some(field) = form.next_field().await.map_err(unread)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(ToOwned::to_owned);
            let kind = field.content_type().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(|_| too_large())?.to_vec();
            size += bytes.len();
            if size > LARGEST {
                return Err(too_large());
            }
            match file {
                Some(file) => told.files.entry(name).or_default().push(Upload { name: file, kind, bytes }),
                None => drop(told.fields.insert(name, Value::String(String::from_utf8_lossy(&bytes).into_owned()))),
            }
        }
        Ok(told)
    }
}

fn too_large() -> Reply {
    Reply::detail(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large.")
}
