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
