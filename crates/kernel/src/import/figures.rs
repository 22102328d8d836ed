//! Figures and days as people write them in spreadsheets: a dot or a comma before the decimals, the day before the month. Whatever
//! could be read in two ways is refused, because a price a thousand times too high is worse than a row to correct.

use chrono::NaiveDate;

/// `text` in units of 10^-`decimals`: `22,550` is 22550 with three decimals. The error is a sentence.
pub fn decimal(text: &str, decimals: u8) -> Result<i64, String> {
    let text: String = text.chars().filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let separators = text.chars().filter(|letter| is_separator(*letter)).count();
    let known = |letter: char| letter.is_ascii_digit() || is_separator(letter);
    if text.starts_with('-') {
        return Err(format!("“{text}” is below zero"));
    }
    if text.is_empty() || !text.chars().all(known) {
        return Err(format!("“{text}” is not a number: write it like 22.550 or 22,550"));
    }
    if separators > 1 {
        return Err(format!("“{text}” has thousands separators: write it with one dot or comma, before the decimals"));
    }
    let (whole, rest) = text.split_once(is_separator).unwrap_or((&text, ""));
    if separators == 1 && (whole.is_empty() || rest.is_empty()) {
        return Err(format!("“{text}” is not a number: write it like 22.550 or 22,550"));
    }
    let places = usize::from(decimals);
    if places < 3 && rest.len() == 3 {
        return Err(format!("“{text}” may mean thousands or decimals: write it without thousands separator, with {places} decimals"));
    }
    scaled(whole, rest.trim_end_matches('0'), places).ok_or_else(|| format!("“{text}” is too long: at most {places} decimals"))
}

/// As [`decimal`], below zero too: `-22,550`.
pub fn signed(text: &str, decimals: u8) -> Result<i64, String> {
    let text = text.trim();
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => decimal(rest, decimals).map(|figure| -figure),
        None => decimal(text, decimals),
    }
}

/// `2021-03-04`, `4/3/2021`, `04.03.2021`, with a time of day behind it or without: the year has four digits, and what begins with
/// the day goes on with the month.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    let digits: String = text.chars().map(|letter| latin(letter).unwrap_or(letter)).collect();
    let date = digits.trim().split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 4);
    let read = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => Some((*year, *month, *day)),
        [day, month, year] if year.len() == 4 => Some((*year, *month, *day)),
        _ => None,
    };
    let found = read.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?));
    found.ok_or_else(|| format!("“{text}” is not a date: write it like 2021-03-04 or 04/03/2021, the day before the month"))
}

/// Arabic-Indic digits.
fn latin(letter: char) -> Option<char> {
    let digit = u32::from(letter).checked_sub(0x660).filter(|digit| *digit < 10)?;
    char::from_digit(digit, 10)
}

fn is_separator(letter: char) -> bool {
    matches!(letter, '.' | ',')
}

fn scaled(whole: &str, rest: &str, places: usize) -> Option<i64> {
    if rest.len() > places {
        return None;
    }
    format!("{whole}{rest:0<places$}").parse().ok()
}

/// A percentage in basis points: `19`, `19 %`, `19,00`.
pub fn percent(text: &str) -> Result<i32, String> {
    let wrong = |_| format!("“{text}” is not a VAT rate: write it like 19 or 19 %");
    let figure = text.trim().trim_end_matches('%').trim();
    // Three zeros behind the separator are no thousands here.
    let rate = decimal(figure.strip_suffix('0').filter(|rest| rest.ends_with("00") && rest.contains(is_separator)).unwrap_or(figure), 2);
    let rate = rate.map_err(wrong)?;
    if rate > 10_000 { Err(format!("“{text}” is more than 100 %")) } else { i32::try_from(rate).map_err(|error| error.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_and_commas_both_stand_before_the_decimals() {
        for (text, thousandths) in [("22,550", 22_550), ("22.55", 22_550), ("22", 22_000), ("1 234,5", 1_234_500), ("22.55000", 22_550)] {
            assert_eq!(decimal(text, 3), Ok(thousandths), "{text}");
        }
        assert_eq!(decimal("22,5", 2), Ok(2_250));
        assert_eq!(decimal("22", 0), Ok(22));
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        for (text, decimals) in [("1.234,500", 3), ("1,234,567", 3), ("1,234", 2), ("1.234", 0)] {
            assert!(decimal(text, decimals).unwrap_err().contains("thousands"), "{text}");
        }
        for text in ["", "-1", "1e3", "abc", ",5", "5,", "22,5501", "99999999999999999999"] {
            assert!(decimal(text, 3).is_err(), "{text}");
        }
    }

    #[test]
    fn credits_are_below_zero() {
        assert_eq!(signed("-22,550", 3), Ok(-22_550));
        assert_eq!(signed(" 22.550", 3), Ok(22_550));
        assert!(signed("--5", 3).is_err() && signed("-", 3).is_err());
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let fourth = NaiveDate::from_ymd_opt(2021, 3, 4);
        for text in ["2021-03-04", "4/3/2021", "04.03.2021", "04-03-2021", "2021-03-04 10:15:00", "2021-03-04T10:15:00Z", "٠٤/٠٣/٢٠٢١"]
        {
            assert_eq!(day(text).ok(), fourth, "{text}");
        }
        for text in ["", "03/2021", "04/03/21", "31/02/2021", "2021-13-01", "44259", "yesterday", "4/3/20211"] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn rates_are_percentages() {
        for (text, rate) in [("19", 1900), ("19 %", 1900), ("19,00%", 1900), ("5.5", 550), ("0", 0), ("19.000", 1900)] {
            assert_eq!(percent(text), Ok(rate), "{text}");
        }
        assert!(percent("101").is_err());
        assert!(percent("exempt").is_err());
    }
}
