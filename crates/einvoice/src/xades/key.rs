//! The private key.

use ring::rand::SystemRandom;
use ring::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};

use super::certificate::{Certificate, blocks};
use super::refused;
use crate::sign::SignError;

pub struct Key(RsaKeyPair);

impl Key {
    /// PKCS #8 or PKCS #1, neither with a password.
    pub fn read(pem: &str) -> Result<Self, SignError> {
        let of = |error: ring::error::KeyRejected| refused(&format!("the key cannot be used: {error}"));
        let (whole, plain) = (blocks(pem, "PRIVATE KEY")?, blocks(pem, "RSA PRIVATE KEY")?);
        match (whole.first(), plain.first()) {
            (Some(der), _) => RsaKeyPair::from_pkcs8(der).map(Self).map_err(of),
            (None, Some(der)) => RsaKeyPair::from_der(der).map(Self).map_err(of),
            (None, None) => Err(refused("there is no private key without a password in the file")),
        }
    }

    /// RSA with SHA-256, PKCS #1 v1.5.
    pub fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, SignError> {
        let mut signature = vec![0; self.0.public().modulus_len()];
        let signed = self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), bytes, &mut signature);
        signed.map(|()| signature).map_err(|_| refused("the key cannot sign"))
    }

    /// Whether the certificate holds this key.
    pub fn is_of(&self, certificate: &Certificate) -> bool {
        let key = self.0.public_key().as_ref();
        certificate.der.windows(key.len()).any(|part| part == key)
    }
}
