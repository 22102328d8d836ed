//! The Tunisian matricule fiscal: seven digits, a key letter, VAT code, category and establishment, `0736202XAM000`; or the first
//! eight alone. Source: TTN's TEIF schema 1.8.9 and 1.9.0.

use contracts::taxes::{Pack, TaxIdForm};

pub const RULE: &str = "A matricule fiscal is written 0736202X/A/M/000, or 0736202X";

/// The letters of keys: no I, O or U.
const KEYS: &[u8; 23] = b"ABCDEFGHJKLMNPQRSTVWXYZ";

/// Whether a site's number is one, in its country.
pub fn is_checked(country: &str) -> bool {
    Pack::of(country).tax_id == Some(TaxIdForm::MatriculeFiscal)
}

/// Any spelling without separators, in capitals; nothing stays nothing. None when it cannot be a matricule.
pub fn parse(typed: &str) -> Option<String> {
    let separators = |letter: char| letter.is_whitespace() || "/.-".contains(letter);
    let text: String = typed.chars().filter(|letter| !separators(*letter)).collect::<String>().to_uppercase();
    if text.is_empty() {
        return Some(text);
    }
    let bytes = text.as_bytes();
    let (number, rest) = bytes.split_at_checked(7)?;
    let (key, rest) = rest.split_first()?;
    let is_short = number.iter().all(u8::is_ascii_digit) && KEYS.contains(key);
    let is_rest = match rest {
        [] => true,
        [vat, category, establishment @ ..] => {
            b"ABDNP".contains(vat)
                && b"CMNPE".contains(category)
                && establishment.len() == 3
                && establishment.iter().all(u8::is_ascii_digit)
        }
        [_] => false,
    };
    (is_short && is_rest).then_some(text)
}

/// Whether the key letter follows from the digits. Some real numbers' does not, so this warns and refuses nothing.
pub fn key_fits(matricule: &str) -> bool {
    let Some((number, key)) = matricule.as_bytes().split_at_checked(7) else { return true };
    let sum: u32 = number.iter().zip((1..=7).rev()).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    key.first().is_none_or(|key| KEYS.get((sum % 23) as usize) == Some(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_spelling_is_read() {
        for typed in ["0736202X/A/M/000", " 0736202 x a m 000", "0736202XAM000"] {
            assert_eq!(parse(typed).as_deref(), Some("0736202XAM000"), "{typed}");
        }
        assert_eq!(parse("0736202x").as_deref(), Some("0736202X"));
        assert_eq!(parse("  ").as_deref(), Some(""));
    }

    #[test]
    fn what_cannot_be_one_is_refused() {
        for typed in ["736202X", "0736202", "0736202I", "0736202XA", "0736202XAM00", "0736202XZM000", "0736202XAMABC", "éééééééé"] {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_key_follows_from_the_digits() {
        assert!(key_fits("0736202XAM000") && key_fits(""));
        assert!(!key_fits("0736202A"));
    }
}
