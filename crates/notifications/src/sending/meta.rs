//! Meta's WhatsApp Cloud API: JSON posted to a telephone number, answered with the name under which its state is told. It cannot be asked for what
//! it took; what it tells afterwards carries the message's own id.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kernel::calls::Calls;
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::gateway::{Answer, Filled, Found, Gateway, Short, heard, is_passing, said};

/// It takes no more from this number, account or to this person at this moment (Meta, "Error codes").
const PASSING: [i64; 7] = [1, 2, 4, 80_007, 130_429, 131_048, 131_056];

pub struct Meta<'a> {
    pub calls: &'a Calls,
    /// `https://graph.facebook.com/v23.0`
    pub base: &'a str,
    /// The `Phone number ID`.
    pub account: String,
    pub token: String,
}

#[derive(Debug, Deserialize)]
struct Made {
    messages: Vec<Named>,
}

#[derive(Debug, Deserialize)]
struct Named {
    id: String,
}

#[derive(Debug, Deserialize)]
struct Refusal {
    error: Fault,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fault {
    code: i64,
    message: String,
}

/// What is posted.
fn body(short: Short<'_>) -> Value {
    let mut body = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": short.to.trim_start_matches('+'),
        "biz_opaque_callback_data": short.message.to_string(),
    });
    let (kind, said) = match short.form {
        Some(form) => ("template", template(form)),
        None => ("text", json!({"body": short.text, "preview_url": false})),
    };
    body["type"] = kind.into();
    body[kind] = said;
    body
}

fn template(form: &Filled) -> Value {
    let places: Vec<_> = form.places.iter().map(|text| json!({"type": "text", "text": text})).collect();
    let components = if places.is_empty() { json!([]) } else { json!([{"type": "body", "parameters": places}]) };
    json!({"name": form.name, "language": {"code": form.language.code()}, "components": components})
}

#[async_trait]
impl Gateway for Meta<'_> {
    async fn send(&self, short: Short<'_>) -> Answer {
        let address = format!("{}/{}/messages", self.base, self.account);
        let request = match self.calls.call(Method::POST, &address) {
            Ok(request) => request.bearer_auth(&self.token).json(&body(short)),
            Err(fault) => return Answer::Busy(said(&fault.to_string())),
        };
        let (status, answer) = match heard(request).await {
            Ok(heard) => heard,
            Err(answer) => return answer,
        };
        if !status.is_success() {
            return refusal(status, &answer);
        }
        let made: Option<Made> = serde_json::from_slice(&answer).ok();
        let named = made.and_then(|made| made.messages.into_iter().next());
        named.map_or_else(|| Answer::Lost("it named no message".into()), |named| Answer::Taken(Some(named.id)))
    }

    async fn find(&self, _: Short<'_>, _: DateTime<Utc>) -> Found {
        Found::Unknowable
    }
}

fn refusal(status: StatusCode, answer: &[u8]) -> Answer {
    let refusal: Option<Refusal> = serde_json::from_slice(answer).ok();
    let Fault { code, message } = refusal.map(|refusal| refusal.error).unwrap_or_default();
    let words = said(&if code == 0 { format!("it answered {status}") } else { format!("{message} ({code})") });
    if is_passing(status.as_u16()) || PASSING.contains(&code) { Answer::Busy(words) } else { Answer::Refused(words) }
}

#[cfg(test)]
mod tests {
    use contracts::documents::Language;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_form_is_posted_with_its_places_filled_and_a_text_as_it_is() {
        let short = Short { message: Uuid::nil(), to: "+21698123456", text: "Prêt", form: None };
        let text = body(short);
        assert_eq!((&text["to"], &text["type"], &text["text"]["body"]), (&json!("21698123456"), &json!("text"), &json!("Prêt")));
        let form = Filled { name: "car_ready".into(), language: Language::Ar, places: vec!["215 TU 4821".into()] };
        let posted = body(Short { form: Some(&form), ..short });
        assert_eq!((&posted["type"], &posted["template"]["language"]["code"]), (&json!("template"), &json!("ar")));
        assert_eq!(posted["template"]["components"][0]["parameters"][0]["text"], "215 TU 4821");
        assert!(posted.get("text").is_none() && posted["biz_opaque_callback_data"] == Uuid::nil().to_string());
    }

    #[test]
    fn too_many_at_once_is_not_for_good() {
        let answer = |code: i64| refusal(StatusCode::BAD_REQUEST, json!({"error": {"code": code, "message": "No"}}).to_string().as_bytes());
        assert_eq!(answer(130_429), Answer::Busy("No (130429)".into()));
        assert_eq!(answer(131_026), Answer::Refused("No (131026)".into()));
        assert_eq!(refusal(StatusCode::BAD_GATEWAY, b"<html>"), Answer::Busy("it answered 502 Bad Gateway".into()));
    }
}
