//! Rules for the prefixes of document numbers.

#![expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands every rule references")]

use std::collections::BTreeMap;

use contracts::identity::DocumentKind;

const LONGEST: usize = 12;

/// 1 to 12 capital letters and digits, with hyphens between them: it is printed, typed, searched and part of file names.
fn is_prefix(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    text.len() <= LONGEST && text.split('-').all(|part| !part.is_empty() && part.bytes().all(is_letter))
}

pub fn prefixes(prefixes: &BTreeMap<DocumentKind, String>, (): &()) -> garde::Result {
    match prefixes.iter().find(|(_, prefix)| !is_prefix(prefix)) {
        Some((kind, _)) => Err(garde::Error::new(format!(
            "{}: a prefix has 1 to {LONGEST} capital letters and digits, with hyphens between them",
            kind.code()
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_short_and_plain() {
        for good in ["F", "FA", "F-LAC", "2", "OR-LAC-1"] {
            assert!(is_prefix(good), "{good}");
        }
        for bad in ["", "f", "-F", "F-", "F--L", "F LAC", "F/LAC", "ABCDEFGHIJKLM", "É"] {
            assert!(!is_prefix(bad), "{bad}");
        }
    }
}
