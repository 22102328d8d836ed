//! Figures and dates as each language writes them. Arabic uses Tunisia's forms: Latin digits, point between thousands,
//! decimal comma; the web app does the same.

use chrono::NaiveDate;
use contracts::documents::Language;
use kernel::{Amount, BasisPoints, Quantity};

/// `1234500` with three decimals: fr `1 234,500`, ar `1.234,500`, en `1,234.500`.
pub fn amount(language: Language, amount: Amount, decimals: u8) -> String {
    decimal(language, &amount.to_decimal(decimals))
}

/// `4500` is `4,5` or `4.5`.
pub fn quantity(language: Language, quantity: Quantity) -> String {
    decimal(language, &quantity.to_string())
}

/// `1900` is `19 %` or `19%`.
pub fn percent(language: Language, rate: BasisPoints) -> String {
    let plain = Amount(i64::from(rate.0)).to_decimal(2);
    let number = decimal(language, plain.trim_end_matches('0').trim_end_matches('.'));
    match language {
        Language::Fr => format!("{number} %"),
        Language::Ar | Language::En => format!("{number}%"),
    }
}

/// A whole number with its thousands apart.
pub fn whole(language: Language, number: i64) -> String {
    decimal(language, &number.to_string())
}

/// All three languages write day, month, year.
pub fn date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

fn decimal(language: Language, plain: &str) -> String {
    let (thousands, point) = match language {
        Language::Fr => (' ', ','),
        Language::Ar => ('.', ','),
        Language::En => (',', '.'),
    };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut text = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if let Some(part) = part {
        text.push(point);
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_follow_the_language() {
        let figure = Amount(1_234_500);
        assert_eq!(amount(Language::Fr, figure, 3), "1 234,500");
        assert_eq!(amount(Language::Ar, figure, 3), "1.234,500");
        assert_eq!(amount(Language::En, figure, 3), "1,234.500");
        assert_eq!(amount(Language::Fr, Amount(553_100), 3), "553,100");
        assert_eq!(amount(Language::Fr, Amount(-123_456_789), 2), "-1 234 567,89");
        assert_eq!(amount(Language::En, Amount(1_000), 0), "1,000");
        assert_eq!(amount(Language::En, Amount(i64::MIN), 3), "-9,223,372,036,854,775.808");
    }

    #[test]
    fn quantities_rates_and_dates_follow_the_language() {
        assert_eq!(quantity(Language::Fr, Quantity(4_500)), "4,5");
        assert_eq!(quantity(Language::En, Quantity(1_234_125)), "1,234.125");
        assert_eq!(percent(Language::Fr, BasisPoints(1900)), "19 %");
        assert_eq!(percent(Language::Fr, BasisPoints(550)), "5,5 %");
        assert_eq!(percent(Language::En, BasisPoints(1000)), "10%");
        assert_eq!(percent(Language::Ar, BasisPoints(0)), "0%");
        assert_eq!(whole(Language::Fr, 84_300), "84 300");
        assert_eq!(date(NaiveDate::from_ymd_opt(2026, 11, 3).unwrap()), "03/11/2026");
    }
}
