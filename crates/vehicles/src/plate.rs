//! Number plates: any spelling in, one canonical form out. Tunisian ones are understood (FACTS.md 1, Plates), all others
//! are kept as free text; none is refused for its form.

use kernel::search;

use utoipa::ToSchema;

use crate::Error;

pub const HOME: &str = "TN";
/// Words that stand between series and number: "215 TU 4821", "215 تونس 4821".
const TUNIS: [&str; 7] = ["tu", "tn", "tun", "tunis", "tunisie", "تونس", "ت"];
/// The ordinary regime without a series (نظام توقيف).
const RS: [&str; 2] = ["rs", "نت"];

/// A plate as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plate {
    /// ISO 3166 alpha-2.
    pub country: String,
    pub kind: Kind,
    /// `215 TU 4821`
    pub text: String,
    /// For comparing: `215tu4821`.
    pub norm: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ToSchema)]
#[schema(as = PlateKind, rename_all = "UPPERCASE")]
pub enum Kind {
    /// Tunisian: series, TU, number.
    Tu,
    /// Tunisian: RS, number.
    Rs,
    /// Anything else.
    Other,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Tu => "TU",
            Self::Rs => "RS",
            Self::Other => "OTHER",
        }
    }
}

impl Plate {
    /// Reads what somebody typed. Only a text without any letter or digit is no plate.
    pub fn parse(country: Option<&str>, typed: &str) -> Result<Self, Error> {
        let country = country.unwrap_or(HOME).trim().to_ascii_uppercase();
        if country.len() != 2 || !country.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return Err(Error::InvalidCountry);
        }
        let text = free(typed);
        let understood = if country == HOME { tunisian(&search::code(&text)) } else { None };
        let (kind, text) = understood.unwrap_or((Kind::Other, text));
        let norm = search::code(&text);
        if norm.is_empty() { Err(Error::InvalidPlate) } else { Ok(Self { country, kind, text, norm }) }
    }

    /// What the plate is found by: whole, without its middle word, and by its number.
    pub fn terms(norm: &str) -> Vec<String> {
        let mut terms = vec![norm.to_owned()];
        if let Some((series, number)) = series_and_number(norm) {
            terms.extend([format!("{series}{number}"), number.to_owned()]);
        } else if let Some(number) = norm.strip_prefix("rs") {
            terms.push(number.to_owned());
        }
        terms
    }
}

/// The query with the plates in it as they are kept.
pub fn search_query(query: &search::Query) -> search::Query {
    query.respelt(search_prefix)
}

/// A typed word as plates are kept: `215تونس48` and `215tun48` begin like `215tu48`. Others come back as they are.
pub fn search_prefix(word: &str) -> String {
    match split(word) {
        Some((series, letters, number)) if TUNIS.contains(&letters) && (1..=3).contains(&series.len()) => format!("{series}tu{number}"),
        // From right to left.
        Some((number, letters, series)) if TUNIS.contains(&letters) && number.len() == 4 && (1..=3).contains(&series.len()) => {
            format!("{series}tu{number}")
        }
        _ => word.to_owned(),
    }
}

fn tunisian(code: &str) -> Option<(Kind, String)> {
    let (left, letters, right) = split(code)?;
    if TUNIS.contains(&letters) {
        let (series, number) = in_order(left, right)?;
        return Some((Kind::Tu, format!("{series} TU {number}")));
    }
    let digits = if left.is_empty() { right } else { left };
    let one_side = left.is_empty() != right.is_empty();
    let is_rs = RS.contains(&letters) && one_side && digits.len() <= 6;
    is_rs.then(|| (Kind::Rs, format!("RS {digits}")))
}

/// Digits, other letters, digits.
fn split(code: &str) -> Option<(&str, &str, &str)> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let start = code.find(|letter| !is_digit(letter))?;
    let rest = &code[start..];
    let end = start + rest.find(is_digit).unwrap_or(rest.len());
    let right = &code[end..];
    right.chars().all(is_digit).then_some((&code[..start], &code[start..end], right))
}

/// Series 1–999 and number 1–9999. Four digits on the left are the number, typed right to left.
fn in_order(left: &str, right: &str) -> Option<(u32, u32)> {
    let (series, number) = if left.len() == 4 && right.len() <= 3 { (right, left) } else { (left, right) };
    if series.len() > 3 || number.len() > 4 {
        return None;
    }
    let (series, number): (u32, u32) = (series.parse().ok()?, number.parse().ok()?);
    (series > 0 && number > 0).then_some((series, number))
}

fn series_and_number(norm: &str) -> Option<(&str, &str)> {
    let (series, letters, number) = split(norm)?;
    (letters == "tu" && !series.is_empty() && !number.is_empty()).then_some((series, number))
}

