//! Why a document was not delivered, in words: pure.

use serde::Deserialize;
use serde_json::Value;

const LONGEST: usize = 2_000;

/// What it says of a message.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Report {
    validation_rules: Vec<Rule>,
    /// A text, or several.
    transmission_rules: Value,
}

/// A rule that the document breaks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Rule {
    /// `FATAL`, `WARNING`
    #[serde(rename = "type")]
    kind: String,
    id: Option<String>,
    message: Option<String>,
}

/// What is fatal, and what the network said; warnings only where nothing else is known.
pub fn reasons(report: &Report) -> String {
    let fatal = report.validation_rules.iter().filter(|rule| !rule.kind.eq_ignore_ascii_case("warning"));
    let mut said: Vec<_> = fatal.map(Rule::said).chain(texts(&report.transmission_rules)).collect();
    if said.is_empty() {
        said = report.validation_rules.iter().map(Rule::said).collect();
    }
    together(said).unwrap_or_else(|| "it gives no reason".into())
}

/// What it answers to a document that it does not take: the messages in it, else as it is.
pub fn words(body: &[u8]) -> String {
    let said = serde_json::from_slice(body).map(|said: Value| texts(&said)).unwrap_or_default();
    let plain = || String::from_utf8_lossy(body).chars().take(LONGEST).collect::<String>();
    together(said).or_else(|| Some(plain()).filter(|text| !text.trim().is_empty())).unwrap_or_else(|| "it gives no reason".into())
}

impl Rule {
    fn said(&self) -> String {
        let message = self.message.clone().unwrap_or_default();
        match self.id.as_deref().filter(|id| !id.is_empty() && !message.contains(*id)) {
            Some(id) => format!("{message} ({id})").trim().to_owned(),
            None => message,
        }
    }
}

/// Of a text, of several, or of what has messages.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.trim().to_owned()],
        Value::Array(several) => several.iter().flat_map(texts).collect(),
        Value::Object(named) => {
            let worded = ["message", "error", "errors", "detail", "description"];
            worded.iter().filter_map(|name| named.get(*name)).flat_map(texts).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => vec![],
    }
}

/// Each once, and not endless.
fn together(said: Vec<String>) -> Option<String> {
    let mut once: Vec<String> = vec![];
    for text in said.into_iter().filter(|text| !text.is_empty()) {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    (!once.is_empty()).then(|| once.join("; ").chars().take(LONGEST).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_fatal_is_said_and_warnings_are_not() {
        let report = r#"{"validationRules":[{"type":"WARNING","id":"W-1","message":"Odd","location":"/x"},
            {"type":"FATAL","id":"BR-16","message":"[BR-16]-At least one line","location":"/x"},{"type":"FATAL","id":"BR-2","message":"No number"}],
            "transmissionRules":"Receiver unknown"}"#;
        let read: Report = serde_json::from_str(report).unwrap();
        assert_eq!(reasons(&read), "[BR-16]-At least one line; No number (BR-2); Receiver unknown");
        let warned: Report = serde_json::from_str(r#"{"validationRules":[{"type":"WARNING","id":"W-1","message":"Odd"}]}"#).unwrap();
        assert_eq!(reasons(&warned), "Odd (W-1)");
        assert_eq!(reasons(&Report::default()), "it gives no reason");
    }

    #[test]
    fn a_refusal_is_read_however_it_is_written() {
        assert_eq!(words(br#"{"message":"No such recipient","code":7}"#), "No such recipient");
        assert_eq!(words(br#"{"errors":[{"message":"a"},{"message":"b"},{"message":"a"}]}"#), "a; b");
        assert_eq!(words(b"plain words"), "plain words");
        assert_eq!(words(b""), "it gives no reason");
    }
}
