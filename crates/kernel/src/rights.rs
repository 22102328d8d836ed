//! What somebody holds at a site: permissions, and how far they reach.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Amount, BasisPoints};

/// Permissions at a site, with their limits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// Names such as `work_order.complete`.
    pub permissions: BTreeSet<String>,
    pub limits: Limits,
}

impl Rights {
    /// What both hold.
    #[must_use]
    pub fn shared_with(&self, other: &Self) -> Self {
        let permissions = self.permissions.intersection(&other.permissions).cloned().collect();
        Self { permissions, limits: self.limits.lesser(other.limits) }
    }
}

/// How far permissions reach. None is without a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The greatest discount on a line.
    #[serde(default, rename = "max_discount")]
    pub discount: Option<BasisPoints>,
    /// The greatest refund on an invoice, in minor units of the site's currency. What was written before there were refunds
    /// reaches nowhere.
    #[serde(default = "no_refund", rename = "max_refund")]
    pub refund: Option<Amount>,
}

#[expect(clippy::unnecessary_wraps, reason = "the default of an optional field")]
const fn no_refund() -> Option<Amount> {
    Some(Amount::ZERO)
}

impl Limits {
    /// What nobody decided on reaches nowhere.
    pub const NOTHING: Self = Self { discount: Some(BasisPoints(0)), refund: no_refund() };

    pub fn allows_discount(self, discount: BasisPoints) -> bool {
        self.discount.is_none_or(|most| discount <= most)
    }

    pub fn allows_refund(self, amount: Amount) -> bool {
        self.refund.is_none_or(|most| amount <= most)
    }

    /// Whether none of these reaches further than in `other`.
    pub fn is_within(self, other: Self) -> bool {
        is_within(self.discount, other.discount) && is_within(self.refund, other.refund)
    }

    /// The stricter of both, limit by limit.
    #[must_use]
    pub fn lesser(self, other: Self) -> Self {
        Self { discount: lesser(self.discount, other.discount), refund: lesser(self.refund, other.refund) }
    }

    /// As far as the further of both reaches where they differ, and nowhere where they are alike: what somebody must hold to turn
    /// one into the other.
    #[must_use]
    pub fn differing(self, other: Self) -> Self {
        Self {
            discount: further(self.discount, other.discount, Self::NOTHING.discount),
            refund: further(self.refund, other.refund, Self::NOTHING.refund),
        }
    }
}

fn is_within<T: PartialOrd>(own: Option<T>, other: Option<T>) -> bool {
    other.is_none_or(|most| own.is_some_and(|own| own <= most))
}

fn lesser<T: PartialOrd + Copy>(own: Option<T>, other: Option<T>) -> Option<T> {
    if is_within(own, other) { own } else { other }
}

fn further<T: PartialOrd + Copy>(own: Option<T>, other: Option<T>, alike: Option<T>) -> Option<T> {
    match own {
        _ if own == other => alike,
        _ if is_within(own, other) => other,
        _ => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up_to(discount: i32) -> Limits {
        Limits { discount: Some(BasisPoints(discount)), refund: None }
    }

    #[test]
    fn a_limit_is_reached_and_not_passed() {
        assert!(up_to(1000).allows_discount(BasisPoints(1000)));
        assert!(!up_to(1000).allows_discount(BasisPoints(1001)));
        assert!(Limits::default().allows_discount(BasisPoints(10_000)));
        assert!(!Limits::NOTHING.allows_discount(BasisPoints(1)));
    }

    #[test]
    fn without_a_limit_reaches_furthest() {
        let endless = Limits::default();
        assert!(up_to(1000).is_within(endless) && endless.is_within(endless) && !endless.is_within(up_to(10_000)));
        assert!(up_to(500).is_within(up_to(500)) && !up_to(501).is_within(up_to(500)));
        assert_eq!((endless.lesser(up_to(500)), up_to(500).lesser(endless)), (up_to(500), up_to(500)));
        assert_eq!(up_to(500).lesser(up_to(200)), up_to(200));
    }

    fn both(discount: i32, refund: i64) -> Limits {
        Limits { discount: Some(BasisPoints(discount)), refund: Some(Amount(refund)) }
    }

    #[test]
    fn each_limit_counts_for_itself() {
        assert!(both(0, 500).allows_refund(Amount(500)) && !both(0, 500).allows_refund(Amount(501)));
        assert!(Limits::default().allows_refund(Amount(i64::MAX)) && !Limits::NOTHING.allows_refund(Amount(1)));
        assert!(!both(1000, 5).is_within(both(500, 10)) && !both(500, 10).is_within(both(1000, 5)));
        assert_eq!(both(1000, 5).lesser(both(500, 10)), both(500, 5));
        assert_eq!(both(1000, 5).differing(both(500, 10)), both(1000, 10));
        assert_eq!(both(1000, 5).differing(both(1000, 10)), both(0, 10));
        assert_eq!(up_to(1000).differing(both(1000, 10)), Limits { discount: Some(BasisPoints(0)), refund: None });
    }

    #[test]
    fn what_was_written_before_there_were_refunds_refunds_nothing() {
        let limits: Limits = serde_json::from_str(r#"{"max_discount":null}"#).unwrap();
        assert_eq!(limits, Limits { discount: None, refund: Some(Amount::ZERO) });
    }

    #[test]
    fn what_two_share_is_what_both_hold() {
        let rights = |names: &[&str], limits| Rights { permissions: names.iter().map(|name| (*name).to_owned()).collect(), limits };
        let shared = rights(&["a", "b"], up_to(1000)).shared_with(&rights(&["b", "c"], up_to(200)));
        assert_eq!(shared, rights(&["b"], up_to(200)));
    }
}
