//! What somebody typed.

use serde::{Deserialize, Serialize};

use super::{clip, normalise};

const MAX_WORDS: usize = 5;
/// A plate, a telephone or a document number has no more letters.
const LETTERS_OF_A_CODE: usize = 4;

/// What somebody typed, in the ways it may be meant, the likeliest first: "215 tu 4821" is one code, else three words.
/// A reading has at least one word, all normalised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    readings: Vec<Vec<String>>,
}

impl Query {
    /// `None` when nothing searchable was typed.
    pub fn parse(text: &str) -> Option<Self> {
        let normal = normalise(text);
        let words: Vec<_> = normal.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS).map(clip).collect();
        let letters = normal.chars().filter(|letter| letter.is_alphabetic()).count();
        let has_digit = normal.chars().any(|letter| letter.is_ascii_digit());
        let code = || vec![strip_international(&clip(&normal.replace(' ', "")))];
        let readings = match words.len() {
            0 => return None,
            1 => vec![code()],
            _ if letters == 0 => vec![code()],
            _ if has_digit && letters <= LETTERS_OF_A_CODE => vec![code(), words],
            _ => vec![words],
        };
        Some(Self { readings })
    }

    pub fn readings(&self) -> &[Vec<String>] {
        &self.readings
    }

    /// The same with each word written as a module keeps it.
    #[must_use]
    pub fn respelt(&self, spell: impl Fn(&str) -> String) -> Self {
        Self { readings: self.readings.iter().map(|words| words.iter().map(|word| spell(word)).collect()).collect() }
    }
}

fn strip_international(word: &str) -> String {
    match word.strip_prefix("00") {
        Some(rest) if rest.len() >= 8 && rest.chars().all(|letter| letter.is_ascii_digit()) => rest.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::phone_terms;
    use super::*;

    fn readings(text: &str) -> Vec<Vec<String>> {
        Query::parse(text).map(|query| query.readings).unwrap_or_default()
    }

    #[test]
    fn a_phone_is_found_in_any_format() {
        let terms = phone_terms("+21698123456", 3);
        for typed in ["98 123 456", "98123", "+216 98 123 456", "0021698123456", "3456"] {
            let found = readings(typed)[0].iter().all(|prefix| terms.iter().any(|term| term.starts_with(prefix.as_str())));
            assert!(found, "{typed} in {terms:?}");
        }
    }

    #[test]
    fn names_are_words_numbers_one_code_and_a_mixture_may_be_both() {
        assert_eq!(readings("Ben Ali"), [["ben", "ali"]]);
        assert_eq!(readings("98 123"), [["98123"]]);
        assert_eq!(readings("215 TU 4821"), [vec!["215tu4821"], vec!["215", "tu", "4821"]]);
        assert_eq!(readings("oil 5w30"), [vec!["oil5w30"], vec!["oil", "5w30"]]);
        assert_eq!(Query::parse("  - "), None);
    }
}
