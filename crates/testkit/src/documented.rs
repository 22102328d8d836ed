//! No answer that the API's document does not name. The document is the one in the repository: an operation that is newer is not in it yet.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

struct Operation {
    /// As the document writes the path: `{…}` stands for anything.
    parts: Vec<String>,
    /// By method, as `get`: what it may answer.
    answers: BTreeMap<String, Vec<u16>>,
}

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let document: Value = serde_json::from_str(include_str!("../../../openapi.json")).expect("the document is JSON");
    let paths = document["paths"].as_object().expect("the document has paths");
    let mut operations: Vec<_> = paths.iter().map(|(path, methods)| Operation { parts: split(path), answers: answers(methods) }).collect();
    // `/invoices/search` before `/invoices/{id}`.
    operations.sort_by_key(|operation| operation.parts.iter().filter(|part| part.starts_with('{')).count());
    operations
});

fn split(path: &str) -> Vec<String> {
    path.trim_start_matches('/').split('/').map(str::to_owned).collect()
}

fn answers(methods: &Value) -> BTreeMap<String, Vec<u16>> {
    let named = |operation: &Value| -> Vec<u16> {
        operation["responses"].as_object().into_iter().flatten().filter_map(|(status, _)| status.parse().ok()).collect()
    };
    methods.as_object().into_iter().flatten().map(|(method, operation)| (method.clone(), named(operation))).collect()
}

/// Fails when the operation is in the document and this answer is not.
pub fn check(method: &str, path: &str, status: u16) {
    let asked = split(path.split('?').next().unwrap_or_default());
    let is_it = |operation: &&Operation| {
        let fits = |(part, asked): (&String, &String)| part.starts_with('{') || part == asked;
        operation.parts.len() == asked.len() && operation.parts.iter().zip(&asked).all(fits)
    };
    let operation = OPERATIONS.iter().find(is_it);
    if let Some(answers) = operation.and_then(|operation| operation.answers.get(&method.to_lowercase())) {
        assert!(answers.contains(&status), "{method} {path} answered {status}, which its document does not name: {answers:?}");
    }
}
