//! Recovery codes: each opens the account once, in place of the app's code.

use kernel::idempotency::hex;
use sha2::{Digest, Sha256};

use crate::{Error, keys};

/// How many a person gets at a time.
const COUNT: usize = 10;
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Ten codes of sixteen letters: 80 random bits each, `abcd-efgh-ijkm-npqr`.
pub fn make() -> Result<Vec<String>, Error> {
    (0..COUNT).map(|_| Ok(written(keys::random::<16>()?))).collect()
}

fn written(bytes: [u8; 16]) -> String {
    let letters: Vec<_> = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// However it was typed.
pub fn hash(code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    hex(&Sha256::digest(plain.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_differ_and_are_read_in_any_spelling() {
        let codes = make().unwrap();
        assert_eq!((codes.len(), codes[0].len()), (10, 19));
        assert_ne!(codes[0], codes[1]);
        assert_eq!(hash(&codes[0]), hash(&codes[0].to_uppercase().replace('-', " ")));
    }
}
