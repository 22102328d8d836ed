//! What a gateway for short messages is asked, whichever it is.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contracts::documents::Language;
use kernel::calls::bounded;
use reqwest::{RequestBuilder, StatusCode};
use uuid::Uuid;

/// A short message on its way.
#[derive(Clone, Copy, Debug)]
pub struct Short<'a> {
    pub message: Uuid,
    /// E.164.
    pub to: &'a str,
    pub text: &'a str,
    /// What WhatsApp is given instead of the text, where one may not write freely.
    pub form: Option<&'a Filled>,
}

/// An approved text with what stands in its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub name: String,
    pub language: Language,
    pub places: Vec<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// With the provider's name for it, where it gives one.
    Taken(Option<String>),
    /// It never will be.
    Refused(String),
    /// It was not taken this time.
    Busy(String),
    /// The call went out, and nothing came back.
    Lost(String),
}

/// Whether it was taken before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Taken(Option<String>),
    Nothing,
    /// It cannot be asked.
    Unknowable,
    /// Not now.
    Busy(String),
}

#[async_trait]
pub trait Gateway: Send + Sync {
    async fn send(&self, short: Short<'_>) -> Answer;

    /// Looks for what was sent since then. Where a secret stood in its text, [`HIDDEN`](super::deliver::HIDDEN) stands.
    async fn find(&self, short: Short<'_>, since: DateTime<Utc>) -> Found;
}

/// The provider takes no more at this moment, or is not well; anything else it says against a message is for good.
pub const fn is_passing(status: u16) -> bool {
    matches!(status, 401 | 403 | 408 | 425 | 429 | 500..)
}

/// A provider's words in one line of bounded length, for the log.
pub fn said(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(300).collect::<String>().trim().to_owned()
}

/// What was said to a call; else whether it reached anybody.
pub async fn heard(request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), Answer> {
    let mut response = request.send().await.map_err(unanswered)?;
    let body = bounded(&mut response).await.map_err(|_| Answer::Lost("its answer broke off".into()))?;
    Ok((response.status(), body))
}

/// Why a call came to nothing: before it reached anybody, or after.
fn unanswered(error: reqwest::Error) -> Answer {
    let (is_connect, text) = (error.is_connect() || error.is_builder(), error.without_url().to_string());
    if is_connect { Answer::Busy(said(&text)) } else { Answer::Lost(said(&text)) }
}
