//! The secret that services share, and what it signs: a JSON Web Token (HS256) for each request, good for half a minute and for
//! that request alone, because it names the method, the address and the hash of the body.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use kernel::Problem;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const SHORTEST: usize = 32;
/// 32 random bytes have some 14 different hexadecimal digits, and more in base64; fewer than this, and somebody typed them.
const FEWEST_DIFFERENT: usize = 10;
const AUDIENCE: &str = "ecar-rpc";
const LIFE: TimeDelta = TimeDelta::seconds(30);
/// How far the clocks of two machines may be apart.
const CLOCK_SKEW: TimeDelta = TimeDelta::seconds(30);
const LONGEST_TOKEN: usize = 4_096;

/// Why the text is no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakSecret {
    #[error("there is no service secret")]
    None,
    #[error("a service secret is at least 32 random characters, such as `openssl rand -base64 32` writes")]
    Weak,
}

/// Signs requests to peers, and knows theirs. Cheap to clone.
#[derive(Clone)]
pub struct ServiceKey {
    signs: Arc<EncodingKey>,
    believed: Arc<Vec<DecodingKey>>,
}

impl fmt::Debug for ServiceKey {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceKey").field("secrets", &self.believed.len()).finish_non_exhaustive()
    }
}

/// What a request is, as far as it is signed.
#[derive(Clone, Copy)]
pub struct Signed<'a> {
    pub method: &'a str,
    /// Path and query.
    pub address: &'a str,
    pub body: &'a [u8],
}

/// The hash of the body that a token was made for.
pub struct PromisedBody(String);

impl PromisedBody {
    pub fn is_of(&self, body: &[u8]) -> bool {
        self.0 == hash(body)
    }
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    iat: i64,
    exp: i64,
    /// The method, and the address with its query; named as in RFC 9449.
    htm: String,
    htu: String,
    /// SHA-256 of the body.
    body: String,
}

impl ServiceKey {
    /// Secrets with white space between: the first signs, all are believed. So a secret is changed without a stop.
    pub fn from_text(text: &str) -> Result<Self, WeakSecret> {
        let secrets: Vec<_> = text.split_whitespace().map(str::as_bytes).collect();
        let first = secrets.first().ok_or(WeakSecret::None)?;
        if secrets.iter().any(|secret| is_weak(secret)) {
            return Err(WeakSecret::Weak);
        }
        let believed = secrets.iter().map(|secret| DecodingKey::from_secret(secret)).collect();
        Ok(Self { signs: Arc::new(EncodingKey::from_secret(first)), believed: Arc::new(believed) })
    }

    /// The token that comes with a request.
    pub fn sign(&self, request: Signed<'_>, now: DateTime<Utc>) -> Result<String, Problem> {
        let claims = Claims {
            aud: AUDIENCE.into(),
            iat: now.timestamp(),
            exp: (now + LIFE).timestamp(),
            htm: request.method.into(),
            htu: request.address.into(),
            body: hash(request.body),
        };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.signs).map_err(|error| Problem::internal(&error))
    }

    /// What the body must be of a request that says it comes from a peer; none when it does not.
    pub fn promised(&self, token: &str, method: &str, address: &str, now: DateTime<Utc>) -> Option<PromisedBody> {
        let claims = Some(token).filter(|token| token.len() <= LONGEST_TOKEN).and_then(|token| self.claims(token))?;
        (claims.is_timely(now) && claims.htm == method && claims.htu == address).then_some(PromisedBody(claims.body))
    }

    fn claims(&self, token: &str) -> Option<Claims> {
        let mut rules = Validation::new(Algorithm::HS256);
        rules.set_audience(&[AUDIENCE]);
        rules.set_required_spec_claims(&["aud", "exp"]);
        // The times are compared with the injected clock, by us.
        rules.validate_exp = false;
        self.believed.iter().find_map(|key| jsonwebtoken::decode::<Claims>(token, key, &rules).ok()).map(|decoded| decoded.claims)
    }
}

