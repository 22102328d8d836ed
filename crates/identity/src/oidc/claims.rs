//! The ID token's rules: OpenID Connect Core 1.0, 3.1.3.7.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;

const CLOCK_SKEW: TimeDelta = TimeDelta::seconds(60);
const LONGEST: usize = 32_768;
/// Signatures only: a shared secret would let whoever can read our settings sign.
const ALGORITHMS: [Algorithm; 7] =
    [Algorithm::RS256, Algorithm::RS384, Algorithm::RS512, Algorithm::PS256, Algorithm::ES256, Algorithm::ES384, Algorithm::EdDSA];

/// Who the provider says it is.
#[derive(Clone, Debug, Deserialize)]
pub struct IdToken {
    pub sub: String,
    pub exp: i64,
    #[serde(default)]
    pub iat: i64,
    pub nonce: Option<String>,
    pub azp: Option<String>,
    aud: Audience,
    pub email: Option<String>,
    #[serde(default)]
    pub email_verified: Verified,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// A boolean, which some providers send as text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(untagged)]
pub enum Verified {
    Flag(bool),
    Text(String),
    #[default]
    Unsaid,
}

impl Verified {
    pub fn is_true(&self) -> bool {
        match self {
            Self::Flag(flag) => *flag,
            Self::Text(text) => text == "true",
            Self::Unsaid => false,
        }
    }
}

/// What the token must say.
pub struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub nonce: &'a str,
    pub now: DateTime<Utc>,
}

/// The key id that the token names.
pub fn key_id(token: &str) -> Option<String> {
    jsonwebtoken::decode_header(token).ok()?.kid
}

/// Who it is, when everything is right; the error says what is not, for the log.
pub fn verify(token: &str, keys: &JwkSet, expected: &Expected<'_>) -> Result<IdToken, &'static str> {
    if token.len() > LONGEST {
        return Err("the ID token is endless");
    }
    let header = jsonwebtoken::decode_header(token).map_err(|_| "the ID token cannot be read")?;
    if !ALGORITHMS.contains(&header.alg) {
        return Err("the ID token's algorithm is not allowed");
    }
    let key = match &header.kid {
        Some(kid) => keys.find(kid),
        None => Some(&keys.keys).filter(|all| all.len() == 1).and_then(|all| all.first()),
    };
    let key = DecodingKey::from_jwk(key.ok_or("the ID token's key is not the provider's")?).map_err(|_| "the key cannot be read")?;
    // One algorithm, so that it has to fit the kind of the key.
    let mut rules = Validation::new(header.alg);
    rules.set_issuer(&[expected.issuer]);
    rules.set_audience(&[expected.client_id]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    rules.validate_exp = false;
    rules.validate_nbf = false;
    let decoded = jsonwebtoken::decode::<IdToken>(token, &key, &rules).map_err(|_| "the ID token is not valid")?;
    check(decoded.claims, expected)
}

fn check(token: IdToken, expected: &Expected<'_>) -> Result<IdToken, &'static str> {
    if token.exp <= (expected.now - CLOCK_SKEW).timestamp() || token.iat > (expected.now + CLOCK_SKEW).timestamp() {
        return Err("the ID token is too old, or not good yet");
    }
    if token.nonce.as_deref() != Some(expected.nonce) {
        return Err("the ID token answers another request");
    }
    let is_shared = matches!(&token.aud, Audience::Many(many) if many.len() > 1);
    let is_ours = token.azp.as_deref().is_none_or(|party| party == expected.client_id);
    if !is_ours || (is_shared && token.azp.is_none()) {
        return Err("the ID token was made for another party");
    }
    if token.sub.is_empty() || token.sub.len() > 255 {
        return Err("the ID token names nobody");
    }
    if let Audience::One(audience) = &token.aud
        && audience != expected.client_id
    {
        return Err("the ID token was made for others");
    }
    Ok(token)
}
