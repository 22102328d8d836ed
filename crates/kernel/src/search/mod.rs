//! One normalisation for everything people search by, and terms that a plain B-tree finds on both databases.
//!
//! A module keeps rows `(term, id)` in `<module>_terms`, rewritten in the transaction that changes the record: each word,
//! each code, and each two words of a name together. What somebody typed is looked for as a [`Query`] by a [`Plan`]. Words
//! before the last are taken as whole first, so that "ben sal" is one range of " ben sal…": cost follows the hits shown and
//! not how common the words are. Only when that finds nothing are all words taken as beginnings, from the rarest on.

mod index;
mod plan;
mod query;

pub use index::{forget, index, insert};
pub use plan::{Plan, Source, find};
pub use query::Query;

const MAX_TERM: usize = 40;
/// Words of a name that are kept in pairs; longer ones are companies, known by their beginning.
const MAX_PAIRED: usize = 5;

/// Lower case, accents and Arabic vowel marks dropped, Arabic letter variants and digits unified, all else a space.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        fold(letter, &mut out);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fold(letter: char, out: &mut String) {
    match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => out.push('a'),
        'ç' => out.push('c'),
        'è' | 'é' | 'ê' | 'ë' => out.push('e'),
        'ì' | 'í' | 'î' | 'ï' => out.push('i'),
        'ñ' => out.push('n'),
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => out.push('o'),
        'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
        'ý' | 'ÿ' => out.push('y'),
        'œ' => out.push_str("oe"),
        'æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ة' => out.push('ه'),
        'ؤ' => out.push('و'),
        'ى' | 'ئ' => out.push('ي'),
        '٠'..='٩' => push_digit(letter, '٠', out),
        '۰'..='۹' => push_digit(letter, '۰', out),
        // Vowel marks, tatweel, combining accents, bidirectional marks.
        '\u{064B}'..='\u{0652}' | '\u{0640}' | '\u{0300}'..='\u{036F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\'' | '’' =>
            {}
        _ if letter.is_alphanumeric() => out.push(letter),
        _ => out.push(' '),
    }
}

fn push_digit(letter: char, zero: char, out: &mut String) {
    out.extend(char::from_digit(letter as u32 - zero as u32, 10));
}

/// The words of a text in its order: each normalised word once.
pub fn words(text: &str) -> Vec<String> {
    let mut words = vec![];
    for word in normalise(text).split(' ').filter(|word| !word.is_empty()).map(clip) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The words of a name, and each two of them together, so that two words typed find as fast as one.
pub fn name(text: &str) -> Vec<String> {
    let words = words(text);
    let paired = &words[..words.len().min(MAX_PAIRED)];
    let pairs = paired.iter().flat_map(|one| paired.iter().filter(move |other| *other != one).map(move |other| pair(one, other)));
    let pairs: Vec<_> = pairs.collect();
    words.into_iter().chain(pairs).collect()
}

/// Begins with a space, so that no range of words holds pairs.
fn pair(one: &str, other: &str) -> String {
    format!(" {one} {other}")
}

/// A code (plate, VIN, SKU, document number) as one term without separators.
pub fn code(text: &str) -> String {
    clip(&normalise(text).replace(' ', ""))
}

fn clip(term: &str) -> String {
    term.chars().take(MAX_TERM).collect()
}

/// The digits of a telephone number as people may type them: with country code, without it, and the last four.
pub fn phone_terms(e164: &str, country_code_len: usize) -> Vec<String> {
    let digits: String = normalise(e164).chars().filter(char::is_ascii_digit).collect();
    let national = digits.get(country_code_len..).unwrap_or_default().to_owned();
    let tail = national.get(national.len().saturating_sub(4)..).unwrap_or_default().to_owned();
    let mut terms = vec![digits, national, tail];
    terms.retain(|term| term.len() >= 4);
    terms.dedup();
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_plates_fold_to_the_same_words() {
        assert_eq!(normalise("Leïla  BEN-Ali"), "leila ben ali");
        assert_eq!(normalise("محمّد التونسي"), "محمد التونسي");
        assert_eq!(code("٢١٥ تونس ٤٨٢١"), "215تونس4821");
        assert_eq!(code("f-2026/00042"), "f202600042");
    }

    #[test]
    fn a_name_is_its_words_and_each_two_of_them() {
        assert_eq!(name("Karim Gharbi"), ["karim", "gharbi", " karim gharbi", " gharbi karim"]);
        assert_eq!(name("Leïla"), ["leila"]);
        assert_eq!(name("a b c d e f g").len(), 7 + 20);
    }
}
