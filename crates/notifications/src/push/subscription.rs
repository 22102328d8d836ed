//! A browser that is told, as it is kept, and what makes its address and keys good ones.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use kernel::idempotency::hex;
use p256::PublicKey;
use reqwest::Url;
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Of the browser's secret that goes into the encryption (RFC 8291 §3.2).
const AUTH_BYTES: usize = 16;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Subscription {
    pub id: Uuid,
    /// Who works here and has it told; else a customer does.
    pub user_id: Option<UserId>,
    pub customer_id: Option<CustomerId>,
    /// Where its push service takes what it is to be told. Who knows it could be told things: nobody but the push service sees it.
    pub endpoint: String,
    /// Its public key, and the secret it shares with us; both base64 for addresses.
    pub p256dh: String,
    pub auth: String,
    pub created_at: DateTime<Utc>,
    /// When it was told something last.
    pub told_at: Option<DateTime<Utc>>,
}

impl Subscription {
    /// The machine of its push service: `fcm.googleapis.com`.
    pub fn service(&self) -> String {
        let host = self.endpoint.parse::<Url>().ok().and_then(|url| url.host_str().map(str::to_owned));
        host.unwrap_or_default()
    }
}

/// What an address is found by.
pub fn digest(endpoint: &str) -> String {
    hex(&Sha256::digest(endpoint))
}

/// A point of P-256, uncompressed.
pub fn public_key(text: &str) -> Option<PublicKey> {
    let bytes = bytes(text)?;
    PublicKey::from_sec1_bytes(&bytes).ok().filter(|_| bytes.len() == 65)
}

pub fn auth(text: &str) -> Option<[u8; AUTH_BYTES]> {
    bytes(text)?.try_into().ok()
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8291, appendix A.
    const PUBLIC: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

    #[test]
    fn keys_are_what_browsers_make() {
        assert!(public_key(PUBLIC).is_some());
        assert!(public_key(&PUBLIC.replace('x', "y")).is_none(), "no point of the curve");
        assert!(public_key("BCVx").is_none() && public_key("no base64!").is_none());
        assert!(auth("BTBZMqHH6r4Tts7J_aSIgg").is_some() && auth("BTBZMqHH6r4Tts7J_aSIgg==").is_some());
        assert!(auth("BTBZMqHH6r4T").is_none());
    }
}
