//! Twilio's Programmable Messaging: a form posted to an account, answered with the name under which its state is told and asked.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::calls::Calls;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde::Deserialize;

use super::deliver::HIDDEN;
use super::gateway::{Answer, Filled, Found, Gateway, Short, heard, is_passing, said};

/// Most that are looked through for one that may be there.
const PAGE: &str = "100";

pub struct Twilio<'a> {
    pub calls: &'a Calls,
    /// `https://api.twilio.com`
    pub base: &'a str,
    pub account: String,
    pub token: String,
    /// A telephone number, a name, or a messaging service (`MG…`).
    pub sender: String,
    /// Where it tells what becomes of a message.
    pub told_at: String,
    /// Before numbers, of another network: `whatsapp:`.
    pub prefix: &'static str,
}

#[derive(Debug, Deserialize)]
struct Made {
    sid: String,
}

#[derive(Debug, Deserialize)]
struct Refusal {
    #[serde(default)]
    code: i64,
    #[serde(default)]
    message: String,
}

#[derive(Debug, Deserialize)]
struct Listed {
    messages: Vec<One>,
}

#[derive(Debug, Deserialize)]
struct One {
    sid: String,
    body: String,
    status: String,
    /// RFC 2822.
    date_created: Option<String>,
}

impl Twilio<'_> {
    fn call(&self, method: Method) -> Result<RequestBuilder, String> {
        let address = format!("{}/2010-04-01/Accounts/{}/Messages.json", self.base, self.account);
        let request = self.calls.call(method, &address).map_err(|fault| fault.to_string())?;
        Ok(request.basic_auth(&self.account, Some(&self.token)))
    }

    fn number(&self, e164: &str) -> String {
        format!("{}{e164}", self.prefix)
    }

    fn form(&self, short: Short<'_>) -> Vec<(&'static str, String)> {
        let mut form = vec![("To", self.number(short.to)), ("StatusCallback", format!("{}?message={}", self.told_at, short.message))];
        form.push(match self.sender.as_str() {
            service if service.starts_with("MG") => ("MessagingServiceSid", service.to_owned()),
            sender => ("From", self.number(sender)),
        });
        match short.form {
            None => form.push(("Body", short.text.to_owned())),
            Some(Filled { name, places, .. }) => {
                let numbered: serde_json::Map<_, _> =
                    places.iter().enumerate().map(|(place, text)| ((place + 1).to_string(), text.as_str().into())).collect();
                form.extend([("ContentSid", name.clone()), ("ContentVariables", serde_json::Value::from(numbered).to_string())]);
            }
        }
        form
    }
}

#[async_trait]
impl Gateway for Twilio<'_> {
    async fn send(&self, short: Short<'_>) -> Answer {
        let form = self.form(short);
        let request = match self.call(Method::POST) {
            Ok(request) => request.form(&form),
            Err(fault) => return Answer::Busy(fault),
        };
        let (status, body) = match heard(request).await {
            Ok(heard) => heard,
            Err(answer) => return answer,
        };
        if status.is_success() {
            let made: Result<Made, _> = serde_json::from_slice(&body);
            return made.map_or_else(|error| Answer::Lost(said(&error.to_string())), |made| Answer::Taken(Some(made.sid)));
        }
        let words = refusal(status, &body);
        if is_passing(status.as_u16()) { Answer::Busy(words) } else { Answer::Refused(words) }
    }

    async fn find(&self, short: Short<'_>, since: DateTime<Utc>) -> Found {
        // What it made of a form is not known here: it tells of it.
        if short.form.is_some() {
            return Found::Unknowable;
        }
        let (day, to): (NaiveDate, _) = (since.date_naive(), self.number(short.to));
        let query = [("To", to.as_str()), ("DateSent>", &day.to_string()), ("PageSize", PAGE)];
        let request = match self.call(Method::GET) {
            Ok(request) => request.query(&query),
            Err(fault) => return Found::Busy(fault),
        };
        match kernel::calls::told::<Listed>(request).await {
            Ok(listed) => taken(listed, short.text, since),
            Err(fault) => Found::Busy(said(&fault.to_string())),
        }
    }
}

/// Its clock tells seconds and may be a little behind.
const BEHIND: chrono::TimeDelta = chrono::TimeDelta::seconds(30);

fn taken(listed: Listed, text: &str, since: DateTime<Utc>) -> Found {
    let is_it = |one: &One| {
        let made = one.date_created.as_deref().and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        is_same(&one.body, text) && !one.status.starts_with("receiv") && made.is_some_and(|made| made >= since - BEHIND)
    };
    let found = listed.messages.into_iter().find(is_it);
    found.map_or(Found::Nothing, |one| Found::Taken(Some(one.sid)))
}

/// Whether a text is this one, whatever secret stands in it, and however often.
fn is_same(body: &str, text: &str) -> bool {
    let mut pieces: Vec<_> = text.split(HIDDEN).collect();
    let Some(last) = pieces.pop().filter(|_| !pieces.is_empty()) else { return body == text };
    let mut rest = Some(body);
    for (place, piece) in pieces.into_iter().enumerate() {
        rest = rest.and_then(|rest| if place == 0 { rest.strip_prefix(piece) } else { rest.split_once(piece).map(|(_, rest)| rest) });
    }
    rest.is_some_and(|rest| rest.ends_with(last))
}

fn refusal(status: StatusCode, body: &[u8]) -> String {
    let refusal: Option<Refusal> = serde_json::from_slice(body).ok();
    refusal.map_or_else(|| format!("it answered {status}"), |refusal| said(&format!("{} ({})", refusal.message, refusal.code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_again_whatever_secret_stands_in_it() {
        assert!(is_same("Your estimate: https://g.example/e/a1 by Friday", "Your estimate: ••• by Friday"));
        assert!(is_same("Ready", "Ready"));
        assert!(is_same("https://g.example/e/a1 or https://g.example/e/a1.", "••• or •••."));
        assert!(!is_same("https://g.example/e/a1.", "••• or •••."));
        for other in ["Your estimate: https://g.example/e/a1", "Another: x by Friday", "Ready"] {
            assert!(!is_same(other, "Your estimate: ••• by Friday"), "{other}");
        }
        assert!(!is_same("Ready now", "Ready") && !is_same("ab", "ab•••b"), "nothing is counted twice");
    }
}
