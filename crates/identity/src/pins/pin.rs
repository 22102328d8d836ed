//! The rules for PINs.

use crate::Error;

/// Wrong ones in a row until the PIN is blocked.
pub const MOST_FAILURES: i32 = 10;

/// 4 to 8 digits, none of the first that others would try: one digit again and again, or digits in a row.
pub fn check(pin: &str) -> Result<(), Error> {
    let digits: Vec<_> = pin.bytes().collect();
    if !(4..=8).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Error::PinRefused("A PIN has 4 to 8 digits"));
    }
    let steps: Vec<_> = digits.windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    let is_plain = [0, 1, -1].into_iter().any(|step| steps.iter().all(|taken| *taken == step));
    let is_pair_again = digits.chunks(2).all(|pair| pair == &digits[..2]);
    let is_year = digits.len() == 4 && (digits.starts_with(b"19") || digits.starts_with(b"20"));
    if is_plain || is_pair_again || is_year {
        return Err(Error::PinRefused("This PIN is one of the first that others would try"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_pins_are_refused() {
        for bad in ["123", "123456789", "12a4", "1111", "1234", "9876", "1212", "1987", "2026", "٤٧٢٩"] {
            assert!(check(bad).is_err(), "{bad}");
        }
        for good in ["4729", "19384", "80808081"] {
            assert!(check(good).is_ok(), "{good}");
        }
    }
}
