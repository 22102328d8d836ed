//! Figures as databases write them: a dot before the decimals, and none between thousands.

use kernel::money::MAX_AMOUNT;

/// `12.50` in units of 10^-`decimals`; the error is a sentence.
pub fn scaled(text: &str, decimals: u8) -> Result<i64, String> {
    let wrong = || format!("“{text}” is not an amount");
    let (sign, digits) = text.trim().strip_prefix('-').map_or((1, text.trim()), |rest| (-1, rest));
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let rest = rest.trim_end_matches('0');
    if whole.is_empty() || !whole.chars().chain(rest.chars()).all(|letter| letter.is_ascii_digit()) {
        return Err(wrong());
    }
    let places = usize::from(decimals);
    if rest.len() > places {
        return Err(format!("“{text}” has more than {places} decimals"));
    }
    let figure: i64 = format!("{whole}{rest:0<places$}").parse().map_err(|_| wrong())?;
    if figure > MAX_AMOUNT { Err(format!("“{text}” is too large")) } else { Ok(sign * figure) }
}

/// What so many thousandths of a thing cost.
pub fn times(quantity: i64, price: i64) -> i64 {
    let product = i128::from(quantity) * i128::from(price);
    let half = if product < 0 { -500 } else { 500 };
    i64::try_from((product + half) / 1000).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_last_unit() {
        for (text, thousandths) in [("12.50", 12_500), ("-0.125", -125), ("7", 7_000), ("3.1000000", 3_100), (" 4.0 ", 4_000)] {
            assert_eq!(scaled(text, 3), Ok(thousandths), "{text}");
        }
        for text in ["", "1e3", "12,5", ".5", "1.2345", "99999999999999999999", "1000000000.001", "--1", "NaN"] {
            assert!(scaled(text, 3).is_err(), "{text}");
        }
        assert_eq!((times(1_500, 333), times(-1_500, 333)), (500, -500));
    }
}
