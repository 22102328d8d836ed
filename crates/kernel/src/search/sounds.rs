//! How a word sounds, roughly, in either script: what "Gharbi" and "غربي" share.

/// The sounds of a normalised word: consonants by class, and `a`, `i`, `u` for the vowels that both scripts write. Not a transcription:
/// the letters that people write one for another are one sound.
pub fn sounds(word: &str) -> String {
    let letters: Vec<char> = super::without_article(word).unwrap_or(word).chars().collect();
    let mut out = String::with_capacity(letters.len());
    let mut place = 0;
    while place < letters.len() {
        let next = letters.get(place + 1).copied();
        let (sound, length) = if letters[place].is_ascii() { latin(letters[place], next) } else { (arabic(letters[place], next), 1) };
        for sound in sound.chars().filter(|sound| !out.ends_with(*sound)).collect::<Vec<_>>() {
            out.push(sound);
        }
        place += length;
    }
    out
}

/// The consonants of [`sounds`].
pub fn consonants(word: &str) -> String {
    sounds(word).chars().filter(|sound| !matches!(sound, 'a' | 'i' | 'u')).collect()
}

/// The sound at a letter, and how many letters it takes. Arabic leaves out what `e` and `o` write.
fn latin(letter: char, next: Option<char>) -> (&'static str, usize) {
    match (letter, next) {
        ('g', Some('h')) => ("G", 2),
        ('k', Some('h')) => ("K", 2),
        ('c' | 's', Some('h')) => ("S", 2),
        ('t', Some('h')) => ("t", 2),
        ('d', Some('h')) => ("d", 2),
        ('p', Some('h')) => ("f", 2),
        ('d', Some('j')) => ("j", 2),
        ('o', Some('u')) => ("u", 2),
        ('c', Some('e' | 'i' | 'y')) => ("s", 1),
        ('g', Some('e' | 'i' | 'y')) => ("j", 1),
        ('h', None) | ('e' | 'o', _) => ("", 1),
        ('y', _) => ("i", 1),
        ('w', _) => ("u", 1),
        ('c' | 'q' | 'g' | 'k', _) => ("k", 1),
        ('p', _) => ("b", 1),
        ('v', _) => ("f", 1),
        ('x', _) => ("ks", 1),
        _ => (plain(letter), 1),
    }
}

fn plain(letter: char) -> &'static str {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    LETTERS.find(letter).and_then(|place| LETTERS.get(place..=place)).unwrap_or_default()
}

/// After [`super::normalise`], which made one of the letters that only carry a mark.
fn arabic(letter: char, next: Option<char>) -> &'static str {
    match letter {
        'ا' | 'ع' => "a",
        // A ta marbuta at the end of a word.
        'ه' if next.is_none() => "a",
        'و' => "u",
        'ي' => "i",
        'ب' => "b",
        'ت' | 'ث' | 'ط' => "t",
        'ج' => "j",
        'ح' | 'ه' => "h",
        'خ' => "K",
        'د' | 'ذ' | 'ض' | 'ظ' => "d",
        'ر' => "r",
        'ز' => "z",
        'س' | 'ص' => "s",
        'ش' => "S",
        'غ' => "G",
        'ف' | 'ڢ' => "f",
        'ق' | 'ك' | 'ڨ' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::super::normalise;
    use super::*;

    #[test]
    fn a_name_has_the_same_consonants_in_both_scripts() {
        for (latin, arabic) in [
            ("Mohamed", "محمّد"),
            ("Mohammed", "محمد"),
            ("Gharbi", "غربي"),
            ("Gharbi", "الغربي"),
            ("Leïla", "ليلى"),
            ("Khaled", "خالد"),
            ("Chedly", "الشاذلي"),
            ("Ali", "علي"),
            ("Fatma", "فاطمة"),
            ("Mongi", "منجي"),
            ("Kacem", "قاسم"),
            ("Abdallah", "عبدالله"),
            ("Youssef", "يوسف"),
            ("Trabelsi", "الطرابلسي"),
            ("Gafsi", "قفصي"),
        ] {
            assert_eq!(consonants(&normalise(latin)), consonants(&normalise(arabic)), "{latin} {arabic}");
        }
    }

    #[test]
    fn vowels_that_both_scripts_write_tell_names_apart() {
        assert_eq!((sounds("mehdi"), sounds("مهدي")), ("mhdi".into(), "mhdi".into()));
        assert_ne!(sounds("sami"), sounds("ساميه"));
    }
}
