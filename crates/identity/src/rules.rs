//! Rules for values from outside.

#![expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands every rule references")]

use std::str::FromStr;

use kernel::money::MAX_AMOUNT;
use kernel::{Amount, BasisPoints};

/// Refuses control characters: PostgreSQL cannot keep NUL, and line breaks have no place in names and addresses.
pub fn one_line(text: &str, (): &()) -> garde::Result {
    if text.chars().any(char::is_control) { Err(garde::Error::new("control characters are not allowed")) } else { Ok(()) }
}

/// As [`one_line`], with line breaks allowed.
pub fn lines(text: &str, (): &()) -> garde::Result {
    if text.chars().any(|letter| letter.is_control() && letter != '\n') {
        return Err(garde::Error::new("control characters are not allowed"));
    }
    Ok(())
}

/// An e-mail address, or nothing.
pub fn email_or_empty(text: &str, (): &()) -> garde::Result {
    if text.is_empty() {
        return Ok(());
    }
    one_line(text, &())?;
    let parsed = garde::rules::email::parse_email(text);
    parsed.map_err(|_| garde::Error::new("not an e-mail address"))
}

/// A telephone number, or nothing; without a country code it is Tunisian.
pub fn telephone(text: &str, (): &()) -> garde::Result {
    e164(text).map(drop).ok_or_else(|| garde::Error::new("not a telephone number"))
}

/// `+21671123456` of any spelling; nothing stays nothing. The numbering plans are loaded at the first call.
pub fn e164(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(String::new());
    }
    // First as it is at home: the library takes the beginning of 21 612 345 for the country code.
    let at_home = (!typed.starts_with('+')).then(|| format!("+216{typed}"));
    let numbers =
        at_home.into_iter().chain([typed.to_owned()]).filter_map(|text| phonenumber::parse(Some(phonenumber::country::Id::TN), text).ok());
    let mut whole = numbers.filter(|number| number.extension().is_none() && number.is_valid());
    whole.next().map(|number| number.format().mode(phonenumber::Mode::E164).to_string())
}

pub fn rate(rate: &BasisPoints, (): &()) -> garde::Result {
    if (0..=10_000).contains(&rate.0) { Ok(()) } else { Err(garde::Error::new("a rate is between 0 and 10000 basis points")) }
}

pub fn amount(amount: &Amount, (): &()) -> garde::Result {
    if (0..=MAX_AMOUNT).contains(&amount.0) { Ok(()) } else { Err(garde::Error::new("the amount is negative or too large")) }
}

/// The IANA name of a time zone.
pub fn known_zone(name: &str, (): &()) -> garde::Result {
    chrono_tz::Tz::from_str(name).map(drop).map_err(|_| garde::Error::new("not the IANA name of a time zone"))
}

pub fn known_language(code: &str, (): &()) -> garde::Result {
    if ["fr", "ar", "en"].contains(&code) { Ok(()) } else { Err(garde::Error::new("a language is fr, ar or en")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_kept_in_one_spelling() {
        assert_eq!(e164(" 71 123 456 ").as_deref(), Some("+21671123456"));
        assert_eq!(e164("+33 6 12 34 56 78").as_deref(), Some("+33612345678"));
        assert_eq!(e164("21 612 345").as_deref(), Some("+21621612345"));
        assert_eq!(e164("").as_deref(), Some(""));
        assert_eq!(e164("12"), None);
        assert_eq!(e164("71 123 45x"), None);
    }
}
