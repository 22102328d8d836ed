//! XAdES-B as Tunisie `TradeNet` asks for it (signature of suppliers 3.0): enveloped, under its policy, in the role of the supplier, by RSA with SHA-256 over
//! exclusive canonical XML, without what is in `ds:Signature` and `RefTtnVal`. Canonical forms and the signature itself are libraries' work; here
//! stands what is signed. docs/decisions/0079-signing.md.

mod certificate;
mod key;
mod parts;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bergshamra_c14n::{C14nMode, canonicalize};
use kernel::SharedClock;
use ring::digest::{SHA256, digest};

use crate::sign::{SignError, Signer};
use certificate::Certificate;
use key::Key;

const END: &str = "</TEIF>";

/// Signs with a key and a certificate that lie in files.
pub struct KeyFile {
    key: Key,
    /// The signer's, and those it was issued by where the file has them.
    chain: Vec<Certificate>,
    clock: SharedClock,
}

impl KeyFile {
    /// Of what is written in PEM: a private RSA key of 2048 bits or more without a password, and its certificate, first of its chain.
    pub fn new(pem: &str, clock: SharedClock) -> Result<Self, SignError> {
        let chain = Certificate::all(pem)?;
        if chain.is_empty() {
            return Err(SignError::Refused("there is no certificate in the file".into()));
        }
        let key = Key::read(pem)?;
        if !key.is_of(&chain[0]) {
            return Err(SignError::Refused("the certificate is of another key".into()));
        }
        Ok(Self { key, chain, clock })
    }
}

impl Signer for KeyFile {
    fn sign(&self, xml: &str) -> Result<String, SignError> {
        let (body, _) = xml.rsplit_once(END).ok_or_else(|| refused("it is no TEIF"))?;
        if xml.contains("RefTtnVal>") || xml.contains(":Signature") {
            return Err(refused("it is signed already"));
        }
        let properties = parts::properties(&self.chain[0], self.clock.now());
        let info = parts::signed_info(&hash(&canonical(xml)?), &hash(&canonical(&properties)?));
        let value = STANDARD.encode(self.key.sign(&canonical(&info)?)?);
        let chain: Vec<_> = self.chain.iter().map(|one| STANDARD.encode(&one.der)).collect();
        Ok(format!("{body}{}{END}", parts::signature(&info, &value, &chain, &properties)))
    }
}

fn refused(why: &str) -> SignError {
    SignError::Refused(why.to_owned())
}

/// Exclusive canonical XML without comments.
fn canonical(xml: &str) -> Result<Vec<u8>, SignError> {
    canonicalize::<&str>(xml, C14nMode::Exclusive, None, &[]).map_err(|error| refused(&error.to_string()))
}

fn hash(bytes: &[u8]) -> String {
    STANDARD.encode(digest(&SHA256, bytes))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
