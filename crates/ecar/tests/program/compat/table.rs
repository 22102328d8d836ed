//! A row of the table of endpoints: what is asked, and in which shape the answer comes.

use std::collections::BTreeMap;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::server::Person;

#[derive(Clone)]
pub enum Shape {
    /// An object with these fields.
    Keys(&'static [&'static str]),
    /// `{count, next, previous, results}`, whose rows have these fields.
    Page(&'static [&'static str]),
    /// An array whose rows have these fields.
    Rows(&'static [&'static str]),
    /// `{field: [why]}`
    Field(&'static str),
    /// `{detail}`
    Detail,
    /// `[why]`
    List,
    /// A file of this type.
    File(&'static str),
    Empty,
}

#[derive(Clone)]
pub struct Row {
    pub method: Method,
    /// `{car}` is what was kept under that name.
    pub path: &'static str,
    pub body: Value,
    pub files: Vec<(&'static str, &'static str, String)>,
    pub status: u16,
    pub shape: Shape,
    pub keep: Vec<(&'static str, &'static str)>,
}

pub fn row(method: Method, path: &'static str, body: Value, status: u16, shape: Shape) -> Row {
    Row { method, path, body, files: vec![], status, shape, keep: vec![] }
}

pub fn get(path: &'static str, shape: Shape) -> Row {
    row(Method::GET, path, Value::Null, 200, shape)
}

impl Row {
    pub fn keep(mut self, name: &'static str, pointer: &'static str) -> Self {
        self.keep.push((name, pointer));
        self
    }

    pub fn file(mut self, field: &'static str, name: &'static str, text: &str) -> Self {
        self.files.push((field, name, text.to_owned()));
        self
    }

    /// `GET /api/cars/{}/`
    pub fn operation(&self) -> String {
        format!("{} {}", self.method, bare(self.path.split('?').next().unwrap_or_default()))
    }
}

/// A path with its parameters' names left out.
pub fn bare(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// What earlier rows kept.
pub type Kept = BTreeMap<&'static str, String>;

fn filled(text: &str, kept: &Kept) -> String {
    kept.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

fn filled_body(body: &Value, kept: &Kept) -> Value {
    match body {
        Value::String(text) => json!(filled(text, kept)),
        Value::Array(items) => items.iter().map(|item| filled_body(item, kept)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), filled_body(value, kept))).collect::<serde_json::Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

/// A request at the program's root, as this person.
pub fn request(person: &Person, method: Method, path: &str) -> reqwest::RequestBuilder {
    let request = person.http.request(method, format!("{}{path}", person.base));
    match &person.token {
        Some(token) => request.bearer_auth(token),
        None => request,
    }
}

/// Status and body of a request at the root.
pub async fn asked(person: &Person, method: Method, path: &str, body: Value) -> (u16, Value) {
    let request = request(person, method, path);
    let response = if body.is_null() { request } else { request.json(&body) }.send().await.unwrap();
    let status = response.status().as_u16();
    (status, serde_json::from_str(&response.text().await.unwrap()).unwrap_or(Value::Null))
}

/// Asks each row in turn.
pub async fn walk(person: &Person, rows: &[Row], kept: &mut Kept) {
    for row in rows {
        let path = filled(row.path, kept);
        let request = request(person, row.method.clone(), &path);
        let request = if !row.files.is_empty() {
            request.multipart(form(row, kept))
        } else if row.body.is_null() {
            request
        } else {
            request.json(&filled_body(&row.body, kept))
        };
        let response = request.send().await.unwrap();
        let (status, kind) =
            (response.status().as_u16(), response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned()));
        let bytes = response.bytes().await.unwrap();
        let body: Value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        let place = format!("{} {path}", row.method);
        assert_eq!(status, row.status, "{place}: {}", String::from_utf8_lossy(&bytes));
        assert_shape(&place, &row.shape, &body, kind.as_deref(), &bytes);
        for (name, pointer) in &row.keep {
            let value = body.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{place} has no {pointer}: {body}"));
            kept.insert(name, value.to_owned());
        }
    }
}

fn form(row: &Row, kept: &Kept) -> Form {
    let mut form = Form::new();
    for (field, name, text) in &row.files {
        let kind = if name.ends_with("pdf") { "application/pdf" } else { "text/csv" };
        form = form.part(*field, Part::bytes(filled(text, kept).into_bytes()).file_name(*name).mime_str(kind).unwrap());
    }
    form
}

fn assert_shape(place: &str, shape: &Shape, body: &Value, kind: Option<&str>, bytes: &[u8]) {
    let has = |object: &Value, keys: &[&str]| {
        let missing: Vec<_> = keys.iter().filter(|key| object.get(**key).is_none()).collect();
        assert!(missing.is_empty(), "{place} lacks {missing:?}: {object}");
    };
    match shape {
        Shape::Keys(keys) => has(body, keys),
        Shape::Page(keys) => {
            has(body, &["count", "next", "previous", "results"]);
            let rows = body["results"].as_array().unwrap();
            assert!(body["count"].as_u64() >= u64::try_from(rows.len()).ok(), "{place}: {body}");
            for row in rows {
                has(row, keys);
            }
        }
        Shape::Rows(keys) => {
            for row in body.as_array().unwrap_or_else(|| panic!("{place}: {body}")) {
                has(row, keys);
            }
        }
        Shape::Field(name) => assert!(body[name][0].is_string(), "{place}: {body}"),
        Shape::Detail => assert!(body["detail"].is_string(), "{place}: {body}"),
        Shape::List => assert!(body[0].is_string(), "{place}: {body}"),
        Shape::File(wanted) => assert!(kind.is_some_and(|kind| kind.starts_with(wanted)) && !bytes.is_empty(), "{place}: {kind:?}"),
        Shape::Empty => assert!(bytes.is_empty(), "{place}: {}", String::from_utf8_lossy(bytes)),
    }
}
