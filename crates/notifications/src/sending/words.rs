//! Numbers, dates and plates as people of each language read them. In Arabic text they are set apart from the direction around
//! them, so that a plate or an amount never turns round.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::documents::Language;
use contracts::workshop::WorkStatus;
use kernel::{Amount, Currency, Quantity};

const LEFT_TO_RIGHT: char = '\u{2066}';
const FIRST_STRONG: char = '\u{2068}';
const END: char = '\u{2069}';

/// A number, a date, a telephone number: always left to right.
pub fn number(text: &str, language: Language) -> String {
    match language {
        Language::Ar if !text.is_empty() => format!("{LEFT_TO_RIGHT}{text}{END}"),
        _ => text.to_owned(),
    }
}

/// A name: in its own direction.
pub fn name(text: &str, language: Language) -> String {
    match language {
        Language::Ar if !text.is_empty() => format!("{FIRST_STRONG}{text}{END}"),
        _ => text.to_owned(),
    }
}

/// `215 TU 4821`, in Arabic as it stands on the plate.
pub fn plate(text: &str, language: Language) -> String {
    match language {
        Language::Ar => number(&text.replace(" TU ", " تونس "), language),
        _ => text.to_owned(),
    }
}

/// `1 234,500 TND`, `1,234.500 TND`.
pub fn amount(amount: Amount, currency: &str, language: Language) -> String {
    let decimals = Currency::from_code(currency).map_or(2, |currency| currency.decimals);
    let plain = amount.to_decimal(decimals);
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (group, point) = if language == Language::Fr { ('\u{202F}', ',') } else { (',', '.') };
    let mut text = grouped(whole, group);
    if let Some(rest) = rest {
        text.push(point);
        text.push_str(rest);
    }
    number(&format!("{text}\u{A0}{currency}"), language)
}

fn grouped(whole: &str, group: char) -> String {
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut text = sign.to_owned();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}

/// `2,5`, without zeros that say nothing.
pub fn quantity(quantity: Quantity, language: Language) -> String {
    let plain = quantity.to_string();
    number(&if language == Language::Fr { plain.replace('.', ",") } else { plain }, language)
}

/// Of an article, for more than one of it.
pub fn unit(unit: &str, language: Language) -> String {
    let [fr, ar, en] = match unit {
        "litre" => ["litres", "لتر", "litres"],
        "kg" => ["kg", "كغ", "kg"],
        "metre" => ["mètres", "متر", "metres"],
        "set" => ["jeux", "طقم", "sets"],
        "pair" => ["paires", "زوج", "pairs"],
        _ => ["pièces", "قطعة", "pieces"],
    };
    match language {
        Language::Fr => fr,
        Language::Ar => ar,
        Language::En => en,
    }
    .to_owned()
}

/// `94 300 km`, `250 h`: what an instrument shows. What is kept of miles are kilometres.
pub fn distance(at: i64, unit: &str, language: Language) -> String {
    let (shown, unit) = match unit {
        "mi" => ((at * 1_000_000 + 804_672) / 1_609_344, "mi"),
        "h" => (at, "h"),
        _ => (at, if language == Language::Ar { "كم" } else { "km" }),
    };
    let group = if language == Language::Fr { '\u{202F}' } else { ',' };
    number(&format!("{}\u{A0}{unit}", grouped(&shown.to_string(), group)), language)
}

pub fn date(day: NaiveDate, language: Language) -> String {
    let format = if language == Language::En { "%-d %B %Y" } else { "%d/%m/%Y" };
    number(&day.format(format).to_string(), language)
}

/// A day and an hour where the site is.
pub fn moment(at: DateTime<Utc>, zone: &str, language: Language) -> String {
    let zone = zone.parse().unwrap_or(chrono_tz::UTC);
    let format = if language == Language::En { "%-d %B %Y, %H:%M" } else { "%d/%m/%Y %H:%M" };
    number(&at.with_timezone(&zone).format(format).to_string(), language)
}

/// The day where the site is.
pub fn day(at: DateTime<Utc>, zone: &str) -> NaiveDate {
    at.with_timezone(&zone.parse().unwrap_or(chrono_tz::UTC)).date_naive()
}

/// The hour where the site is.
pub fn hour(at: DateTime<Utc>, zone: &str, language: Language) -> String {
    number(&at.with_timezone(&zone.parse().unwrap_or(chrono_tz::UTC)).format("%H:%M").to_string(), language)
}

/// What became of the work, within a sentence; only with letters that telephones have.
pub fn status(status: WorkStatus, language: Language) -> &'static str {
    use Language::{Ar, En, Fr};
    match (status, language) {
        (WorkStatus::Began, Fr) => "les travaux ont commencé",
        (WorkStatus::Began, Ar) => "بدأت الأشغال",
        (WorkStatus::Began, En) => "work has begun",
        (WorkStatus::WaitingForParts, Fr) => "nous attendons une pièce",
        (WorkStatus::WaitingForParts, Ar) => "نحن في انتظار قطعة غيار",
        (WorkStatus::WaitingForParts, En) => "we are waiting for a part",
        (WorkStatus::PromiseMoved, Fr) => "les travaux prennent plus de temps que prévu",
        (WorkStatus::PromiseMoved, Ar) => "تتطلب الأشغال وقتا أطول مما كان متوقعا",
        (WorkStatus::PromiseMoved, En) => "the work takes longer than planned",
    }
}

/// `+216 71 123 456`; other countries' numbers as they are.
pub fn phone(e164: &str, language: Language) -> String {
    let national = e164.strip_prefix("+216").filter(|digits| digits.len() == 8 && digits.is_ascii());
    let text = national.map_or_else(|| e164.to_owned(), |digits| format!("+216 {} {} {}", &digits[..2], &digits[2..5], &digits[5..]));
    number(&text, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_at_home() {
        assert_eq!(amount(Amount(1_234_500), "TND", Language::Fr), "1\u{202F}234,500\u{A0}TND");
        assert_eq!(amount(Amount(1_234_500), "TND", Language::En), "1,234.500\u{A0}TND");
        assert_eq!(amount(Amount(-1_234_567), "XOF", Language::En), "-1,234,567\u{A0}XOF");
        assert_eq!(amount(Amount(50), "EUR", Language::Fr), "0,50\u{A0}EUR");
    }

    #[test]
    fn distances_read_as_on_the_instrument() {
        assert_eq!(distance(94_300, "km", Language::Fr), "94\u{202F}300\u{A0}km");
        assert_eq!(distance(94_300, "km", Language::En), "94,300\u{A0}km");
        assert_eq!(distance(160_934, "mi", Language::En), "100,000\u{A0}mi");
        assert_eq!(distance(250, "h", Language::Fr), "250\u{A0}h");
    }

    #[test]
    fn a_plate_keeps_its_order_in_arabic() {
        assert_eq!(plate("215 TU 4821", Language::Ar), "\u{2066}215 تونس 4821\u{2069}");
        assert_eq!(plate("215 TU 4821", Language::Fr), "215 TU 4821");
    }

    #[test]
    fn telephone_numbers_are_grouped() {
        assert_eq!(phone("+21671123456", Language::Fr), "+216 71 123 456");
        assert_eq!(phone("+33123456789", Language::En), "+33123456789");
        assert_eq!(phone("", Language::Ar), "");
    }
}
