//! How much of an invoice's VAT is told when VAT is due on what is paid: pure.

use std::collections::BTreeMap;

use kernel::money::{VatGroup, pro_rata};
use kernel::{Amount, BasisPoints};

/// A rate, and whether it is of what a certificate exempts.
pub type Kind = (BasisPoints, bool);

/// An invoice at an instant: what it asks for by rate after what was credited of it, and what is paid.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Base and VAT by rate; what is exempt stands apart.
    pub groups: BTreeMap<Kind, (Amount, Amount)>,
    /// With stamp duty.
    pub total: Amount,
    pub paid: Amount,
}

impl Standing {
    pub fn invoiced(&mut self, groups: &[VatGroup], total: Amount) {
        self.add(groups, |amount| amount);
        self.total += total;
    }

    pub fn credited(&mut self, groups: &[VatGroup], total: Amount) {
        self.add(groups, |amount| -amount);
        self.total += -total;
    }

    fn add(&mut self, groups: &[VatGroup], sign: impl Fn(Amount) -> Amount) {
        for group in groups {
            let (base, vat) = self.groups.entry((group.rate, group.exempt)).or_default();
            *base += sign(group.base);
            *vat += sign(group.vat);
        }
    }

    /// Base and VAT of each rate that are paid: all of them once the invoice is paid, so that nothing is lost by rounding.
    pub fn recognised(&self) -> BTreeMap<Kind, (Amount, Amount)> {
        let paid = self.paid.min(self.total).max(Amount::ZERO);
        let part = |amount: Amount| if self.total > Amount::ZERO { pro_rata(amount, paid.0, self.total.0) } else { Amount::ZERO };
        self.groups.iter().map(|(kind, (base, vat))| (*kind, (part(*base), part(*vat)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: BasisPoints = BasisPoints(1900);

    fn visit() -> Standing {
        let mut standing = Standing::default();
        standing.invoiced(&[VatGroup { rate: RATE, base: Amount(553_100), vat: Amount(105_089), exempt: false }], Amount(659_189));
        standing
    }

    #[test]
    fn what_is_paid_tells_its_part_and_all_of_it_when_it_is_paid() {
        let mut standing = visit();
        assert_eq!(standing.recognised()[&(RATE, false)], (Amount(0), Amount(0)));
        standing.paid = Amount(200_000);
        assert_eq!(standing.recognised()[&(RATE, false)], (Amount(167_812), Amount(31_884)));
        standing.paid = Amount(659_189);
        assert_eq!(standing.recognised()[&(RATE, false)], (Amount(553_100), Amount(105_089)));
    }

    #[test]
    fn what_is_credited_after_it_was_paid_is_told_less() {
        let mut standing = visit();
        standing.paid = Amount(659_189);
        standing.credited(&[VatGroup { rate: RATE, base: Amount(96_400), vat: Amount(18_316), exempt: false }], Amount(114_716));
        assert_eq!(standing.recognised()[&(RATE, false)], (Amount(456_700), Amount(86_773)));
    }
}
