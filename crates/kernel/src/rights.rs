//! What somebody holds at a site: permissions, and how far they reach.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::BasisPoints;

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
}

impl Limits {
    /// What nobody decided on reaches nowhere.
    pub const NOTHING: Self = Self { discount: Some(BasisPoints(0)) };

    pub fn allows_discount(self, discount: BasisPoints) -> bool {
        self.discount.is_none_or(|most| discount <= most)
    }

    /// Whether these reach no further than `other`.
    pub fn is_within(self, other: Self) -> bool {
        other.discount.is_none_or(|most| self.discount.is_some_and(|own| own <= most))
    }

    /// The stricter of both.
    #[must_use]
    pub fn lesser(self, other: Self) -> Self {
        if self.is_within(other) { self } else { other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up_to(discount: i32) -> Limits {
        Limits { discount: Some(BasisPoints(discount)) }
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

    #[test]
    fn what_two_share_is_what_both_hold() {
        let rights = |names: &[&str], limits| Rights { permissions: names.iter().map(|name| (*name).to_owned()).collect(), limits };
        let shared = rights(&["a", "b"], up_to(1000)).shared_with(&rights(&["b", "c"], up_to(200)));
        assert_eq!(shared, rights(&["b"], up_to(200)));
    }
}
