//! Numbers and amounts in English words (British `and`: `one thousand two hundred and one`).

use kernel::{Amount, Currency};

use crate::words::{Minor, Parts};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "quintillion"),
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

struct Noun {
    one: &'static str,
    many: &'static str,
}

const DINAR: Noun = Noun { one: "dinar", many: "dinars" };
const MILLIME: Noun = Noun { one: "millime", many: "millimes" };
const EURO: Noun = Noun { one: "euro", many: "euros" };
const CENT: Noun = Noun { one: "cent", many: "cents" };

/// `72.400 TND` is `seventy-two dinars and four hundred millimes`.
pub fn amount(amount: Amount, currency: Currency) -> String {
    let parts = Parts::of(amount, currency);
    let text = match currency.code() {
        "TND" => join(&parts, &DINAR, &MILLIME),
        "EUR" => join(&parts, &EURO, &CENT),
        code => match parts.minor {
            Minor::None => format!("{} {code}", number(parts.whole)),
            Minor::Of(part, scale) => format!("{} {code} and {part}/{scale}", number(parts.whole)),
        },
    };
    if parts.negative { format!("minus {text}") } else { text }
}

fn join(parts: &Parts, major: &Noun, minor: &Noun) -> String {
    match (parts.whole, parts.minor) {
        (whole, Minor::None) => counted(whole, major),
        (0, Minor::Of(part, _)) => counted(part, minor),
        (whole, Minor::Of(part, _)) => format!("{} and {}", counted(whole, major), counted(part, minor)),
    }
}

fn counted(count: u64, noun: &Noun) -> String {
    format!("{} {}", number(count), if count == 1 { noun.one } else { noun.many })
}

/// A whole number in words.
pub fn number(value: u64) -> String {
    if value == 0 {
        return SMALL[0].to_owned();
    }
    let mut words = Vec::new();
    let mut rest = value;
    for (size, name) in SCALES {
        if rest >= size {
            words.push(format!("{} {name}", below_thousand(rest / size)));
            rest %= size;
        }
    }
    match rest {
        0 => {}
        1..=99 if !words.is_empty() => words.push(format!("and {}", below_hundred(rest))),
        _ => words.push(below_thousand(rest)),
    }
    words.join(" ")
}

fn below_thousand(value: u64) -> String {
    match (value / 100, value % 100) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", small(hundreds)),
        (hundreds, rest) => format!("{} hundred and {}", small(hundreds), below_hundred(rest)),
    }
}

fn below_hundred(value: u64) -> String {
    match (value, value % 10) {
        (0..=19, _) => small(value).to_owned(),
        (_, 0) => ten(value).to_owned(),
        (_, unit) => format!("{}-{}", ten(value), small(unit)),
    }
}

fn small(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|index| SMALL.get(index)).copied().unwrap_or_default()
}

fn ten(value: u64) -> &'static str {
    usize::try_from(value / 10).ok().and_then(|index| TENS.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_english() {
        let table = [
            (0, "zero dinars"),
            (1, "one millime"),
            (1_000, "one dinar"),
            (1_001, "one dinar and one millime"),
            (2_540, "two dinars and five hundred and forty millimes"),
            (72_400, "seventy-two dinars and four hundred millimes"),
            (659_189, "six hundred and fifty-nine dinars and one hundred and eighty-nine millimes"),
            (1_201_300, "one thousand two hundred and one dinars and three hundred millimes"),
            (1_000_000_000, "one million dinars"),
            (2_000_081_999, "two million and eighty-one dinars and nine hundred and ninety-nine millimes"),
            (-500, "minus five hundred millimes"),
        ];
        for (minor, words) in table {
            assert_eq!(amount(Amount(minor), Currency::TND), words);
        }
        assert_eq!(amount(Amount(12_101), Currency::EUR), "one hundred and twenty-one euros and one cent");
        assert_eq!(amount(Amount(1_250), Currency::from_code("USD").unwrap()), "twelve USD and 50/100");
    }

    #[test]
    fn numbers_keep_their_hyphens_and_ands() {
        let table = [
            (13, "thirteen"),
            (40, "forty"),
            (99, "ninety-nine"),
            (100, "one hundred"),
            (1_007, "one thousand and seven"),
            (11_500, "eleven thousand five hundred"),
            (300_021, "three hundred thousand and twenty-one"),
            (1_000_000_000, "one billion"),
        ];
        for (value, words) in table {
            assert_eq!(number(value), words);
        }
        assert!(number(u64::MAX).starts_with("eighteen quintillion"));
    }
}
