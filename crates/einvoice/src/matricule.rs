//! The Tunisian matricule fiscal: seven digits, a key letter, a VAT code, a category, an establishment (`0736202X/A/M/000`).
//! Form after TEIF's schema 1.8.9; the key after the assertion in its 1.9.0.

/// The letters that a key can be: A to Z without I, O and U.
const KEYS: &[u8; 23] = b"ABCDEFGHJKLMNPQRSTVWXYZ";

/// As people write it to as it is sent: upper case, without separators, a number of six digits with its leading zero.
pub fn normalized(text: &str) -> String {
    let kept: String = text.chars().filter(char::is_ascii_alphanumeric).map(|each| each.to_ascii_uppercase()).collect();
    let digits = kept.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 6 { format!("0{kept}") } else { kept }
}

/// Thirteen characters, or the first eight alone.
pub fn has_form(value: &str) -> bool {
    let bytes = value.as_bytes();
    let short = bytes.len() >= 8 && bytes[..7].iter().all(u8::is_ascii_digit) && KEYS.contains(&bytes[7]);
    match bytes.len() {
        8 => short,
        13 => short && b"ABDNP".contains(&bytes[8]) && b"CMNPE".contains(&bytes[9]) && bytes[10..].iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// The letter that seven digits ask for: (7a + 6b + 5c + 4d + 3e + 2f + g) mod 23. None for what is no seven digits.
pub fn key(digits: &str) -> Option<char> {
    let digits = digits.as_bytes();
    if digits.len() != 7 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum: usize = digits.iter().zip((1..=7).rev()).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    KEYS.get(sum % KEYS.len()).map(|&letter| char::from(letter))
}

/// Whether its key is the one that its digits ask for.
pub fn has_key(value: &str) -> bool {
    value.get(..7).and_then(key).is_some_and(|letter| value[7..].starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FACTS, test vectors.
    #[test]
    fn the_known_numbers_are_told_apart() {
        for good in [
            "0736202XAM000",
            "0914089JAM000",
            "1182431MAM000",
            "1496298TPN000",
            "0001237AAM000",
            "1234567RAM000",
            "7654321CAM000",
            "0000123LAM000",
            "0040863P",
        ] {
            assert!(has_form(good) && has_key(good), "{good}");
        }
        for bad in ["0736202OAM000", "1219773U", "0736202XFM000", "0736202XAZ000", "736202XAM000", "", "0736202é"] {
            assert!(!has_form(bad), "{bad}");
        }
        assert!(has_form("0736202AAM000") && !has_key("0736202AAM000"), "the key is wrong, the form is not");
    }

    #[test]
    fn it_is_read_as_people_write_it() {
        assert_eq!(normalized("0736202x/A/M/000"), "0736202XAM000");
        assert_eq!(normalized("736202 X / A M 000"), "0736202XAM000");
        assert_eq!(normalized(""), "");
    }
}
