//! One sign-in on its way through the provider.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use kernel::idempotency::hex;
use sha2::{Digest, Sha256};

use crate::{Error, keys};

/// How long the person may take.
pub const LIFE: TimeDelta = TimeDelta::minutes(10);

/// Three secrets of 256 bits.
pub struct Flow {
    /// In the address and in a cookie of the browser: both must come back.
    pub state: String,
    /// In the ID token: it answers this request.
    pub nonce: String,
    /// Sent with the code: whoever intercepts the code cannot use it (PKCE, RFC 7636).
    pub verifier: String,
}

impl Flow {
    pub fn new() -> Result<Self, Error> {
        let secret = || Ok::<_, Error>(URL_SAFE_NO_PAD.encode(keys::random::<32>()?));
        Ok(Self { state: secret()?, nonce: secret()?, verifier: secret()? })
    }

    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.verifier))
    }
}

/// What the state is found by.
pub fn hash(state: &str) -> String {
    hex(&Sha256::digest(state))
}
