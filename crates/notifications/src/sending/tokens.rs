//! Tokens that gateways give for a key, kept until shortly before they run out.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::SiteId;
use kernel::calls::{Calls, told};
use parking_lot::Mutex;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde::Deserialize;

use crate::gateways::{Place, TokenRequest, fill};

/// A token is not used in its last minute.
const EARLY: TimeDelta = TimeDelta::minutes(1);
/// Where nothing is said of its age.
const USUAL: i64 = 600;
const LONGEST: i64 = 86_400;

/// Whose token it is: a gateway as it was last changed.
pub type Owner = (SiteId, i64);

#[derive(Debug, Default)]
pub struct Tokens(Mutex<HashMap<Owner, (String, DateTime<Utc>)>>);

#[derive(Debug, Deserialize)]
struct Given {
    access_token: String,
    expires_in: Option<i64>,
}

impl Tokens {
    /// The one that is kept, or another. The error is a sentence.
    pub async fn of(&self, owner: Owner, calls: &Calls, request: &TokenRequest, key: &str, now: DateTime<Utc>) -> Result<String, String> {
        let kept = self.0.lock().get(&owner).filter(|(_, until)| now < *until).map(|(token, _)| token.clone());
        match kept {
            Some(token) => Ok(token),
            None => self.fetch(owner, calls, request, key, now).await,
        }
    }

    /// It was refused: the next is another.
    pub fn forget(&self, owner: Owner) {
        self.0.lock().remove(&owner);
    }

    async fn fetch(&self, owner: Owner, calls: &Calls, request: &TokenRequest, key: &str, now: DateTime<Utc>) -> Result<String, String> {
        let facts = [("key", key)];
        let address = fill(&request.address, Place::Address, &facts);
        let mut call = calls.call(Method::POST, &address).map_err(|fault| fault.to_string())?;
        call = call.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(authorization) = &request.authorization {
            call = call.header(AUTHORIZATION, fill(authorization, Place::Header, &facts));
        }
        let body = fill(request.body.as_deref().unwrap_or_default(), Place::Form, &facts);
        let given: Given = told(call.body(body)).await.map_err(|fault| format!("it gives no token: {fault}"))?;
        let age = TimeDelta::seconds(given.expires_in.unwrap_or(USUAL).clamp(0, LONGEST));
        self.0.lock().insert(owner, (given.access_token.clone(), now + age - EARLY));
        Ok(given.access_token)
    }
}
