//! Numbers and amounts in Arabic words.
//!
//! The counted noun follows the last two digits: 1 the noun itself, 2 its dual, 3 to 10 its plural, 11 to 99 its
//! accusative singular, round hundreds the plain singular. Three to ten take the gender opposite to the noun's; all nouns
//! here (dinar, millime, euro, cent, thousand, million …) are masculine, so the numbers end in ة. A dual right before what
//! it counts loses its ن (`ألفا دينار`), and a noun between a number and the currency loses its tanwin (`أحد عشر ألف دينار`).

use kernel::{Amount, Currency};

use crate::words::{Minor, Parts};

const SMALL: [&str; 20] = [
    "صفر",
    "واحد",
    "اثنان",
    "ثلاثة",
    "أربعة",
    "خمسة",
    "ستة",
    "سبعة",
    "ثمانية",
    "تسعة",
    "عشرة",
    "أحد عشر",
    "اثنا عشر",
    "ثلاثة عشر",
    "أربعة عشر",
    "خمسة عشر",
    "ستة عشر",
    "سبعة عشر",
    "ثمانية عشر",
    "تسعة عشر",
];
const TENS: [&str; 10] = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"];
const HUNDREDS: [&str; 10] = ["", "مائة", "مائتان", "ثلاثمائة", "أربعمائة", "خمسمائة", "ستمائة", "سبعمائة", "ثمانمائة", "تسعمائة"];
/// `مائتان` right before what it counts.
const TWO_HUNDRED_OF: &str = "مائتا";

/// The forms of a masculine noun.
struct Noun {
    one: &'static str,
    two: &'static str,
    /// The dual before what it counts.
    two_of: &'static str,
    few: &'static str,
    many: &'static str,
}

const DINAR: Noun = Noun { one: "دينار", two: "ديناران", two_of: "دينارا", few: "دنانير", many: "ديناراً" };
const MILLIME: Noun = Noun { one: "مليم", two: "مليمان", two_of: "مليما", few: "مليمات", many: "مليماً" };
const EURO: Noun = Noun { one: "يورو", two: "يوروان", two_of: "يوروا", few: "يورو", many: "يورو" };
const CENT: Noun = Noun { one: "سنت", two: "سنتان", two_of: "سنتا", few: "سنتات", many: "سنتاً" };

const SCALES: [(u64, Noun); 6] = [
    (
        1_000_000_000_000_000_000,
        Noun {
            one: "كوينتيليون", two: "كوينتيليونان", two_of: "كوينتيليونا", few: "كوينتيليونات", many: "كوينتيليوناً"
        },
    ),
    (
        1_000_000_000_000_000,
        Noun {
            one: "كوادريليون", two: "كوادريليونان", two_of: "كوادريليونا", few: "كوادريليونات", many: "كوادريليوناً"
        },
    ),
    (
        1_000_000_000_000,
        Noun {
            one: "تريليون", two: "تريليونان", two_of: "تريليونا", few: "تريليونات", many: "تريليوناً"
        },
    ),
    (1_000_000_000, Noun { one: "مليار", two: "ملياران", two_of: "مليارا", few: "مليارات", many: "ملياراً" }),
    (1_000_000, Noun { one: "مليون", two: "مليونان", two_of: "مليونا", few: "ملايين", many: "مليوناً" }),
    (1_000, Noun { one: "ألف", two: "ألفان", two_of: "ألفا", few: "آلاف", many: "ألفاً" }),
];

/// Whether the number stands alone or right before the noun that it counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Alone,
    BeforeNoun,
}

/// `72.400 TND` is `اثنان وسبعون ديناراً وأربعمائة مليم`.
pub fn amount(amount: Amount, currency: Currency) -> String {
    let parts = Parts::of(amount, currency);
    let text = match currency.code() {
        "TND" => join(&parts, &DINAR, &MILLIME),
        "EUR" => join(&parts, &EURO, &CENT),
        code => match parts.minor {
            Minor::None => format!("{} {code}", number(parts.whole)),
            Minor::Of(part, scale) => format!("{} {code} و {part}/{scale}", number(parts.whole)),
        },
    };
    if parts.negative { format!("سالب {text}") } else { text }
}

fn join(parts: &Parts, major: &Noun, minor: &Noun) -> String {
    match (parts.whole, parts.minor) {
        (whole, Minor::None) => counted(whole, major),
        (0, Minor::Of(part, _)) => counted(part, minor),
        (whole, Minor::Of(part, _)) => and(&counted(whole, major), &counted(part, minor)),
    }
}

fn counted(count: u64, noun: &Noun) -> String {
    match (count, count % 100) {
        (0, _) => format!("{} {}", SMALL[0], noun.one),
        (1, _) => format!("{} {}", noun.one, SMALL[1]),
        (2, _) => noun.two.to_owned(),
        (_, 0) => format!("{} {}", spell(count, Place::BeforeNoun), noun.one),
        // One and two stand behind the noun of the round number: "a hundred dinars and two dinars".
        (_, 1 | 2) => and(&counted(count - count % 100, noun), &counted(count % 100, noun)),
        (_, 3..=10) => format!("{} {}", number(count), noun.few),
        _ => format!("{} {}", number(count), noun.many),
    }
}

/// A whole number in words, as it is counted with masculine nouns.
pub fn number(value: u64) -> String {
    if value == 0 { SMALL[0].to_owned() } else { spell(value, Place::Alone) }
}

