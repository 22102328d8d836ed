//! The invoice as EN 16931-1 sees it. Amounts are in minor units of the invoice's currency, quantities in thousandths of their
//! unit, rates in basis points.

mod line;
mod party;
mod totals;
mod vat;

use chrono::NaiveDate;
use kernel::{Amount, BasisPoints, Currency};
use serde::{Deserialize, Serialize};

pub use line::{Discount, Line, unit_code};
pub use party::{Identifier, Party, TaxId, TaxIdKind};
pub use totals::{Totals, figures};
pub use vat::{Vat, VatBreakdown, VatCategory};

/// What kind of document it is (BT-3, UNTDID 1001).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 380.
    Invoice,
    /// 381: its amounts are positive and mean the other direction.
    CreditNote,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Invoice => "380",
            Self::CreditNote => "381",
        }
    }
}

/// A note for the reader (BG-1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// BT-21, UNTDID 4451: `PMT` and the like, where a country asks for it.
    pub subject: Option<String>,
    /// BT-22.
    pub text: String,
}

/// The earlier invoice that this one takes back from or corrects (BG-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preceding {
    /// BT-25.
    pub number: String,
    /// BT-26.
    pub issued_on: Option<NaiveDate>,
}

/// The code of a payment means (BT-81) of a tender as ECAR names it; any other is for the two to agree on (`ZZZ`).
pub fn payment_code(tender: &str) -> &'static str {
    match tender {
        "cash" => "10",
        "cheque" => "20",
        "transfer" => "30",
        "card" => "48",
        _ => "ZZZ",
    }
}

/// How it is to be paid (BG-16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMeans {
    /// BT-81, UNTDID 4461: 10 cash, 20 cheque, 30 transfer, 48 card, 58 SEPA transfer.
    pub code: String,
    /// BT-84, without spaces. A Tunisian account as `TN59` and its twenty digits.
    pub iban: Option<String>,
    /// BT-85.
    pub account_name: Option<String>,
    /// BT-86.
    pub bic: Option<String>,
    /// BT-83: what the payer is to quote.
    pub reference: Option<String>,
}

/// What an amount for the whole document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Taken off (BG-20).
    Allowance,
    /// Added (BG-21).
    Charge,
    /// A fixed duty on the document, after VAT and outside its base: a charge without VAT to EN 16931, tax I-1601 to TEIF.
    StampDuty,
    /// A levy on the net of some lines that VAT is charged on too: a charge with their VAT to EN 16931, tax I-162 (FODEC) to TEIF.
    Levy { rate: BasisPoints, base: Amount },
}

/// An amount on or off the whole document (BG-20, BG-21).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    pub nature: Nature,
    /// BT-92, BT-99: never negative.
    pub amount: Amount,
    /// BT-95 and 96, BT-102 and 103.
    pub vat: Vat,
    /// BT-97, BT-104.
    pub reason: String,
    /// BT-98 (UNTDID 5189), BT-105 (UNTDID 7161).
    pub reason_code: Option<String>,
}

impl Adjustment {
    /// A stamp duty: exempt, because a category outside the scope of VAT may not stand beside others (BR-O-11).
    pub fn stamp_duty(amount: Amount, reason: impl Into<String>) -> Self {
        let vat = Vat { category: VatCategory::Exempt, rate: BasisPoints(0) };
        Self { nature: Nature::StampDuty, amount, vat, reason: reason.into(), reason_code: None }
    }

    /// A levy of a rate on a base, of what bears this VAT.
    pub fn levy((rate, base): (BasisPoints, Amount), amount: Amount, vat: Vat, reason: impl Into<String>) -> Self {
        Self { nature: Nature::Levy { rate, base }, amount, vat, reason: reason.into(), reason_code: None }
    }

    /// TEIF has it among the taxes.
    pub(crate) fn is_tax(&self) -> bool {
        matches!(self.nature, Nature::StampDuty | Nature::Levy { .. })
    }

    pub fn is_charge(&self) -> bool {
        self.nature != Nature::Allowance
    }

    /// With the sign that it has in the totals.
    pub fn signed(&self) -> Amount {
        if self.is_charge() { self.amount } else { -self.amount }
    }
}

/// An invoice or credit note as it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// BT-1.
    pub number: String,
    /// BT-3.
    pub kind: Kind,
    /// BT-2.
    pub issued_on: NaiveDate,
    /// BT-9.
    pub due_on: Option<NaiveDate>,
    /// BT-72: when the work was done.
    pub delivered_on: Option<NaiveDate>,
    /// BT-5.
    pub currency: Currency,
    /// BT-23: the process, where a country asks for it (France: M1 goods and services).
    pub process: Option<String>,
    /// BT-10: what the buyer wants to find it by.
    pub buyer_reference: Option<String>,
    /// BT-13: the buyer's order.
    pub order_reference: Option<String>,
    /// BG-3.
    pub preceding: Option<Preceding>,
    /// BG-1.
    pub notes: Vec<Note>,
    /// BT-20, in words.
    pub payment_terms: Option<String>,
    /// BG-4.
    pub seller: Party,
    /// BG-7.
    pub buyer: Party,
    /// BG-16.
    pub payment: Option<PaymentMeans>,
    /// BG-25.
    pub lines: Vec<Line>,
    /// BG-20, BG-21.
    pub adjustments: Vec<Adjustment>,
    /// BG-23.
    pub vat: Vec<VatBreakdown>,
    /// BG-22.
    pub totals: Totals,
}

impl Invoice {
    /// BT-80: where goods went that left for another member state (BR-IC-12); they go to the buyer.
    pub(crate) fn delivered_to(&self) -> Option<&str> {
        let crossed = self.vat.iter().any(|each| each.vat.category == VatCategory::IntraCommunity);
        crossed.then_some(self.buyer.country.as_str())
    }

    /// What levies ask for.
    pub fn levies(&self) -> Amount {
        self.adjustments.iter().filter(|each| matches!(each.nature, Nature::Levy { .. })).map(|each| each.amount).sum()
    }

    /// The fixed duty on the document, nothing where there is none.
    pub fn stamp_duty(&self) -> Amount {
        self.adjustments.iter().filter(|each| each.nature == Nature::StampDuty).map(|each| each.amount).sum()
    }
}
