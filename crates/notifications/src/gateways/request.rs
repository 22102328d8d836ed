//! How a gateway that is a web address is asked: pure rules.

use reqwest::Url;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A call with places for its facts: `{to}` (+216…), `{number}` (216…), `{text}`, `{sender}`, `{key}`, `{id}` (the message's own) and `{token}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SmsRequest)]
pub struct Request {
    #[garde(skip)]
    pub method: Verb,
    #[garde(custom(kernel::text::filled_line(1000)))]
    #[schema(max_length = 1000, format = "filled-line", example = "https://gateway.example/send?key={key}&to={number}&text={text}")]
    pub address: String,
    /// JSON where it begins with a brace, else a form.
    #[serde(default)]
    #[garde(custom(kernel::text::prose(2000)))]
    #[schema(max_length = 2000, format = "prose", example = r#"{"to": "{to}", "message": "{text}"}"#)]
    pub body: Option<String>,
    /// The header of that name.
    #[serde(default)]
    #[garde(custom(kernel::text::line(500)))]
    #[schema(max_length = 500, format = "line", example = "Bearer {key}")]
    pub authorization: Option<String>,
    /// What an answer of 200 contains when the message was taken; any when null.
    #[serde(default)]
    #[garde(custom(kernel::text::line(100)))]
    #[schema(max_length = 100, format = "line", example = "\"code\":\"ok\"")]
    pub taken: Option<String>,
    /// Of a gateway whose key is exchanged for a token now and then: what `{token}` stands for.
    #[serde(default)]
    #[garde(dive)]
    pub token: Option<TokenRequest>,
}

/// How a key is exchanged for a token (OAuth 2.0, client credentials): a form posted to an address, with a place for `{key}`; the answer has
/// `access_token` and, in seconds, `expires_in`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SmsTokenRequest)]
pub struct TokenRequest {
    #[garde(custom(kernel::text::filled_line(1000)))]
    #[schema(max_length = 1000, format = "filled-line", example = "https://api.orange.com/oauth/v3/token")]
    pub address: String,
    /// The header of that name.
    #[serde(default)]
    #[garde(custom(kernel::text::line(500)))]
    #[schema(max_length = 500, format = "line", example = "Basic {key}")]
    pub authorization: Option<String>,
    #[serde(default)]
    #[garde(custom(kernel::text::line(500)))]
    #[schema(max_length = 500, format = "line", example = "grant_type=client_credentials")]
    pub body: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SmsRequestMethod)]
pub enum Verb {
    Get,
    Post,
}

/// Where a fact is put, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Address,
    Form,
    Json,
    Header,
}

const FACTS: [&str; 7] = ["to", "number", "text", "sender", "key", "id", "token"];

impl Request {
    pub fn body_kind(&self) -> (&'static str, Place) {
        let is_json = self.body.as_deref().is_some_and(|body| body.trim_start().starts_with(['{', '[']) && !starts_with_fact(body));
        if is_json { ("application/json", Place::Json) } else { ("application/x-www-form-urlencoded", Place::Form) }
    }

    /// The addresses as they may be called, each with its field.
    pub fn examples(&self) -> Vec<(&'static str, String)> {
        let of = |address: &str| fill(address, Place::Address, &EXAMPLE);
        let token = self.token.as_ref().map(|token| ("/request/token/address", of(&token.address)));
        [Some(("/request/address", of(&self.address))), token].into_iter().flatten().collect()
    }

    /// Number and text have their places in it; the error names the field that is wrong, and why.
    pub fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let all = [Some(&self.address), self.body.as_ref()];
        let says = |fact: &str| all.into_iter().flatten().any(|text| text.contains(&format!("{{{fact}}}")));
        if !says("text") || !(says("to") || says("number")) {
            return Err(("/request/address", "no-place-for-text"));
        }
        let blank = FACTS.map(|fact| (fact, "1"));
        if !is_one_host(&self.address) {
            return Err(("/request/address", "no-address"));
        }
        if self.token.as_ref().is_some_and(|token| !is_one_host(&token.address)) {
            return Err(("/request/token/address", "no-address"));
        }
        let is_json = self.body_kind().1 == Place::Json;
        let filled = self.body.as_deref().map(|body| fill(body, Place::Json, &blank));
        if is_json && filled.is_some_and(|body| serde_json::from_str::<serde_json::Value>(&body).is_err()) {
            return Err(("/request/body", "no-json"));
        }
        Ok(())
    }
}

