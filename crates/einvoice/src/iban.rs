//! Bank accounts: the IBAN (ISO 13616) and Tunisia's RIB, which is its last twenty digits.

/// Without spaces, in capitals.
pub fn normalized(text: &str) -> String {
    text.chars().filter(|each| !each.is_whitespace()).map(|each| each.to_ascii_uppercase()).collect()
}

/// Whether the check digits hold: the number, its first four characters moved behind it, mod 97 is 1.
pub fn is_sound(iban: &str) -> bool {
    let bytes = iban.as_bytes();
    if !(15..=34).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_alphanumeric) {
        return false;
    }
    bytes[..2].iter().all(u8::is_ascii_uppercase) && remainder(bytes[4..].iter().chain(&bytes[..4])) == Some(1)
}

/// Whether the twenty digits are a multiple of 97.
pub fn is_sound_rib(rib: &str) -> bool {
    rib.len() == 20 && rib.bytes().all(|each| each.is_ascii_digit()) && remainder(rib.as_bytes()) == Some(0)
}

/// `TN59` and the twenty digits; none for a RIB that does not check.
pub fn of_rib(rib: &str) -> Option<String> {
    is_sound_rib(rib).then(|| format!("TN59{rib}"))
}

/// The twenty digits of a Tunisian IBAN.
pub fn rib(iban: &str) -> Option<&str> {
    iban.strip_prefix("TN59").filter(|rib| rib.len() == 20 && rib.bytes().all(|each| each.is_ascii_digit()))
}

/// Mod 97 of what is written there, a letter counting as two digits (A is 10).
fn remainder<'a>(characters: impl IntoIterator<Item = &'a u8>) -> Option<u32> {
    characters.into_iter().try_fold(0_u32, |rest, character| {
        let value = char::from(*character).to_digit(36)?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FACTS, test vectors.
    #[test]
    fn the_known_accounts_are_told_apart() {
        for good in ["07040005810111129653", "10006035183598478831", "08001000000000001280", "17001000000000004553", "25001000000001234577"]
        {
            assert!(is_sound_rib(good), "{good}");
            let iban = of_rib(good).unwrap();
            assert!(is_sound(&iban), "{iban}");
            assert_eq!(rib(&iban), Some(good));
        }
        assert_eq!(of_rib("07040005810111129653").unwrap(), "TN5907040005810111129653");
        for bad in ["07040005810111129654", "04018104003691234567", "0704000581011112965"] {
            assert!(of_rib(bad).is_none(), "{bad}");
        }
        assert!(is_sound("FR7630006000011234567890189") && is_sound("DE89370400440532013000"));
        assert!(!is_sound("FR7630006000011234567890188") && !is_sound("de89370400440532013000") && !is_sound(""));
        assert_eq!(normalized("tn59 0704 0005"), "TN5907040005");
    }
}
