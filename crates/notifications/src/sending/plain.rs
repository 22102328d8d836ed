//! A gateway that is a web address: what a garage typed, with places for number, text, sender and key.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kernel::calls::Calls;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Method, RequestBuilder, StatusCode};

use super::gateway::{Answer, Found, Gateway, Short, heard, is_passing, said};
use super::tokens::{Owner, Tokens};
use crate::gateways::{Place, Request, Verb, fill};

pub struct Plain<'a> {
    pub calls: &'a Calls,
    pub request: Request,
    pub sender: String,
    pub key: String,
    pub tokens: &'a Tokens,
    pub owner: Owner,
    pub now: DateTime<Utc>,
}

impl Plain<'_> {
    async fn token(&self) -> Result<String, String> {
        match &self.request.token {
            Some(request) => self.tokens.of(self.owner, self.calls, request, &self.key, self.now).await,
            None => Ok(String::new()),
        }
    }

    fn request(&self, short: Short<'_>, token: &str) -> Result<RequestBuilder, String> {
        let id = short.message.to_string();
        let number = short.to.trim_start_matches('+');
        let facts = [
            ("to", short.to),
            ("number", number),
            ("text", short.text),
            ("sender", &self.sender),
            ("key", &self.key),
            ("id", &id),
            ("token", token),
        ];
        let address = fill(&self.request.address, Place::Address, &facts);
        let method = if self.request.method == Verb::Get { Method::GET } else { Method::POST };
        let mut request = self.calls.call(method, &address).map_err(|fault| fault.to_string())?;
        if let Some(authorization) = &self.request.authorization {
            request = request.header(AUTHORIZATION, fill(authorization, Place::Header, &facts));
        }
        if let Some(body) = &self.request.body {
            let (kind, place) = self.request.body_kind();
            request = request.header(CONTENT_TYPE, kind).body(fill(body, place, &facts));
        }
        Ok(request)
    }
}

#[async_trait]
impl Gateway for Plain<'_> {
    async fn send(&self, short: Short<'_>) -> Answer {
        let request = match self.token().await.and_then(|token| self.request(short, &token)) {
            Ok(request) => request,
            Err(fault) => return Answer::Busy(said(&fault)),
        };
        let (status, body) = match heard(request).await {
            Ok(heard) => heard,
            Err(answer) => return answer,
        };
        let body = String::from_utf8_lossy(&body);
        if status == StatusCode::UNAUTHORIZED {
            self.tokens.forget(self.owner);
        }
        if !status.is_success() {
            let words = said(&format!("it answered {status}: {body}"));
            return if is_passing(status.as_u16()) { Answer::Busy(words) } else { Answer::Refused(words) };
        }
        // Many answer 200 and say in words that they did not take it.
        match &self.request.taken {
            Some(mark) if !body.contains(mark.as_str()) => Answer::Refused(said(&format!("it answered: {body}"))),
            _ => Answer::Taken(None),
        }
    }

    async fn find(&self, _: Short<'_>, _: DateTime<Utc>) -> Found {
        Found::Unknowable
    }
}
