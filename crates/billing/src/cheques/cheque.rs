//! A cheque, and what may become of it: pure.

use chrono::NaiveDate;
use garde::Validate;
use kernel::{Problem, text};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;
use crate::invoices::Tender;

/// Where a cheque is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ChequeState {
    /// In the garage.
    InHand,
    /// At the bank, which has not paid it.
    Banked,
    /// The bank paid it.
    Cleared,
    /// The bank did not, or took it back.
    Bounced,
}

impl ChequeState {
    /// Whether it may come to stand so from here.
    pub fn may_become(self, next: Self) -> bool {
        use ChequeState::{Banked, Bounced, Cleared, InHand};
        matches!((self, next), (InHand, Banked) | (Banked, Cleared | Bounced) | (Cleared, Bounced))
    }

    pub fn turn(self, next: Self) -> Result<Self, Error> {
        if self.may_become(next) { Ok(next) } else { Err(Error::ChequeState) }
    }
}

/// What is written on a cheque.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChequeDetails)]
pub struct Details {
    #[garde(custom(text::filled_line(50)))]
    #[schema(max_length = 50, format = "filled-line")]
    pub number: String,
    #[garde(custom(text::filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub bank: String,
    /// Whose account pays it; the customer's when left out.
    #[serde(default)]
    #[garde(custom(text::line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub drawer: Option<String>,
    /// The RIB that is printed on it: 20 digits, spaces are left out.
    #[serde(default)]
    #[garde(custom(digits_and_spaces))]
    #[schema(max_length = 40, pattern = "^[0-9 ]*$")]
    pub rib: Option<String>,
    /// From which day on the bank pays it.
    #[garde(skip)]
    pub due_on: NaiveDate,
}

#[expect(clippy::ref_option, reason = "garde hands out references")]
fn digits_and_spaces<C>(rib: &Option<String>, _: &C) -> garde::Result {
    let written = rib.as_deref().unwrap_or_default();
    let may_be = written.chars().count() <= 40 && written.chars().all(|letter| letter.is_ascii_digit() || letter == ' ');
    if may_be { Ok(()) } else { Err(garde::Error::new("at most 40 digits and spaces")) }
}

/// Source: the key of a Tunisian RIB makes its 20 digits a multiple of 97 (FACTS 1). Nothing is no wrong one.
fn is_rib(rib: Option<&str>) -> bool {
    let Some(digits) = rib.and_then(digits_of) else { return true };
    digits.len() == 20 && digits.parse::<u128>().is_ok_and(|number| number % 97 == 0)
}

/// Without spaces; none of nothing.
pub fn digits_of(rib: &str) -> Option<String> {
    let digits: String = rib.chars().filter(|letter| !letter.is_whitespace()).collect();
    (!digits.is_empty()).then_some(digits)
}

/// A cheque is described where one was handed over, and a RIB has its key.
pub fn check(tender: Tender, details: Option<&Details>) -> Result<(), Problem> {
    if details.is_some() && tender != Tender::Cheque {
        return Err(Problem::field("/cheque", "not-a-cheque", "what was handed over is no cheque"));
    }
    if !is_rib(details.and_then(|details| details.rib.as_deref())) {
        return Err(Problem::field("/cheque/rib", "wrong-key", "a RIB is 20 digits, the last two of which fit the others"));
    }
    Ok(())
}

/// The reference of the payment: what was typed, or the cheque's number.
pub fn reference(typed: Option<String>, details: Option<&Details>) -> Option<String> {
    text::filled(typed).or_else(|| details.map(|details| details.number.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use sea_orm::Iterable;

    use super::*;

    #[test]
    fn a_cheque_goes_to_the_bank_and_clears_or_comes_back() {
        use ChequeState::{Banked, Bounced, Cleared, InHand};
        let ways: Vec<_> = ChequeState::iter().flat_map(|from| ChequeState::iter().map(move |to| (from, to))).collect();
        let open: Vec<_> = ways.into_iter().filter(|(from, to)| from.may_become(*to)).collect();
        assert_eq!(open, [(InHand, Banked), (Banked, Cleared), (Banked, Bounced), (Cleared, Bounced)]);
        assert_eq!(Bounced.turn(Cleared), Err(Error::ChequeState));
    }

    #[test]
    fn the_key_of_a_rib_is_checked() {
        for good in ["07040005810111129653", "10 006 0351835984788 31", "08001000000000001280", ""] {
            assert!(is_rib(Some(good)), "{good}");
        }
        for wrong in ["07040005810111129654", "04018104003691234567", "0704000581011112965", "0704000581011112965X"] {
            assert!(!is_rib(Some(wrong)), "{wrong}");
        }
        assert!(is_rib(None));
        assert!(digits_and_spaces(&Some("0704 X".to_owned()), &()).is_err());
    }
}