fn spell(value: u64, place: Place) -> String {
    let mut words = String::new();
    let mut rest = value;
    for (size, noun) in &SCALES {
        if rest >= *size {
            let count = rest / size;
            rest %= size;
            let place = if rest == 0 { place } else { Place::Alone };
            words = and(&words, &scale(count, noun, place));
        }
    }
    if rest == 0 { words } else { and(&words, &below_thousand(rest, place)) }
}

/// `count` thousands, millions …; `count` is below a thousand.
fn scale(count: u64, noun: &Noun, place: Place) -> String {
    let before = place == Place::BeforeNoun;
    let round = count - count % 100;
    let last = match count % 100 {
        0 => return format!("{} {}", below_thousand(count, Place::BeforeNoun), noun.one),
        1 => noun.one,
        2 if before => noun.two_of,
        2 => noun.two,
        3..=10 => return format!("{} {}", below_thousand(count, Place::Alone), noun.few),
        _ => return format!("{} {}", below_thousand(count, Place::Alone), if before { noun.one } else { noun.many }),
    };
    if round == 0 { last.to_owned() } else { and(&scale(round, noun, Place::Alone), last) }
}

fn below_thousand(value: u64, place: Place) -> String {
    let hundreds = match (value, place) {
        (200, Place::BeforeNoun) => TWO_HUNDRED_OF,
        _ => pick(&HUNDREDS, value / 100),
    };
    match value % 100 {
        0 => hundreds.to_owned(),
        rest => and(hundreds, &below_hundred(rest)),
    }
}

fn below_hundred(value: u64) -> String {
    match (value, value % 10) {
        (0..=19, _) => pick(&SMALL, value).to_owned(),
        (_, 0) => pick(&TENS, value / 10).to_owned(),
        (_, unit) => and(pick(&SMALL, unit), pick(&TENS, value / 10)),
    }
}

/// `و` is written onto the word that it joins.
fn and(first: &str, second: &str) -> String {
    if first.is_empty() { second.to_owned() } else { format!("{first} و{second}") }
}

fn pick(words: &[&'static str], index: u64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| words.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dinars_take_the_form_their_number_asks_for() {
        let table = [
            (0, "صفر دينار"),
            (1_000, "دينار واحد"),
            (1_001, "دينار واحد ومليم واحد"),
            (2_000, "ديناران"),
            (2_540, "ديناران وخمسمائة وأربعون مليماً"),
            (3_000, "ثلاثة دنانير"),
            (10_000, "عشرة دنانير"),
            (11_000, "أحد عشر ديناراً"),
            (12_002, "اثنا عشر ديناراً ومليمان"),
            (19_000, "تسعة عشر ديناراً"),
            (20_007, "عشرون ديناراً وسبعة مليمات"),
            (72_400, "اثنان وسبعون ديناراً وأربعمائة مليم"),
            (80_080, "ثمانون ديناراً وثمانون مليماً"),
            (100_000, "مائة دينار"),
            (101_000, "مائة دينار ودينار واحد"),
            (102_000, "مائة دينار وديناران"),
            (103_000, "مائة وثلاثة دنانير"),
            (200_000, "مائتا دينار"),
            (200_200, "مائتا دينار ومائتا مليم"),
            (250_000, "مائتان وخمسون ديناراً"),
            (659_189, "ستمائة وتسعة وخمسون ديناراً ومائة وتسعة وثمانون مليماً"),
            (-3_000, "سالب ثلاثة دنانير"),
        ];
        for (minor, words) in table {
            assert_eq!(amount(Amount(minor), Currency::TND), words, "{minor}");
        }
    }

    #[test]
    fn thousands_and_millions_agree_and_lose_their_endings_before_the_noun() {
        let table = [
            (1_000_000, "ألف دينار"),
            (1_201_300, "ألف ومائتا دينار ودينار واحد وثلاثمائة مليم"),
            (2_000_000, "ألفا دينار"),
            (2_500_000, "ألفان وخمسمائة دينار"),
            (3_000_000, "ثلاثة آلاف دينار"),
            (11_000_000, "أحد عشر ألف دينار"),
            (11_500_000, "أحد عشر ألفاً وخمسمائة دينار"),
            (100_000_000, "مائة ألف دينار"),
            (101_000_000, "مائة ألف وألف دينار"),
            (102_000_000, "مائة ألف وألفا دينار"),
            (200_000_000, "مائتا ألف دينار"),
            (1_000_000_000, "مليون دينار"),
            (2_000_081_999, "مليونان وواحد وثمانون ديناراً وتسعمائة وتسعة وتسعون مليماً"),
            (3_002_000_000, "ثلاثة ملايين وألفا دينار"),
        ];
        for (minor, words) in table {
            assert_eq!(amount(Amount(minor), Currency::TND), words, "{minor}");
        }
        assert!(number(u64::MAX).starts_with("ثمانية عشر كوينتيليوناً"));
    }

    #[test]
    fn euros_and_other_currencies() {
        assert_eq!(amount(Amount(100), Currency::EUR), "يورو واحد");
        assert_eq!(amount(Amount(1_502), Currency::EUR), "خمسة عشر يورو وسنتان");
        assert_eq!(amount(Amount(305), Currency::EUR), "ثلاثة يورو وخمسة سنتات");
        assert_eq!(amount(Amount(1_250), Currency::from_code("USD").unwrap()), "اثنا عشر USD و 50/100");
    }
}
