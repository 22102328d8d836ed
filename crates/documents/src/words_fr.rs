//! Numbers and amounts in French words, in the traditional spelling of invoices (`soixante et onze`, `quatre-vingts`).

use kernel::{Amount, Currency};

use crate::words::{Minor, Parts};

const SMALL: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze",
    "seize", "dix-sept", "dix-huit", "dix-neuf",
];
const TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];
/// From a million on the names are nouns: they take an s, and `de` before what is counted.
const NOUNS: [(u64, &str); 5] = [
    (1_000_000_000_000_000_000, "trillion"),
    (1_000_000_000_000_000, "billiard"),
    (1_000_000_000_000, "billion"),
    (1_000_000_000, "milliard"),
    (1_000_000, "million"),
];

struct Noun {
    one: &'static str,
    many: &'static str,
    /// Before the plural after a round million: `de` or `d’`.
    linked: &'static str,
}

const DINAR: Noun = Noun { one: "dinar", many: "dinars", linked: "de dinars" };
const MILLIME: Noun = Noun { one: "millime", many: "millimes", linked: "de millimes" };
const EURO: Noun = Noun { one: "euro", many: "euros", linked: "d’euros" };
const CENTIME: Noun = Noun { one: "centime", many: "centimes", linked: "de centimes" };

/// `72.400 TND` is `soixante-douze dinars et quatre cents millimes`.
pub fn amount(amount: Amount, currency: Currency) -> String {
    let parts = Parts::of(amount, currency);
    let text = match currency.code() {
        "TND" => join(&parts, &DINAR, &MILLIME),
        "EUR" => join(&parts, &EURO, &CENTIME),
        code => match parts.minor {
            Minor::None => format!("{} {code}", number(parts.whole)),
            Minor::Of(part, scale) => format!("{} {code} et {part}/{scale}", number(parts.whole)),
        },
    };
    if parts.negative { format!("moins {text}") } else { text }
}

fn join(parts: &Parts, major: &Noun, minor: &Noun) -> String {
    match (parts.whole, parts.minor) {
        (whole, Minor::None) => counted(whole, major),
        (0, Minor::Of(part, _)) => counted(part, minor),
        (whole, Minor::Of(part, _)) => format!("{} et {}", counted(whole, major), counted(part, minor)),
    }
}

fn counted(count: u64, noun: &Noun) -> String {
    let noun = match count {
        0 | 1 => noun.one,
        _ if count.is_multiple_of(1_000_000) => noun.linked,
        _ => noun.many,
    };
    format!("{} {noun}", number(count))
}

/// A whole number in words.
pub fn number(value: u64) -> String {
    if value == 0 {
        return SMALL[0].to_owned();
    }
    let mut words = Vec::new();
    let mut rest = value;
    for (size, name) in NOUNS {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            let plural = if count > 1 { "s" } else { "" };
            words.push(format!("{} {name}{plural}", below_thousand(count, true)));
        }
    }
    match rest / 1000 {
        0 => {}
        1 => words.push("mille".to_owned()),
        count => words.push(format!("{} mille", below_thousand(count, false))),
    }
    if !rest.is_multiple_of(1000) {
        words.push(below_thousand(rest % 1000, true));
    }
    words.join(" ")
}

/// `agrees`: `cents` and `quatre-vingts` keep their s, which they lose before `mille` and before another number.
fn below_thousand(value: u64, agrees: bool) -> String {
    let (hundreds, rest) = (value / 100, value % 100);
    let hundreds = match (hundreds, rest) {
        (0, _) => return below_hundred(rest, agrees),
        (1, _) => "cent".to_owned(),
        (count, 0) if agrees => format!("{} cents", digit(count)),
        (count, _) => format!("{} cent", digit(count)),
    };
    if rest == 0 { hundreds } else { format!("{hundreds} {}", below_hundred(rest, agrees)) }
}