const EXAMPLE: [(&str, &str); 7] =
    [("to", "+21600000000"), ("number", "21600000000"), ("text", "x"), ("sender", "x"), ("key", "x"), ("id", "x"), ("token", "x")];

/// Whether the address has the same host whatever is filled in: a secret or a text must not decide whom it is sent to.
fn is_one_host(address: &str) -> bool {
    let host = |fact| {
        let filled = fill(address, Place::Address, &FACTS.map(|name| (name, fact)));
        filled.parse::<Url>().ok().and_then(|url| url.host_str().map(str::to_owned))
    };
    host("1").is_some() && host("1") == host("2")
}

fn starts_with_fact(body: &str) -> bool {
    FACTS.iter().any(|fact| body.trim_start().starts_with(&format!("{{{fact}}}")))
}

/// The template with each place filled, in one pass: what is filled in is never looked at for places.
pub fn fill(template: &str, place: Place, facts: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 200);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        filled.push_str(before);
        let fact = facts.iter().find(|(name, _)| from[1..].starts_with(&format!("{name}}}")));
        let length = fact.map_or(1, |(name, _)| name.len() + 2);
        match fact {
            Some((_, value)) => filled.push_str(&written(value, place)),
            None => filled.push('{'),
        }
        rest = &from[length..];
    }
    filled + rest
}

fn written(value: &str, place: Place) -> String {
    match place {
        Place::Address | Place::Form => url::form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace('+', "%20"),
        Place::Json => {
            let quoted = serde_json::Value::from(value).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        }
        Place::Header => value.chars().filter(|letter| !letter.is_control()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str, body: Option<&str>) -> Request {
        Request {
            method: Verb::Post,
            address: address.into(),
            body: body.map(str::to_owned),
            authorization: None,
            taken: None,
            token: None,
        }
    }

    #[test]
    fn each_place_writes_facts_in_its_own_way() {
        let facts = [("to", "+216 1"), ("text", "a \"b\"&c\n{to}é"), ("key", "k")];
        assert_eq!(
            fill("https://x/?t={to}&m={text}&{other}{", Place::Address, &facts),
            "https://x/?t=%2B216%201&m=a%20%22b%22%26c%0A%7Bto%7D%C3%A9&{other}{"
        );
        let json = fill(r#"{"to":"{to}","m":{"t":"{text}"}}"#, Place::Json, &facts);
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((read["to"].as_str(), read["m"]["t"].as_str()), (Some("+216 1"), Some("a \"b\"&c\n{to}é")));
        assert_eq!(fill("Bearer {key}", Place::Header, &[("key", "a\r\nb")]), "Bearer ab");
    }

    #[test]
    fn a_request_without_a_place_for_the_text_is_none() {
        assert_eq!(of("https://x/?t={to}", None).check(), Err(("/request/address", "no-place-for-text")));
        assert_eq!(of("https://x/?t={text}", None).check(), Err(("/request/address", "no-place-for-text")));
        assert_eq!(of("x?{to}{text}", None).check(), Err(("/request/address", "no-address")));
        assert_eq!(of("https://{key}.x/?{to}{text}", None).check(), Err(("/request/address", "no-address")));
        assert_eq!(of("https://x/", Some(r#"{"to":"{to}","m":{text}"}"#)).check(), Err(("/request/body", "no-json")));
        assert_eq!(of("https://x/", Some(r#"{"to":"{to}","m":"{text}"}"#)).check(), Ok(()));
        assert_eq!(of("https://x/", Some("{text}={number}")).body_kind().1, Place::Form);
        assert_eq!(of("https://x/?to={number}&m={text}", None).check(), Ok(()));
        let token = |address: &str| Request {
            token: Some(TokenRequest { address: address.into(), authorization: None, body: None }),
            ..of("https://x/?to={number}&m={text}", None)
        };
        assert_eq!(token("https://{key}.x/").check(), Err(("/request/token/address", "no-address")));
        assert_eq!(token("https://x/?{key}").check(), Ok(()));
    }
}