/// Free text in capitals, with single spaces, ASCII digits and no invisible marks.
fn free(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    for letter in typed.chars().flat_map(char::to_uppercase) {
        match letter {
            '٠'..='٩' => out.extend(char::from_digit(letter as u32 - '٠' as u32, 10)),
            '۰'..='۹' => out.extend(char::from_digit(letter as u32 - '۰' as u32, 10)),
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            _ => out.push(letter),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn canonical(typed: &str) -> (String, &'static str) {
        let plate = Plate::parse(None, typed).unwrap();
        (plate.text, plate.kind.code())
    }

    #[test]
    fn every_spelling_of_a_tunisian_plate_is_one_plate() {
        for typed in [
            "215 TU 4821",
            "215TU4821",
            "215 tun 4821",
            "215-TN-4821",
            "215 Tunis 4821",
            "215/TUNISIE/4821",
            "215 تونس 4821",
            "215تونس4821",
            "٢١٥ تونس ٤٨٢١",
            "۲۱۵ تونس ۴۸۲۱",
            "\u{200F}215 \u{202B}تونس\u{202C} 4821",
            "215 ت 4821",
            "4821 تونس 215",
            "  215  tu  4821 ",
            "0215 TU 4821".trim_start_matches('0'),
            "215 TU 04821".replace("04821", "4821").as_str(),
        ] {
            assert_eq!(canonical(typed), ("215 TU 4821".into(), "TU"), "{typed}");
        }
    }

    #[test]
    fn other_plates_are_kept_as_they_are() {
        let cases = [
            ("1 TU 1", "1 TU 1", "TU"),
            ("001 TU 0042", "1 TU 42", "TU"),
            ("RS 123456", "RS 123456", "RS"),
            ("123456 rs", "RS 123456", "RS"),
            ("ن ت ٧٨٩٠", "RS 7890", "RS"),
            ("RS 1234567", "RS 1234567", "OTHER"),
            ("0 TU 12", "0 TU 12", "OTHER"),
            ("215 TU", "215 TU", "OTHER"),
            ("1234 TU 5678", "1234 TU 5678", "OTHER"),
            ("2154821", "2154821", "OTHER"),
            ("12-345678", "12-345678", "OTHER"),
            ("cmd 12 34", "CMD 12 34", "OTHER"),
            ("moto  د ن 12345", "MOTO د ن 12345", "OTHER"),
            ("VF1BB05CF26010203", "VF1BB05CF26010203", "OTHER"),
        ];
        for (typed, text, kind) in cases {
            assert_eq!(canonical(typed), (text.into(), kind), "{typed}");
        }
    }

    #[test]
    fn other_countries_have_their_own_forms() {
        let plate = Plate::parse(Some("fr"), "ab-123-cd").unwrap();
        assert_eq!(
            (plate.country.as_str(), plate.kind, plate.text.as_str(), plate.norm.as_str()),
            ("FR", Kind::Other, "AB-123-CD", "ab123cd")
        );
        assert_eq!(Plate::parse(Some("FR"), "215 TU 4821").unwrap().kind, Kind::Other);
        assert_eq!(Plate::parse(Some("France"), "AB"), Err(Error::InvalidCountry));
    }

    #[test]
    fn only_a_text_without_letters_and_digits_is_no_plate() {
        for typed in ["", "  ", "-", "\u{200F}", "!?"] {
            assert_eq!(Plate::parse(None, typed), Err(Error::InvalidPlate), "{typed:?}");
        }
    }

    #[test]
    fn a_plate_is_found_by_its_parts_in_either_script() {
        let terms = Plate::terms("215tu4821");
        assert_eq!(terms, ["215tu4821", "2154821", "4821"]);
        for typed in ["215 TU 4821", "215 TUN 48", "215 تونس 4821", "٢١٥ تونس", "215 4821", "4821", "4821 تونس 215"] {
            let query = search::Query::parse(typed).unwrap();
            let is_begun = |word: &String| terms.iter().any(|term| term.starts_with(&search_prefix(word)));
            let found = query.readings().iter().any(|words| words.iter().all(is_begun));
            assert!(found, "{typed}");
        }
        assert_eq!(Plate::terms("rs7890"), ["rs7890", "7890"]);
        assert_eq!(search_prefix("208"), "208");
        assert_eq!(search_prefix("peugeot"), "peugeot");
    }

    proptest! {
        #[test]
        fn every_series_and_number_comes_back_whatever_stands_between(
            series in 1_u32..=999, number in 1_u32..=9999,
            word in prop::sample::select(TUNIS.to_vec()), gap in "[ ./\u{200E}\u{200F}-]{0,3}",
        ) {
            let plate = Plate::parse(None, &format!("{series}{gap}{word}{gap}{number}")).unwrap();
            prop_assert_eq!(plate.text, format!("{} TU {}", series, number));
        }

        #[test]
        fn reading_a_plate_again_changes_nothing(typed in "\\PC{1,30}") {
            if let Ok(plate) = Plate::parse(None, &typed) {
                prop_assert_eq!(Plate::parse(None, &plate.text), Ok(plate));
            }
        }

        #[test]
        fn digits_of_either_script_are_the_same_plate(typed in "[0-9a-z ]{1,12}") {
            let arabic: String = typed.chars()
                .map(|letter| letter.to_digit(10).and_then(|digit| char::from_u32('٠' as u32 + digit)).unwrap_or(letter)).collect();
            let norm = |text: &str| Plate::parse(None, text).map(|plate| plate.norm);
            prop_assert_eq!(norm(&typed), norm(&arabic));
        }
    }
}