fn below_hundred(value: u64, agrees: bool) -> String {
    match value {
        0..=19 => digit(value).to_owned(),
        71 => "soixante et onze".to_owned(),
        80 if agrees => "quatre-vingts".to_owned(),
        80 => "quatre-vingt".to_owned(),
        // Seventies and nineties count on from sixty and eighty, up to nineteen.
        70..=79 => format!("soixante-{}", digit(value - 60)),
        81..=99 => format!("quatre-vingt-{}", digit(value - 80)),
        _ => match value % 10 {
            0 => ten(value).to_owned(),
            1 => format!("{} et un", ten(value)),
            unit => format!("{}-{}", ten(value), digit(unit)),
        },
    }
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|index| SMALL.get(index)).copied().unwrap_or_default()
}

fn ten(value: u64) -> &'static str {
    usize::try_from(value / 10).ok().and_then(|index| TENS.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dinars_read_as_on_a_tunisian_invoice() {
        let table = [
            (0, "zéro dinar"),
            (1, "un millime"),
            (540, "cinq cent quarante millimes"),
            (1_000, "un dinar"),
            (1_001, "un dinar et un millime"),
            (2_540, "deux dinars et cinq cent quarante millimes"),
            (71_091, "soixante et onze dinars et quatre-vingt-onze millimes"),
            (72_400, "soixante-douze dinars et quatre cents millimes"),
            (80_080, "quatre-vingts dinars et quatre-vingts millimes"),
            (200_200, "deux cents dinars et deux cents millimes"),
            (659_189, "six cent cinquante-neuf dinars et cent quatre-vingt-neuf millimes"),
            (1_201_300, "mille deux cent un dinars et trois cents millimes"),
            (1_000_000_000, "un million de dinars"),
            (2_000_081_999, "deux millions quatre-vingt-un dinars et neuf cent quatre-vingt-dix-neuf millimes"),
            (-1_500, "moins un dinar et cinq cents millimes"),
        ];
        for (minor, words) in table {
            assert_eq!(amount(Amount(minor), Currency::TND), words);
        }
    }

    #[test]
    fn euros_have_centimes_and_elide() {
        let table = [
            (100, "un euro"),
            (2_001, "vingt euros et un centime"),
            (12_150, "cent vingt et un euros et cinquante centimes"),
            (100_000_000, "un million d’euros"),
            (200_000_000_000, "deux milliards d’euros"),
        ];
        for (minor, words) in table {
            assert_eq!(amount(Amount(minor), Currency::EUR), words);
        }
    }

    #[test]
    fn other_currencies_go_by_their_code() {
        let [dollar, dinar, yen] = ["USD", "KWD", "JPY"].map(|code| Currency::from_code(code).unwrap());
        assert_eq!(amount(Amount(1_250), dollar), "douze USD et 50/100");
        assert_eq!(amount(Amount(1_005), dinar), "un KWD et 5/1000");
        assert_eq!(amount(Amount(8_000), yen), "huit mille JPY");
    }

    #[test]
    fn numbers_follow_the_rules_of_et_un_cents_and_vingts() {
        let table = [
            (16, "seize"),
            (17, "dix-sept"),
            (21, "vingt et un"),
            (22, "vingt-deux"),
            (61, "soixante et un"),
            (70, "soixante-dix"),
            (77, "soixante-dix-sept"),
            (81, "quatre-vingt-un"),
            (91, "quatre-vingt-onze"),
            (100, "cent"),
            (101, "cent un"),
            (300, "trois cents"),
            (301, "trois cent un"),
            (380, "trois cent quatre-vingts"),
            (1_000, "mille"),
            (80_000, "quatre-vingt mille"),
            (200_000, "deux cent mille"),
            (200_000_000, "deux cents millions"),
            (80_000_000, "quatre-vingts millions"),
            (1_000_001, "un million un"),
            (3_000_000_000, "trois milliards"),
        ];
        for (value, words) in table {
            assert_eq!(number(value), words);
        }
        assert!(number(u64::MAX).starts_with("dix-huit trillions"));
    }
}
