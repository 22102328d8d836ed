//! Secrets that the database holds but whoever reads a copy of it may not: the keys that sign access tokens, the secrets of
//! authenticator apps, what payment providers gave. They are sealed (XChaCha20-Poly1305) with a key that lives outside the database, and bound to their row:
//! sealed text that is copied elsewhere does not open.
//!
//! The first key seals, further ones only open: that is how a key is changed. At each start, what an earlier key sealed is
//! sealed anew.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rand::TryRngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};

use crate::Problem;
use crate::idempotency::hex;

/// `sealed:1:<id of the key>:<base64 of nonce and text>`
const MARK: &str = "sealed:1:";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// 32 random bytes have about 30 different ones; fewer than this, and somebody typed them.
const FEWEST_DIFFERENT_BYTES: usize = 16;

/// Why the text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakKey {
    #[error("there is no secret key")]
    None,
    #[error("a secret key is 32 random bytes in base64, such as `openssl rand -base64 32` writes")]
    NotRandomBytes,
}

/// Why something does not open.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("The database holds secrets that another secret key sealed (its id is {0}): give that key too, and the same to every replica")]
    OtherKey(String),
    #[error("{}", .0.title)]
    Problem(Problem),
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::OtherKey(_) => Self::internal(&error),
            Error::Problem(problem) => problem,
        }
    }
}

/// `N` bytes from the operating system's generator.
pub fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| Problem::internal(&error))?;
    Ok(bytes)
}

struct Key {
    id: String,
    cipher: XChaCha20Poly1305,
}

/// Seals and opens; cheap to clone.
#[derive(Clone)]
pub struct Vault {
    keys: Arc<Vec<Key>>,
}

impl fmt::Debug for Vault {
    /// Ids only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|key| &key.id)).finish()
    }
}

impl Vault {
    /// Keys in base64 with white space between; the first seals.
    pub fn from_text(text: &str) -> Result<Self, WeakKey> {
        let keys = text.split_whitespace().map(Key::read).collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() { Err(WeakKey::None) } else { Ok(Self { keys: Arc::new(keys) }) }
    }

    /// A new key, as [`Vault::from_text`] reads it.
    pub fn new_key() -> Result<String, Problem> {
        Ok(STANDARD.encode(random::<KEY_BYTES>()?))
    }

    /// `row` names where the text will stand, such as `signing-key/<id>`.
    pub fn seal(&self, row: &str, text: &[u8]) -> Result<String, Error> {
        let key = self.first()?;
        let nonce = random::<NONCE_BYTES>()?;
        let sealed = key.cipher.encrypt(&XNonce::from(nonce), Payload { msg: text, aad: row.as_bytes() });
        let sealed = sealed.map_err(|error| Problem::internal(&error))?;
        Ok(format!("{MARK}{}:{}", key.id, STANDARD.encode([&nonce[..], &sealed].concat())))
    }

    /// [`Error::OtherKey`] when it was sealed with a key that was not given.
    pub fn open(&self, row: &str, sealed: &str) -> Result<Vec<u8>, Error> {
        let (id, bytes) = parts(sealed).ok_or_else(|| damaged(row))?;
        let key = self.keys.iter().find(|key| key.id == id).ok_or_else(|| Error::OtherKey(id.to_owned()))?;
        let bytes = STANDARD.decode(bytes).map_err(|_| damaged(row))?;
        let (nonce, text) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or_else(|| damaged(row))?;
        let text = key.cipher.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: row.as_bytes() });
        text.map_err(|_| damaged(row).into())
    }

    /// What to write in place of this text, when it is not sealed with the first key; none when it is.
    pub fn sealed_anew(&self, row: &str, text: &str) -> Result<Option<String>, Error> {
        match parts(text) {
            Some((id, _)) if id == self.first()?.id => self.open(row, text).map(|_| None),
            Some(_) => self.seal(row, &self.open(row, text)?).map(Some),
            None => self.seal(row, text.as_bytes()).map(Some),
        }
    }

    fn first(&self) -> Result<&Key, Error> {
        self.keys.first().ok_or_else(|| Problem::internal(&WeakKey::None).into())
    }
}

impl Key {
    fn read(text: &str) -> Result<Self, WeakKey> {
        let bytes =
            STANDARD.decode(text).ok().filter(|bytes| bytes.len() == KEY_BYTES && !is_typed(bytes)).ok_or(WeakKey::NotRandomBytes)?;
        let cipher = XChaCha20Poly1305::new_from_slice(&bytes).map_err(|_| WeakKey::NotRandomBytes)?;
        let id = hex(&Sha256::digest([b"ecar secret key ", bytes.as_slice()].concat())).chars().take(8).collect();
        Ok(Self { id, cipher })
    }
}

fn is_typed(bytes: &[u8]) -> bool {
    let mut different = bytes.to_vec();
    different.sort_unstable();
    different.dedup();
    different.len() < FEWEST_DIFFERENT_BYTES || bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

/// Whether the text is sealed at all.
pub fn is_sealed(text: &str) -> bool {
    parts(text).is_some()
}

fn parts(sealed: &str) -> Option<(&str, &str)> {
    sealed.strip_prefix(MARK)?.split_once(':')
}

fn damaged(row: &str) -> Problem {
    Problem::internal(&format!("what is sealed in {row} was changed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(keys: &[&str]) -> Vault {
        Vault::from_text(&keys.join("\n")).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_in_its_row_only_and_not_when_it_was_changed() {
        let vault = vault(&[&Vault::new_key().unwrap()]);
        let sealed = vault.seal("totp/1", b"GEZDGNBV").unwrap();
        assert!(!sealed.contains("GEZDGNBV") && sealed != vault.seal("totp/1", b"GEZDGNBV").unwrap());
        assert_eq!(vault.open("totp/1", &sealed).unwrap(), b"GEZDGNBV");
        assert!(vault.open("totp/2", &sealed).is_err());
        let mut spoiled = sealed.into_bytes();
        let last = spoiled.len() - 6;
        spoiled[last] = if spoiled[last] == b'A' { b'B' } else { b'A' };
        assert!(vault.open("totp/1", &String::from_utf8(spoiled).unwrap()).is_err());
        assert!(vault.open("totp/1", "GEZDGNBV").is_err());
    }

    #[test]
    fn a_key_changes_while_the_old_one_still_opens() {
        let (old, new) = (Vault::new_key().unwrap(), Vault::new_key().unwrap());
        let sealed = vault(&[&old]).seal("totp/1", b"secret").unwrap();
        assert!(matches!(vault(&[&new]).open("totp/1", &sealed), Err(Error::OtherKey(_))));
        let both = vault(&[&new, &old]);
        let anew = both.sealed_anew("totp/1", &sealed).unwrap().unwrap();
        assert_eq!(vault(&[&new]).open("totp/1", &anew).unwrap(), b"secret");
        assert!(both.sealed_anew("totp/1", &anew).unwrap().is_none());
    }

    #[test]
    fn weak_keys_are_refused() {
        for weak in
            ["secret", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", &STANDARD.encode("correct horse battery staple abc"), "c2hvcnQ="]
        {
            assert_eq!(Vault::from_text(weak).unwrap_err(), WeakKey::NotRandomBytes, "{weak}");
        }
        assert_eq!(Vault::from_text(" \n").unwrap_err(), WeakKey::None);
    }

    #[test]
    fn the_keys_are_not_printed() {
        let key = Vault::new_key().unwrap();
        let printed = format!("{:?}", vault(&[&key]));
        assert!(!printed.contains(&key[..8]), "{printed}");
    }
}