impl Claims {
    fn is_timely(&self, now: DateTime<Utc>) -> bool {
        let (earliest, latest) = ((now - CLOCK_SKEW).timestamp(), (now + CLOCK_SKEW).timestamp());
        self.iat <= latest && self.exp > earliest && self.exp - self.iat <= LIFE.num_seconds()
    }
}

fn is_weak(secret: &[u8]) -> bool {
    let mut different = secret.to_vec();
    different.sort_unstable();
    different.dedup();
    secret.len() < SHORTEST || different.len() < FEWEST_DIFFERENT
}

fn hash(body: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "vG0zq7cT2rQxWm8pLk4sYd1nHb6uJe9f";
    const OTHER: &str = "Zp3kXw8vBn5mQt7rLs2dGh6jFy9cAe4u";

    fn request(body: &'static [u8]) -> Signed<'static> {
        Signed { method: "POST", address: "/rpc/sites/cards", body }
    }

    fn now() -> DateTime<Utc> {
        "2026-11-20T08:00:00Z".parse().unwrap()
    }

    impl ServiceKey {
        fn knows(&self, token: &str, request: Signed<'_>, now: DateTime<Utc>) -> bool {
            self.promised(token, request.method, request.address, now).is_some_and(|body| body.is_of(request.body))
        }
    }

    #[test]
    fn a_secret_is_long_and_random() {
        for weak in ["", "short", "changemechangemechangemechangeme", "00000000000000000000000000000000", "a b c"] {
            assert!(ServiceKey::from_text(weak).is_err(), "{weak}");
        }
        assert!(ServiceKey::from_text(&format!("{ONE} short")).is_err());
        assert!(ServiceKey::from_text("6f1ed002ab5595859014ebf0951522d9f1e2d3c4b5a697887766554433221100").is_ok());
        assert!(!format!("{:?}", ServiceKey::from_text(ONE).unwrap()).contains(ONE));
    }

    #[test]
    fn a_token_is_for_one_request_and_a_short_time() {
        let key = ServiceKey::from_text(ONE).unwrap();
        let token = key.sign(request(b"[1]"), now()).unwrap();
        assert!(key.knows(&token, request(b"[1]"), now()));
        assert!(!key.knows(&token, request(b"[2]"), now()));
        assert!(!key.knows(&token, Signed { method: "GET", ..request(b"[1]") }, now()));
        assert!(!key.knows(&token, Signed { address: "/rpc/sites/cards?x", ..request(b"[1]") }, now()));
        assert!(key.knows(&token, request(b"[1]"), now() + TimeDelta::seconds(59)));
        assert!(!key.knows(&token, request(b"[1]"), now() + TimeDelta::seconds(60)));
        assert!(!key.knows(&token, request(b"[1]"), now() - TimeDelta::seconds(31)));
        assert!(!key.knows("", request(b"[1]"), now()) && !key.knows(&"x".repeat(5_000), request(b"[1]"), now()));
    }

    #[test]
    fn only_who_has_the_secret_is_believed() {
        let (one, other) = (ServiceKey::from_text(ONE).unwrap(), ServiceKey::from_text(OTHER).unwrap());
        let token = one.sign(request(b""), now()).unwrap();
        assert!(!other.knows(&token, request(b""), now()));
        let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", token.split('.').nth(1).unwrap());
        assert!(!one.knows(&unsigned, request(b""), now()));
    }

    #[test]
    fn a_secret_is_changed_without_a_stop() {
        let (old, both) = (ServiceKey::from_text(OTHER).unwrap(), ServiceKey::from_text(&format!("{OTHER}\n{ONE}")).unwrap());
        let new = ServiceKey::from_text(&format!("{ONE} {OTHER}")).unwrap();
        for (signs, reads) in [(&old, &both), (&both, &old), (&both, &new), (&new, &both)] {
            assert!(reads.knows(&signs.sign(request(b"x"), now()).unwrap(), request(b"x"), now()));
        }
    }
}
