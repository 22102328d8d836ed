//! Telephone numbers: any spelling in, E.164 and a display form out.

use phonenumber::country::Id::TN;
use phonenumber::{Mode, PhoneNumber};

use crate::Error;

/// Numbers without a country code are of this country.
const HOME: phonenumber::country::Id = TN;
const HOME_PREFIX: &str = "+216";

/// A number that exists in its country's numbering plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// `+21698123456`
    pub e164: String,
    /// `98 123 456` at home, `+33 6 12 34 56 78` abroad.
    pub display: String,
}

impl Phone {
    /// Reads what somebody typed. The numbering plans are loaded at the first call.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let plain = plain(typed).ok_or(Error::InvalidPhone)?;
        // First as it is at home: the library takes the beginning of 21 612 345 for the country code.
        let at_home = (!plain.starts_with('+')).then(|| format!("{HOME_PREFIX}{plain}"));
        let numbers = at_home.into_iter().chain([plain]).filter_map(|text| phonenumber::parse(Some(HOME), text).ok());
        let mut whole = numbers.filter(|number| number.extension().is_none() && number.is_valid());
        whole.next().map(|number| Self::of(&number)).ok_or(Error::InvalidPhone)
    }

    /// From a number that is E.164 already; Tunisian ones without loading the numbering plans.
    pub fn from_e164(e164: &str) -> Result<Self, Error> {
        match e164.strip_prefix(HOME_PREFIX) {
            Some(rest) if rest.len() == 8 && rest.bytes().all(|digit| digit.is_ascii_digit()) => {
                Ok(Self { e164: e164.to_owned(), display: format!("{} {} {}", &rest[..2], &rest[2..5], &rest[5..]) })
            }
            _ => Self::parse(e164),
        }
    }

    fn of(number: &PhoneNumber) -> Self {
        let e164 = number.format().mode(Mode::E164).to_string();
        let mode = if e164.starts_with(HOME_PREFIX) { Mode::National } else { Mode::International };
        Self { display: number.format().mode(mode).to_string(), e164 }
    }

    /// What the number is found by.
    pub fn terms(e164: &str, display: &str) -> Vec<String> {
        // The display form of a foreign number begins with its country code: "+33 6 12 …".
        let country = display.strip_prefix('+').and_then(|rest| rest.split([' ', '-']).next()).map_or(HOME_PREFIX.len() - 1, str::len);
        kernel::search::phone_terms(e164, country)
    }
}

/// The number in ASCII; none when it holds anything but digits and what people put between them.
fn plain(typed: &str) -> Option<String> {
    let mut out = String::with_capacity(typed.len());
    for letter in typed.trim().chars() {
        match letter {
            '0'..='9' | '+' => out.push(letter),
            '٠'..='٩' => out.extend(char::from_digit(letter as u32 - '٠' as u32, 10)),
            '۰'..='۹' => out.extend(char::from_digit(letter as u32 - '۰' as u32, 10)),
            ' ' | '\u{A0}' | '\u{202F}' | '-' | '.' | '(' | ')' | '/' => out.push(' '),
            // Zero-width and bidirectional marks that come along when copying.
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            _ => return None,
        }
    }
    (out.len() <= 40).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_tunisian_number_is_one_number() {
        let cases = [
            ("98 123 456", "+21698123456", "98 123 456"),
            ("+216 71 123 456", "+21671123456", "71 123 456"),
            ("0021622345678", "+21622345678", "22 345 678"),
            ("41123456", "+21641123456", "41 123 456"),
            ("21 612 345", "+21621612345", "21 612 345"),
            ("21621612345", "+21621612345", "21 612 345"),
            ("(216) 98-123-456".trim_start_matches("(216) "), "+21698123456", "98 123 456"),
            ("٩٨ ١٢٣ ٤٥٦", "+21698123456", "98 123 456"),
            ("\u{200E}+216 98.123.456", "+21698123456", "98 123 456"),
        ];
        for (typed, e164, display) in cases {
            assert_eq!(Phone::parse(typed), Ok(Phone { e164: e164.into(), display: display.into() }), "{typed}");
            assert_eq!(Phone::from_e164(e164), Phone::parse(typed), "{e164}");
        }
    }

    #[test]
    fn foreign_numbers_keep_their_country_code() {
        let phone = Phone::parse("+33 6 12 34 56 78").unwrap();
        assert_eq!(phone.e164, "+33612345678");
        assert!(phone.display.starts_with("+33 "), "{}", phone.display);
        assert!(Phone::terms(&phone.e164, &phone.display).contains(&"612345678".to_owned()));
    }

    #[test]
    fn numbers_that_do_not_exist_are_refused() {
        for typed in
            ["12345678", "60123456", "+2166012345", "5512345", "", "+", "hello", "98123456\0", "98123456 ext 5", "+999999999999999"]
        {
            assert_eq!(Phone::parse(typed), Err(Error::InvalidPhone), "{typed:?}");
        }
    }

    #[test]
    fn a_number_is_found_with_and_without_its_country_code() {
        let terms = Phone::terms("+21698123456", "98 123 456");
        assert_eq!(terms, ["21698123456", "98123456", "3456"]);
    }
}
