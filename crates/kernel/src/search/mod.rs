//! One normalisation for everything people search by, and terms that a plain B-tree finds on both databases.
//!
//! A module keeps rows `(term, id)` in `<module>_terms`, rewritten in the transaction that changes the record: each word,
//! each code, and each two words of a name together. What somebody typed is looked for as a [`Query`] by a [`Plan`]. Words
//! before the last are taken as whole first, so that "ben sal" is one range of " ben sal…": cost follows the hits shown and
//! not how common the words are. Only when that finds nothing are all words taken as beginnings, from the rarest on.
//!
//! A slip of the fingers, or a name in the other script, is forgiven by a second look ([`Query::near`]): `<module>_spellings`
//! knows each different word of a module once, by itself, by what is left of it without one letter, and by its consonants.

mod index;
mod near;
mod plan;
mod query;
mod rebuild;
mod sounds;
mod spelling;
mod vocabulary;
mod walk;

pub use index::{forget, index, insert};
pub use plan::{Plan, Source, find};
pub use query::Query;
pub use rebuild::{Indexed, Rebuild, SCHEME};

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
        'ç' | 'č' | 'ć' => out.push('c'),
        'è' | 'é' | 'ê' | 'ë' => out.push('e'),
        'ì' | 'í' | 'î' | 'ï' | 'ı' => out.push('i'),
        'ñ' => out.push('n'),
        'ğ' => out.push('g'),
        'ş' | 'š' => out.push('s'),
        'ž' => out.push('z'),
        'ł' => out.push('l'),
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'ø' => out.push('o'),
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
        '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{0640}'
        | '\u{0300}'..='\u{036F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\''
        | '’' => {}
        _ if letter.is_alphanumeric() => out.push(letter),
        _ => out.push(' '),
    }
}

fn push_digit(letter: char, zero: char, out: &mut String) {
    out.extend(char::from_digit(letter as u32 - zero as u32, 10));
}

/// The words of a text in its order, each normalised word once; then what mixes letters and digits across a separator, in one:
/// "5W-30" is `5w`, `30` and `5w30`.
pub fn words(text: &str) -> Vec<String> {
    let mut words = plain_words(text);
    words.extend(text.split_whitespace().filter(|token| token.chars().any(char::is_numeric)).map(code));
    distinct(words)
}

fn plain_words(text: &str) -> Vec<String> {
    distinct(normalise(text).split(' ').map(clip).collect())
}

/// The words, and each that has a digit in one with what is joined to it.
fn tokens(text: &str) -> Vec<String> {
    let token = |token: &str| if token.chars().any(char::is_numeric) { vec![code(token)] } else { plain_words(token) };
    distinct(text.split_whitespace().flat_map(token).collect())
}

fn distinct(words: Vec<String>) -> Vec<String> {
    let mut kept = vec![];
    for word in words {
        if !word.is_empty() && !kept.contains(&word) {
            kept.push(word);
        }
    }
    kept
}

/// The words of a name, each two of them together, so that two words typed find as fast as one, and what is written in one or
/// in two: "Ben Ali" is `benali` too, and "الغربي" is `غربي`. Of "5W-30" it is the code that stands in pairs.
pub fn name(text: &str) -> Vec<String> {
    let words = tokens(text);
    let paired = &words[..words.len().min(MAX_PAIRED)];
    let pairs = paired.iter().flat_map(|one| paired.iter().filter(move |other| *other != one).map(move |other| pair(one, other)));
    let joined = words.windows(2).filter(|two| is_particle(&two[0])).map(|two| clip(&two.concat()));
    let bare = words.iter().filter_map(|word| without_article(word)).map(str::to_owned);
    let terms = words.iter().cloned().chain(pairs).chain(joined).chain(bare).chain(plain_words(text)).collect();
    distinct(terms)
}

/// Begins names, and is written together with the next word or apart.
fn is_particle(word: &str) -> bool {
    const LATIN: [&str; 19] =
        ["ben", "bel", "bin", "ibn", "bou", "el", "al", "abd", "abdel", "abdul", "abou", "ait", "om", "oum", "de", "le", "la", "di", "van"];
    const ARABIC: [&str; 8] = ["بن", "ابن", "بو", "ابو", "عبد", "ال", "ام", "بل"];
    LATIN.contains(&word) || ARABIC.contains(&word)
}

/// An Arabic name without its article.
fn without_article(word: &str) -> Option<&str> {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3)
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

/// The last value again and again, up to a power of two: the database then knows the statement from before.
fn padded<T: Clone>(mut values: Vec<T>) -> Vec<T> {
    if let Some(last) = values.last().cloned() {
        values.resize(values.len().next_power_of_two(), last);
    }
    values
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
        assert_eq!(normalise("هٰذا فاطمة أحمد"), "هذا فاطمه احمد");
        assert_eq!(code("٢١٥ تونس ٤٨٢١"), "215تونس4821");
        assert_eq!(code("f-2026/00042"), "f202600042");
    }

    #[test]
    fn a_name_is_its_words_and_each_two_of_them() {
        assert_eq!(name("Karim Gharbi"), ["karim", "gharbi", " karim gharbi", " gharbi karim"]);
        assert_eq!(name("Leïla"), ["leila"]);
        assert_eq!(name("a b c d e f g").len(), 7 + 20);
        assert_eq!(name("Ben Ali"), ["ben", "ali", " ben ali", " ali ben", "benali"]);
        assert_eq!(name("الغربي"), ["الغربي", "غربي"]);
        assert_eq!(name("5W-30 Oil"), ["5w30", "oil", " 5w30 oil", " oil 5w30", "5w", "30"]);
        assert_eq!(words("Huile 5W-30"), ["huile", "5w", "30", "5w30"]);
    }
}
