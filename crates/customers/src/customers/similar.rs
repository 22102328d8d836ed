//! Names that are nearly the same: the same words in any order, one of them perhaps misspelt.

/// Shorter words are misspelt into other names.
const LEAST_LETTERS: usize = 3;

/// Beginnings of search terms, under which the terms of names that may be nearly these words stand. A name of two words or more is
/// looked for by two of its words together, each once whole with the beginning of the other.
pub fn ranges(words: &[String]) -> Vec<String> {
    match words {
        [] => vec![],
        [only] if only.chars().count() < LEAST_LETTERS => vec![],
        [only] => vec![begin(only, only.chars().count().saturating_sub(2).max(LEAST_LETTERS))],
        _ => {
            let mut longest: Vec<_> = words.iter().collect();
            longest.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
            let (one, other) = (longest[0], longest[1]);
            vec![format!(" {one} {}", begin(other, 2)), format!(" {other} {}", begin(one, 2))]
        }
    }
}

fn begin(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

/// Whether all words are the same, but for one slip.
pub fn are(one: &[String], other: &[String]) -> bool {
    if one.is_empty() || one.len() != other.len() {
        return false;
    }
    let only = |words: &[String], than: &[String]| words.iter().filter(|word| !than.contains(word)).cloned().collect::<Vec<_>>();
    match (only(one, other).as_slice(), only(other, one).as_slice()) {
        ([], []) => true,
        ([here], [there]) => is_slip(here, there),
        _ => false,
    }
}

/// One letter too many, missing, another, or two that changed places.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().min(other.len()) < LEAST_LETTERS || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(&other).take_while(|(here, there)| here == there).count();
    let (here, there) = (&one[same..], &other[same..]);
    let tail = |rest: &[char], from: usize| rest.get(from..).unwrap_or_default().to_vec();
    tail(here, 1) == tail(there, 1)
        || tail(here, 1) == there
        || here == tail(there, 1)
        || (here.len() >= 2 && there.len() >= 2 && here[0] == there[1] && here[1] == there[0] && here[2..] == there[2..])
}

#[cfg(test)]
mod tests {
    use kernel::search::words;

    use super::*;

    #[test]
    fn one_slip_and_any_order_are_the_same_name() {
        for (one, other) in [
            ("Leïla Ben Salah", "Ben Salah Leila"),
            ("Leila Ben Salah", "Leila Ben Sallah"),
            ("Mohamed Trabelsi", "Mohammed Trabelsi"),
            ("Mohamed Trabelsi", "Mohamed Trablesi"),
            ("Société Rapide", "Societe Rapidd"),
            ("محمد الطرابلسي", "محمد الطرابلسى"),
        ] {
            assert!(are(&words(one), &words(other)), "{one} / {other}");
            let terms = kernel::search::name(other);
            assert!(ranges(&words(one)).iter().any(|range| terms.iter().any(|term| term.starts_with(range))), "{one} finds {other}");
        }
    }

    #[test]
    fn two_slips_and_other_words_are_other_names() {
        for (one, other) in
            [("Leila Ben Salah", "Leila Ben Ali"), ("Ali Ben", "Ali Bey Ben"), ("Amine Sfar", "Samine Sfax"), ("Al", "Il"), ("", "")]
        {
            assert!(!are(&words(one), &words(other)), "{one} / {other}");
        }
    }
}
