//! Who sells and who buys (BG-4, BG-7).

use serde::{Deserialize, Serialize};

/// A value and the scheme that it is of (ISO 6523 ICD or EAS).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// `0002` SIREN, `0225` French address, `9930` German VAT and so on.
    pub scheme: Option<String>,
    pub value: String,
}

/// What kind of number the tax office knows somebody by. TEIF's codes I-01 to I-04.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxIdKind {
    /// I-01: matricule fiscal, 13 characters, or its short form of 8.
    Matricule,
    /// I-02: national identity card, 8 digits.
    NationalId,
    /// I-03: residence card, 9 digits.
    ResidenceCard,
    /// I-04: any other, at most 35 characters.
    Other,
}

impl TaxIdKind {
    /// TEIF's code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Matricule => "I-01",
            Self::NationalId => "I-02",
            Self::ResidenceCard => "I-03",
            Self::Other => "I-04",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxId {
    pub kind: TaxIdKind,
    /// Without separators: `0736202XAM000`.
    pub value: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// BT-27, BT-44.
    pub name: String,
    /// A natural person rather than a company.
    pub is_person: bool,
    /// BT-35, 36, 162; BT-50, 51, 163: what is beyond three stands in the third.
    pub address: Vec<String>,
    /// BT-37, BT-52.
    pub city: String,
    /// BT-38, BT-53.
    pub post_code: String,
    /// BT-40, BT-55: ISO 3166-1, two letters.
    pub country: String,
    /// BT-31, BT-48: with its country's prefix, `FR…`.
    pub vat_id: Option<String>,
    /// BT-32, and who it is in TEIF.
    pub tax_id: Option<TaxId>,
    /// BT-30, BT-47: trade register, SIREN.
    pub legal_id: Option<Identifier>,
    /// BT-34, BT-49: where electronic invoices reach them.
    pub endpoint: Option<Identifier>,
    /// BT-42, BT-57.
    pub phone: Option<String>,
    /// BT-43, BT-58.
    pub email: Option<String>,
}

impl Party {
    /// The address in the three lines that the formats have.
    pub(crate) fn address_lines(&self) -> [Option<String>; 3] {
        let mut lines = self.address.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let (first, second) = (lines.next(), lines.next());
        let rest = lines.collect::<Vec<_>>().join(", ");
        [first.map(str::to_owned), second.map(str::to_owned), (!rest.is_empty()).then_some(rest)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_fits_into_three_lines() {
        let party = Party { address: ["a", " ", "b", "c", "d"].map(str::to_owned).to_vec(), ..Party::default() };
        assert_eq!(party.address_lines(), [Some("a".to_owned()), Some("b".to_owned()), Some("c, d".to_owned())]);
        assert_eq!(Party::default().address_lines(), [None, None, None]);
    }
}
