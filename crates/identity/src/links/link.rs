//! The token of a link and its rules.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use contracts::identity::LinkPurpose;
use kernel::idempotency::hex;
use sha2::{Digest, Sha256};

use crate::{Error, keys};

/// 256 random bits that only the mail has; we keep the SHA-256.
pub struct LinkToken(String);

impl LinkToken {
    pub fn new() -> Result<Self, Error> {
        Ok(Self(URL_SAFE_NO_PAD.encode(keys::random::<32>()?)))
    }

    /// What a client sent.
    pub fn from_client(text: String) -> Self {
        Self(text)
    }

    pub fn hash(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }
}

/// How long the request may wait for its mail to be written.
pub fn request_life(purpose: LinkPurpose) -> TimeDelta {
    match purpose {
        LinkPurpose::Reset | LinkPurpose::Email => TimeDelta::hours(1),
        LinkPurpose::Invitation | LinkPurpose::Registration => TimeDelta::days(7),
    }
}

/// How long a link works from the moment it is written.
pub fn token_life(purpose: LinkPurpose) -> TimeDelta {
    match purpose {
        LinkPurpose::Reset => TimeDelta::minutes(10),
        LinkPurpose::Email => TimeDelta::hours(1),
        LinkPurpose::Invitation | LinkPurpose::Registration => TimeDelta::days(7),
    }
}

/// The page that takes the token. It stands behind `#`, which browsers send to nobody.
pub fn address(public_url: &str, purpose: LinkPurpose, token: &LinkToken) -> String {
    let page = match purpose {
        LinkPurpose::Reset => "reset-password",
        LinkPurpose::Email => "confirm-email",
        LinkPurpose::Invitation | LinkPurpose::Registration => "join",
    };
    format!("{}/{page}#{}", public_url.trim_end_matches('/'), token.0)
}

pub fn code(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::Reset => "reset",
        LinkPurpose::Invitation => "invitation",
        LinkPurpose::Registration => "registration",
        LinkPurpose::Email => "email",
    }
}

pub fn from_code(code: &str) -> Option<LinkPurpose> {
    let all = [LinkPurpose::Reset, LinkPurpose::Invitation, LinkPurpose::Registration, LinkPurpose::Email];
    all.into_iter().find(|purpose| self::code(*purpose) == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_where_no_server_sees_it() {
        let link = address("https://garage.example/", LinkPurpose::Reset, &LinkToken::from_client("secret".into()));
        assert_eq!(link, "https://garage.example/reset-password#secret");
    }

    #[test]
    fn a_reset_is_short() {
        assert!(token_life(LinkPurpose::Reset) <= TimeDelta::minutes(10));
    }
}
