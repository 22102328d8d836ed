//! Vehicle identification numbers (ISO 3779).

use crate::Error;

const LENGTH: usize = 17;
/// By position; the ninth is the check digit itself. Source: 49 CFR 565.15.
const WEIGHTS: [u32; LENGTH] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// In capitals, without separators: 17 letters and digits, none of them I, O or Q.
pub fn parse(typed: &str) -> Result<String, Error> {
    let vin: String =
        typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').map(|letter| letter.to_ascii_uppercase()).collect();
    let is_legal = |letter: u8| letter.is_ascii_digit() || (letter.is_ascii_uppercase() && !matches!(letter, b'I' | b'O' | b'Q'));
    if vin.len() == LENGTH && vin.bytes().all(is_legal) { Ok(vin) } else { Err(Error::InvalidVin) }
}

/// `check-digit` when a North American VIN has another check digit than its letters give. Others have none to check.
pub fn warning(vin: &str) -> Option<&'static str> {
    let is_north_american = matches!(vin.as_bytes().first(), Some(b'1'..=b'5'));
    (is_north_american && check_digit(vin) != vin.chars().nth(8)).then_some("check-digit")
}

fn check_digit(vin: &str) -> Option<char> {
    let sum: u32 = vin.bytes().zip(WEIGHTS).map(|(letter, weight)| value(letter) * weight).sum();
    match sum % 11 {
        10 => Some('X'),
        digit => char::from_digit(digit, 10),
    }
}

fn value(letter: u8) -> u32 {
    match letter {
        b'0'..=b'9' => u32::from(letter - b'0'),
        b'A'..=b'H' => u32::from(letter - b'A') + 1,
        b'J'..=b'R' => u32::from(letter - b'J') + 1,
        b'S'..=b'Z' => u32::from(letter - b'S') + 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_check_digits_give_no_warning() {
        for vin in ["1M8GDM9AXKP042788", "1HGCM82633A004352", "11111111111111111", "5YJSA1DG9DFP14705"] {
            assert_eq!((parse(vin).as_deref(), warning(vin)), (Ok(vin), None), "{vin}");
        }
    }

    #[test]
    fn a_wrong_check_digit_warns_in_north_america_only() {
        assert_eq!(warning("1HGCM82643A004352"), Some("check-digit"));
        for vin in ["VF1BB05CF26010203", "WVWZZZ1KZAW000001"] {
            assert_eq!((parse(vin).as_deref(), warning(vin)), (Ok(vin), None), "{vin}");
        }
    }

    #[test]
    fn wrong_lengths_and_letters_are_refused() {
        for typed in ["1HGCM8263IA004352", "1HGCM82633A00435", "1HGCM82633A0043522", "", "1HGCM82633A00435é", "1HGCM82633A00435\0"] {
            assert_eq!(parse(typed), Err(Error::InvalidVin), "{typed:?}");
        }
        assert_eq!(parse("vf1-bb05c f26010203").as_deref(), Ok("VF1BB05CF26010203"));
    }
}
