//! What the document adds up to (BG-22), by the one rounding of `kernel::money`: the bases of a category and rate are summed and
//! their VAT is rounded once (BR-CO-17).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use kernel::Amount;
use kernel::money::share;
use serde::{Deserialize, Serialize};

use super::{Adjustment, Line, Vat, VatBreakdown};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// BT-106: of the lines.
    pub lines: Amount,
    /// BT-107.
    pub allowances: Amount,
    /// BT-108: the stamp duty is one of them.
    pub charges: Amount,
    /// BT-109.
    pub net: Amount,
    /// BT-110.
    pub vat: Amount,
    /// BT-112.
    pub gross: Amount,
    /// BT-113: deposits, and what was paid before it was issued.
    pub prepaid: Amount,
    /// BT-114.
    pub rounding: Amount,
    /// BT-115.
    pub due: Amount,
}

impl Totals {
    /// Of a document that asks for more or less than its gross.
    #[must_use]
    pub fn rounded_by(self, rounding: Amount) -> Self {
        Self { rounding, due: self.gross - self.prepaid + rounding, ..self }
    }
}

/// The breakdown, by falling rate, and the totals of lines and adjustments. A category that asks for a reason gets `why`, except
/// the stamp duty's own.
pub fn figures(lines: &[Line], adjustments: &[Adjustment], prepaid: Amount, why: Option<&str>) -> (Vec<VatBreakdown>, Totals) {
    let mut bases = BTreeMap::<Vat, (Amount, Option<&str>)>::new();
    for line in lines {
        let (base, reason) = bases.entry(line.vat).or_default();
        *base += line.net;
        *reason = why;
    }
    for each in adjustments {
        let (base, reason) = bases.entry(each.vat).or_default();
        *base += each.signed();
        *reason = reason.or(Some(&each.reason));
    }
    let mut breakdown: Vec<_> = bases.into_iter().map(|(vat, (base, reason))| entry(vat, base, reason)).collect();
    breakdown.sort_by_key(|each| Reverse(each.vat.rate));
    let totals = add_up(lines, adjustments, &breakdown, prepaid);
    (breakdown, totals)
}

fn entry(vat: Vat, base: Amount, reason: Option<&str>) -> VatBreakdown {
    let reason = reason.filter(|_| vat.category.wants_reason()).map(str::to_owned);
    VatBreakdown { vat, base, tax: share(base, vat.rate), reason, reason_code: None }
}

fn add_up(lines: &[Line], adjustments: &[Adjustment], breakdown: &[VatBreakdown], prepaid: Amount) -> Totals {
    let of = |charges: bool| adjustments.iter().filter(|each| each.is_charge() == charges).map(|each| each.amount).sum();
    let (allowances, charges): (Amount, Amount) = (of(false), of(true));
    let lines: Amount = lines.iter().map(|line| line.net).sum();
    let net = lines - allowances + charges;
    let vat: Amount = breakdown.iter().map(|each| each.tax).sum();
    let gross = net + vat;
    Totals { lines, allowances, charges, net, vat, gross, prepaid, rounding: Amount::ZERO, due: gross - prepaid }
}
