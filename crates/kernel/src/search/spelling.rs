//! When a word is spelt nearly like another.

use super::sounds::{consonants, sounds};

/// Fewer letters are too like all others.
const LEAST_LETTERS: usize = 3;
/// Fewer, and one wrong letter makes another word.
const LEAST_FORGIVEN: usize = 4;
/// Consonants that make two spellings of one name in one script.
const LEAST_CONSONANTS: usize = 3;

/// Whether a word has spellings: letters only. A number with another digit is another number.
pub fn is_spelt(word: &str) -> bool {
    word.chars().count() >= LEAST_LETTERS && word.chars().all(char::is_alphabetic)
}

/// Whether a typed word may be meant for another: a short one only for one in the other script.
pub fn is_forgiven(word: &str) -> bool {
    is_spelt(word)
}

/// The word, and what is left of it without one letter: two words that differ by one letter left out, put in, mistaken for another
/// or swapped with its neighbour have one of these in common.
pub fn variants(word: &str) -> Vec<String> {
    let mut variants = vec![word.to_owned()];
    if word.chars().count() >= LEAST_FORGIVEN {
        variants.extend(word.char_indices().map(|(at, letter)| format!("{}{}", &word[..at], &word[at + letter.len_utf8()..])));
    }
    variants.sort();
    variants.dedup();
    variants
}

/// How its sound is kept among the variants; no word begins like it.
pub fn sound_variant(word: &str) -> Option<String> {
    Some(consonants(word)).filter(|sound| !sound.is_empty()).map(|sound| format!("~{sound}"))
}

/// How near a word is to what was typed, the nearest first; none when it is not meant. `is_begun`: more may follow what was typed.
pub fn nearness(typed: &str, word: &str, is_begun: bool) -> Option<(usize, usize)> {
    if typed == word {
        return None;
    }
    if typed.chars().count() >= LEAST_FORGIVEN && differs_once(typed, word) {
        return Some((1, distance(&sounds(typed), &sounds(word))));
    }
    let (typed_sounds, mut word_sounds) = (sounds(typed), sounds(word));
    let is_whole = consonants(typed) == consonants(word);
    let is_other_script = typed.is_ascii() != word.is_ascii();
    let is_like = is_other_script || is_respelt(typed, word, is_whole);
    if !is_like || !(is_whole || is_begun) {
        return None;
    }
    if !is_whole {
        word_sounds = word_sounds.chars().take(typed_sounds.chars().count()).collect();
    }
    Some((if is_whole { 2 } else { 3 }, distance(&typed_sounds, &word_sounds)))
}

/// "Chadli" and "Chedly": the inner vowels differ. "Salma" and "Salmi" are two names.
fn is_respelt(typed: &str, word: &str, is_whole: bool) -> bool {
    let ends_alike = sounds(typed).chars().last() == sounds(word).chars().last();
    typed.chars().next() == word.chars().next() && (ends_alike || !is_whole) && consonants(typed).chars().count() >= LEAST_CONSONANTS
}

/// One letter left out, put in, mistaken, or swapped with its neighbour.
fn differs_once(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([a, b, rest @ ..], [c, d, more @ ..]) if a == d && b == c && rest == more => true,
        ([_, rest @ ..], [_, more @ ..]) if rest == more => true,
        ([_, rest @ ..], more) if rest == more => true,
        (rest, [_, more @ ..]) => rest == more,
        _ => false,
    }
}

/// Levenshtein's.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], line + 1);
        for (place, with) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *with);
            diagonal = row[place + 1];
            row[place + 1] = replaced.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for typed in ["trabelsy", "trablsi", "traabelsi", "trabesli", "rabelsi", "trabels", "xrabelsi"] {
            assert!(differs_once(typed, "trabelsi"), "{typed}");
        }
        for typed in ["trablsy", "trabelsi", "tarblesi", "gharbi", "trab", ""] {
            assert!(!differs_once(typed, "trabelsi"), "{typed}");
        }
    }

    #[test]
    fn a_slip_is_nearer_than_a_sound() {
        assert_eq!(nearness("gharby", "gharbi", false).map(|(rank, _)| rank), Some(1));
        assert_eq!(nearness("غربي", "gharbi", false).map(|(rank, _)| rank), Some(2));
        assert_eq!(nearness("chadli", "chedly", false).map(|(rank, _)| rank), Some(2));
        assert_eq!(nearness("محم", "mohamed", true).map(|(rank, _)| rank), Some(3));
        assert_eq!(nearness("sami", "oussama", false), None);
        assert_eq!(nearness("sallemi", "salma", false), None);
        assert!(nearness("محمود", "mahmoud", false) < nearness("محمود", "mohamed", false));
    }

    proptest! {
        #[test]
        fn words_that_differ_once_share_a_variant(word in "[a-g]{4,9}", place in 0_usize..9, letter in "[a-g]", slip in 0..4) {
            let mut typed: Vec<char> = word.chars().collect();
            let (place, letter) = (place % typed.len(), letter.chars().next().unwrap());
            match slip {
                0 => typed[place] = letter,
                1 => typed.insert(place, letter),
                2 => drop(typed.remove(place)),
                _ => { let next = (place + 1) % typed.len(); if next > place { typed.swap(place, next); } }
            }
            let typed: String = typed.into_iter().collect();
            prop_assume!(typed != word && typed.chars().count() >= 4);
            prop_assert!(differs_once(&typed, &word), "{} {}", typed, word);
            prop_assert!(variants(&typed).iter().any(|variant| variants(&word).contains(variant)), "{} {}", typed, word);
        }
    }
}
