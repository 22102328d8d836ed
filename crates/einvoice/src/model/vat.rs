//! VAT as EN 16931 cuts it: a category and a rate (UNTDID 5305).

use kernel::{Amount, BasisPoints};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VatCategory {
    /// S: a rate above zero.
    Standard,
    /// Z: the rate is zero.
    Zero,
    /// E: exempt, with a reason.
    Exempt,
    /// AE: the buyer owes the tax.
    ReverseCharge,
    /// K: goods to a business in another member state.
    IntraCommunity,
    /// G: export.
    Export,
    /// O: outside the scope of VAT; it stands alone.
    OutOfScope,
}

impl VatCategory {
    /// BT-95, 102, 118, 151.
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard => "S",
            Self::Zero => "Z",
            Self::Exempt => "E",
            Self::ReverseCharge => "AE",
            Self::IntraCommunity => "K",
            Self::Export => "G",
            Self::OutOfScope => "O",
        }
    }

    /// How the standard's rules on it are called: BR-S-01, BR-IC-02.
    pub(crate) fn rules(self) -> &'static str {
        match self {
            Self::IntraCommunity => "IC",
            other => other.code(),
        }
    }

    /// Whether it must be said why no VAT is asked for.
    pub(crate) fn wants_reason(self) -> bool {
        !matches!(self, Self::Standard | Self::Zero)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Vat {
    pub category: VatCategory,
    /// BT-96, 103, 119, 152.
    pub rate: BasisPoints,
}

impl Vat {
    /// Standard at a rate above zero, zero-rated at none.
    pub fn at(rate: BasisPoints) -> Self {
        let category = if rate.0 == 0 { VatCategory::Zero } else { VatCategory::Standard };
        Self { category, rate }
    }

    pub fn exempt() -> Self {
        Self { category: VatCategory::Exempt, rate: BasisPoints(0) }
    }
}

/// What is owed of one category and rate (BG-23).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatBreakdown {
    pub vat: Vat,
    /// BT-116.
    pub base: Amount,
    /// BT-117.
    pub tax: Amount,
    /// BT-120.
    pub reason: Option<String>,
    /// BT-121, of the VATEX list.
    pub reason_code: Option<String>,
}
