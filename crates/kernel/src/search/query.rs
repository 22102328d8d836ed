//! What somebody typed.

use serde::{Deserialize, Serialize};

use super::{clip, is_particle, normalise, spelling};

const MAX_WORDS: usize = 5;
/// A plate, a telephone or a document number has no more letters.
const LETTERS_OF_A_CODE: usize = 4;
/// Between the numbers of a plate: "tu", "تونس".
const LETTERS_WITHIN_A_CODE: usize = 4;

/// What somebody typed, in the ways it may be meant, the likeliest first: "215 tu 4821" is one code, "oil 5w30" one or two words.
/// A reading has at least one word, all normalised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    readings: Vec<Vec<String>>,
    /// Whether words may be meant that are spelt nearly so.
    #[serde(default)]
    near: bool,
}

impl Query {
    /// `None` when nothing searchable was typed.
    pub fn parse(text: &str) -> Option<Self> {
        let words = words_of(&normalise(text));
        let letters = words.iter().flat_map(|word| word.chars()).filter(|letter| letter.is_alphabetic()).count();
        let is_mixed = words.iter().any(|word| has_digit(word));
        let code = vec![strip_international(&clip(&normalise(text).replace(' ', "")))];
        let readings = match words.len() {
            0 => return None,
            2 if letters == 0 => vec![code, words],
            _ if letters == 0 => without_trunk(&code[0]).map(|more| vec![more]).into_iter().chain([code]).rev().collect(),
            1 => vec![code],
            // All of it is one code, from a number to a number: a plate.
            3.. if is_mixed && letters <= LETTERS_OF_A_CODE && codes_in(text).len() == 1 => vec![code],
            _ if is_mixed && letters <= LETTERS_OF_A_CODE => vec![code, codes_in(text), words],
            _ if is_mixed => vec![codes_in(text), words],
            _ => vec![words.clone(), joined(&words)],
        };
        Some(Self { readings: distinct(readings), near: false })
    }

    /// Whether it is a single word.
    pub fn is_one_word(&self) -> bool {
        self.readings.iter().all(|words| words.len() == 1)
    }

    /// The same, for words that are spelt nearly so; none where that is no use: a plate with another digit is another plate.
    pub fn near(&self) -> Option<Self> {
        let words = self.readings.last()?;
        words.iter().any(|word| spelling::is_forgiven(word)).then(|| Self { near: true, ..self.clone() })
    }

    pub(super) fn is_near(&self) -> bool {
        self.near
    }

    pub fn readings(&self) -> &[Vec<String>] {
        &self.readings
    }

    /// The same with each word written as a module keeps it.
    #[must_use]
    pub fn respelt(&self, spell: impl Fn(&str) -> String) -> Self {
        let respell = |words: &Vec<String>| words.iter().map(|word| spell(word)).collect();
        Self { readings: self.readings.iter().map(respell).collect(), near: self.near }
    }
}

fn words_of(normal: &str) -> Vec<String> {
    normal.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS).map(clip).collect()
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_digit())
}

/// What stands from a number to a number is one code, whatever is between: "leila 98 123 456", "gharbi 215 tu 4821", "oil 5w-30".
fn codes_in(text: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    let all: Vec<_> = normalise(text).split(' ').filter(|word| !word.is_empty()).map(clip).collect();
    let mut rest = all.as_slice();
    while let [first, ..] = rest {
        let length = if has_digit(first) { code_length(rest) } else { 1 };
        words.push(clip(&rest[..length].concat()));
        rest = &rest[length..];
    }
    words.truncate(MAX_WORDS);
    words
}

fn code_length(words: &[String]) -> usize {
    let is_within = |word: &&String| has_digit(word) || word.chars().count() <= LETTERS_WITHIN_A_CODE;
    let run = words.iter().take_while(is_within).count();
    words[..run].iter().rposition(|word| has_digit(word)).map_or(1, |last| last + 1)
}

/// "karim ben ali" as "karim benali".
fn joined(words: &[String]) -> Vec<String> {
    let mut out: Vec<String> = vec![];
    let mut is_open = false;
    for word in words {
        match out.last_mut().filter(|_| is_open) {
            Some(last) => last.push_str(word),
            None => out.push(word.clone()),
        }
        is_open = is_particle(word);
    }
    out
}

fn distinct(readings: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut kept: Vec<Vec<String>> = vec![];
    for reading in readings {
        if !kept.contains(&reading) {
            kept.push(reading);
        }
    }
    kept
}

/// "06 12 34 56 78" is `612345678` after its country code.
fn without_trunk(code: &str) -> Option<String> {
    let rest = code.strip_prefix('0')?;
    ((8..=10).contains(&rest.len()) && !rest.starts_with('0')).then(|| rest.to_owned())
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
        assert_eq!(readings("Ben Ali"), [vec!["ben", "ali"], vec!["benali"]]);
        assert_eq!(readings("98 123"), [vec!["98123"], vec!["98", "123"]]);
        assert_eq!(readings("98 123 456"), [["98123456"]]);
        assert_eq!(readings("06 12 34 56 78"), [["0612345678"], ["612345678"]]);
        assert_eq!(readings("215 TU 4821"), [["215tu4821"]]);
        assert_eq!(readings("215 4821"), [vec!["2154821"], vec!["215", "4821"]]);
        assert_eq!(readings("oil 5w30"), [vec!["oil5w30"], vec!["oil", "5w30"]]);
        assert_eq!(readings("huile 5w-30"), [vec!["huile", "5w30"], vec!["huile", "5w", "30"]]);
        assert_eq!(readings("leila 98 123 456")[0], ["leila", "98123456"]);
        assert_eq!(readings("gharbi 215 tu 4821")[0], ["gharbi", "215tu4821"]);
        assert_eq!(readings("karim ben ali"), [vec!["karim", "ben", "ali"], vec!["karim", "benali"]]);
        assert_eq!(Query::parse("  - "), None);
    }
}
