//! Where a business is reached by electronic documents: a scheme of the code list EAS and what it is called there, `0208:0123456749`.

use std::fmt;
use std::str::FromStr;

/// Electronic address schemes (EAS), as Peppol takes them.
const SCHEMES: [&str; 93] = [
    "0002", "0007", "0009", "0037", "0060", "0088", "0096", "0097", "0106", "0130", "0135", "0142", "0147", "0151", "0154", "0158", "0170",
    "0177", "0183", "0184", "0188", "0190", "0191", "0192", "0193", "0194", "0195", "0196", "0198", "0199", "0200", "0201", "0202", "0203",
    "0204", "0205", "0208", "0209", "0210", "0211", "0212", "0213", "0215", "0216", "0217", "0218", "0221", "0225", "0230", "0235", "0240",
    "0244", "9910", "9913", "9914", "9915", "9918", "9919", "9920", "9922", "9923", "9924", "9925", "9926", "9927", "9928", "9929", "9930",
    "9931", "9932", "9933", "9934", "9935", "9936", "9937", "9938", "9939", "9940", "9941", "9942", "9943", "9944", "9945", "9946", "9947",
    "9948", "9949", "9950", "9951", "9952", "9953", "9957", "9959",
];
/// Belgium's register of enterprises.
const BELGIAN_ENTERPRISE: &str = "0208";
const LONGEST: usize = 50;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElectronicAddress {
    pub scheme: String,
    pub value: String,
}

/// It is none that documents could be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is no electronic address: it is written as a scheme and a number, such as 0208:0123456749")]
pub struct Unknown;

impl ElectronicAddress {
    /// Where the VAT number of a business leads; none in a country where it leads nowhere.
    pub fn of_vat(country: &str, vat_id: &str) -> Option<Self> {
        let scheme = match country {
            "AT" => "9914",
            "BE" => BELGIAN_ENTERPRISE,
            "DE" => "9930",
            "ES" => "9920",
            "FR" => "9957",
            "IT" => "0211",
            "LU" => "9938",
            "NL" => "9944",
            "PT" => "9946",
            _ => return None,
        };
        if scheme != BELGIAN_ENTERPRISE {
            return Some(Self { scheme: scheme.to_owned(), value: vat_id.to_owned() });
        }
        let digits: String = vat_id.chars().filter(char::is_ascii_digit).collect();
        is_enterprise(&digits).then(|| Self { scheme: scheme.to_owned(), value: digits })
    }
}

impl FromStr for ElectronicAddress {
    type Err = Unknown;

    /// As people copy it: with spaces, the dots of an enterprise number, and the network's own prefix.
    fn from_str(text: &str) -> Result<Self, Unknown> {
        let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let (scheme, value) = plain.strip_prefix("iso6523-actorid-upis::").unwrap_or(&plain).split_once(':').ok_or(Unknown)?;
        let dotted = scheme == BELGIAN_ENTERPRISE;
        let value: String = value.chars().filter(|letter| !dotted || *letter != '.').collect();
        let is_plain = |letter: u8| letter.is_ascii_alphanumeric() || b"-._~:".contains(&letter);
        let is_good = (1..=LONGEST).contains(&value.len()) && value.bytes().all(is_plain) && (!dotted || is_enterprise(&value));
        if SCHEMES.contains(&scheme) && is_good { Ok(Self { scheme: scheme.to_owned(), value }) } else { Err(Unknown) }
    }
}

impl fmt::Display for ElectronicAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.scheme, self.value)
    }
}

/// Ten digits, the last two of which check the others.
fn is_enterprise(digits: &str) -> bool {
    let is_number = digits.len() == 10 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    is_number && part(0..8).zip(part(8..10)).is_some_and(|(number, check)| 97 - number % 97 == check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_that_there_is_and_a_value_without_spaces() {
        for (typed, read) in [
            ("0208:0123456749", "0208:0123456749"),
            (" 0208 : 0123.456.749 ", "0208:0123456749"),
            ("iso6523-actorid-upis::0208:0123456749", "0208:0123456749"),
            ("9930:DE123456789", "9930:DE123456789"),
            ("0088:5790000435968", "0088:5790000435968"),
        ] {
            assert_eq!(typed.parse::<ElectronicAddress>().map(|address| address.to_string()), Ok(read.to_owned()), "{typed}");
        }
        let long = format!("0088:{}", "1".repeat(51));
        for bad in ["", "0208", "0208:", "1234:99", "0208:0123456748", "0208:123456749", "0088:a/b", "0088:é", "leila@example.tn", &long] {
            assert_eq!(bad.parse::<ElectronicAddress>(), Err(Unknown), "{bad}");
        }
    }

    #[test]
    fn a_vat_number_leads_to_a_business_in_some_countries() {
        let of = |country: &str, id: &str| ElectronicAddress::of_vat(country, id).map(|address| address.to_string());
        assert_eq!(of("BE", "BE 0123.456.749").as_deref(), Some("0208:0123456749"));
        assert_eq!(of("DE", "DE123456789").as_deref(), Some("9930:DE123456789"));
        assert_eq!((of("BE", "BE0123456748"), of("TN", "0736202XAM000")), (None, None));
    }
}
