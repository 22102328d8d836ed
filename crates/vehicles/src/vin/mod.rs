//! Vehicle identification numbers (ISO 3779).

mod table;

use chrono::{DateTime, Datelike, Utc};

use crate::Error;
use table::MAKERS;

const LENGTH: usize = 17;
/// By position; the ninth is the check digit itself. Source: 49 CFR 565.15.
const WEIGHTS: [u32; LENGTH] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// Codes of the tenth place from 1980 on. Source: 49 CFR 565.15, table VII.
const YEARS: &str = "ABCDEFGHJKLMNPRSTVWXY123456789";

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

/// What a VIN says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub make: Option<&'static str>,
    pub country: Option<&'static str>,
    pub year: Option<i32>,
}

/// Reads the manufacturer's code and the year's.
pub fn decode(vin: &str, now: DateTime<Utc>) -> Decoded {
    let maker = vin.get(..3).and_then(|code| MAKERS.iter().find(|(wmi, ..)| *wmi == code));
    Decoded {
        make: maker.map(|(_, make, _)| *make),
        country: maker.and_then(|(_, _, country)| *country),
        year: maker.filter(|(_, make, _)| tells_year(make)).and_then(|_| year(vin, now)),
    }
}

/// Some makers of Europe put something else, or always 0, in the tenth place.
fn tells_year(make: &str) -> bool {
    !["Mercedes-Benz", "BMW", "Renault", "Peugeot", "Citroën", "DS", "Dacia", "Fiat", "Alfa Romeo", "Lancia", "Toyota"].contains(&make)
}

/// The model year: 30 codes that come again, so the latest that is not after next year.
fn year(vin: &str, now: DateTime<Utc>) -> Option<i32> {
    let code = vin.chars().nth(9)?;
    let place = i32::try_from(YEARS.find(code)?).ok()?;
    let latest = now.year() + 1;
    Some(latest - (latest - 1980 - place).rem_euclid(30))
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
    fn make_country_and_year_are_read_where_they_are_told() {
        let now = "2026-11-26T08:00:00Z".parse().unwrap();
        let cases = [
            ("WVWZZZ1KZAW000001", Some("Volkswagen"), Some("DE"), Some(2010)),
            ("1HGCM82633A004352", Some("Honda"), Some("US"), Some(2003)),
            ("5YJSA1DG9DFP14705", Some("Tesla"), Some("US"), Some(2013)),
            ("TMBJJ7NE8L0000001", Some("Škoda"), Some("CZ"), Some(2020)),
            ("KMHD35LE1V0000001", Some("Hyundai"), Some("KR"), Some(2027)),
            ("KMHD35LE1W0000001", Some("Hyundai"), Some("KR"), Some(1998)),
            // Renault's tenth place is not the year.
            ("VF1BB05CF26010203", Some("Renault"), Some("FR"), None),
            ("XXX00000000000000", None, None, None),
            // Z, U and 0 are no year.
            ("WVWZZZ1KZ0W000001", Some("Volkswagen"), Some("DE"), None),
        ];
        for (vin, make, country, year) in cases {
            assert_eq!(decode(vin, now), Decoded { make, country, year }, "{vin}");
        }
        let mut codes: Vec<_> = MAKERS.iter().map(|(code, ..)| *code).collect();
        codes.dedup();
        assert!(codes.len() == MAKERS.len() && codes.iter().all(|code| code.len() == 3));
    }

    #[test]
    fn wrong_lengths_and_letters_are_refused() {
        for typed in ["1HGCM8263IA004352", "1HGCM82633A00435", "1HGCM82633A0043522", "", "1HGCM82633A00435é", "1HGCM82633A00435\0"] {
            assert_eq!(parse(typed), Err(Error::InvalidVin), "{typed:?}");
        }
        assert_eq!(parse("vf1-bb05c f26010203").as_deref(), Ok("VF1BB05CF26010203"));
    }
}
