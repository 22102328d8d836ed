//! How many parts a text message has (3GPP TS 23.038 and 23.040): 160 letters of the alphabet of telephones or 70 of any other, a little less
//! each when there are several. Providers take money for each part.

/// Of the basic table, those that are letters too.
const BASIC: &str =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Of the extension, which take two places.
const EXTENDED: &str = "^{}\\[~]|€\u{c}";

/// What a text costs to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segments {
    /// Letters of other scripts stand in it, or marks that telephones have no place for: 70 a part instead of 160.
    pub is_wide: bool,
    pub parts: i16,
    /// What the text takes; some letters take two.
    pub places: usize,
    /// What so many parts have.
    pub room: usize,
}

/// The letters of a text that telephones have no place for, each once.
pub fn strange(text: &str) -> Vec<char> {
    let mut found: Vec<char> = vec![];
    for letter in text.chars().filter(|letter| places(*letter).is_none()) {
        if !found.contains(&letter) {
            found.push(letter);
        }
    }
    found
}

pub fn segments(text: &str) -> Segments {
    let narrow: Option<Vec<usize>> = text.chars().map(places).collect();
    let (is_wide, lengths, whole, part) = match narrow {
        Some(lengths) => (false, lengths, 160, 153),
        None => (true, text.chars().map(char::len_utf16).collect(), 70, 67),
    };
    let places = lengths.iter().sum();
    if places <= whole {
        return Segments { is_wide, parts: 1, places, room: whole };
    }
    let (mut parts, mut filled) = (1_i16, 0);
    for length in lengths {
        // A letter is never parted.
        if filled + length > part {
            (parts, filled) = (parts.saturating_add(1), 0);
        }
        filled += length;
    }
    Segments { is_wide, parts, places, room: usize::try_from(parts).unwrap_or(1) * part }
}

fn places(letter: char) -> Option<usize> {
    if BASIC.contains(letter) {
        return Some(1);
    }
    EXTENDED.contains(letter).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_the_parts_that_the_standard_says() {
        let table = [
            ("a".repeat(160), false, 1),
            ("a".repeat(161), false, 2),
            ("a".repeat(306), false, 2),
            ("a".repeat(307), false, 3),
            ("a".repeat(158) + "€", false, 1),
            ("a".repeat(159) + "€", false, 2),
            ("[".repeat(80), false, 1),
            ("[".repeat(81), false, 2),
            ("REÇU".into(), false, 1),
            ("Reçu".into(), true, 1),
            ("Votre véhicule est prêt".into(), true, 1),
            ("ع".repeat(70), true, 1),
            ("ع".repeat(71), true, 2),
            ("ع".repeat(134), true, 2),
            ("ع".repeat(135), true, 3),
            ("a".repeat(68) + "🚗", true, 1),
            ("a".repeat(69) + "🚗", true, 2),
            // A letter of two places that would be parted begins the next part.
            ("a".repeat(152) + "€" + &"a".repeat(152), false, 3),
        ];
        for (text, is_wide, parts) in table {
            let found = segments(&text);
            assert_eq!((found.is_wide, found.parts), (is_wide, parts), "{text}");
            assert!(found.places <= found.room, "{text}");
        }
    }

    #[test]
    fn letters_that_telephones_lack_are_named_once() {
        assert_eq!(strange("Reçu, c’est prêt : reçu"), ['ç', '’', 'ê']);
        assert_eq!(strange("Déjà payé: 12 €, merci à tous [ok]"), [] as [char; 0]);
        assert_eq!((segments("12 € [ok]").places, segments("Reçu").room, segments("a").room), (12, 70, 160));
    }
}
