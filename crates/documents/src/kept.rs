//! The documents printed last. One is asked for again and again (for the mail, on the screen, on paper), and what it says decides every byte of it:
//! so it is kept under the hash of what it says, in bounded memory.

use std::sync::{Arc, LazyLock};

use moka::sync::Cache;
use sha2::{Digest, Sha256};

/// Some hundred documents.
const MOST_BYTES: u64 = 16 << 20;

/// What a document says, as a hash.
pub type Key = [u8; 32];

static KEPT: LazyLock<Cache<Key, Arc<[u8]>>> = LazyLock::new(|| {
    let weight = |_: &Key, pdf: &Arc<[u8]>| u32::try_from(pdf.len()).unwrap_or(u32::MAX);
    Cache::builder().max_capacity(MOST_BYTES).weigher(weight).build()
});

/// Everything that a document is made of.
#[derive(Clone, Copy)]
pub struct Made<'a> {
    /// Which template, and what standard the file follows.
    pub kind: &'a str,
    /// What the template reads.
    pub sheet: &'a [u8],
    pub logo: Option<&'a [u8]>,
    /// What the file carries.
    pub xml: Option<&'a str>,
}

/// The document of this key, printed if it is not kept. What fails is not kept.
pub fn kept<E>(key: Key, print: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
    if let Some(pdf) = KEPT.get(&key) {
        return Ok(pdf.to_vec());
    }
    let pdf = print()?;
    KEPT.insert(key, pdf.as_slice().into());
    Ok(pdf)
}

impl Made<'_> {
    pub fn key(&self) -> Key {
        let mut hash = Sha256::new();
        for part in [Some(self.kind.as_bytes()), Some(self.sheet), self.logo, self.xml.map(str::as_bytes)] {
            // With its length before it, so that no two are joined alike.
            hash.update(part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
            hash.update(part.unwrap_or_default());
        }
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_something_else_is_another_document() {
        let made = |kind, sheet: &'static str, xml| Made { kind, sheet: sheet.as_bytes(), logo: None, xml };
        let print = |made: Made<'_>, says: &str| kept(made.key(), || Ok::<_, ()>(says.into())).unwrap();
        assert_eq!(print(made("a test", "x", None), "first"), b"first");
        assert_eq!(print(made("a test", "x", None), "again"), b"first");
        for other in [made("a test", "y", None), made("another test", "x", None), made("a test", "x", Some("")), made("a testx", "", None)]
        {
            assert_eq!(print(other, "other"), b"other");
        }
        assert_eq!(kept(made("a test", "z", None).key(), || Err::<Vec<u8>, _>("broken")), Err("broken"));
        assert_eq!(print(made("a test", "z", None), "mended"), b"mended");
    }
}
