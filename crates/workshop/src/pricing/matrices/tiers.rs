//! What a part sells for by what it costs. Pure.

use garde::Validate;
use kernel::money::{at_margin, marked_up};
use kernel::{Amount, BasisPoints, FieldError};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::work_orders::input::amounts;

pub const MOST_TIERS: usize = 30;
/// Ten times the cost on it.
pub const MOST_MARKUP: i32 = 100_000;
/// A price of which the cost is a hundredth.
pub const MOST_MARGIN: i32 = 9_900;

/// What the rates of a matrix are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum TierKind {
    /// Of the cost, added to it.
    Markup,
    /// Of the price, left above the cost.
    Margin,
}

/// Costs from one to another, and the rate at which they sell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MarkupTier)]
pub struct Tier {
    /// What a unit costs at least.
    #[garde(custom(amounts()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub from_cost: Amount,
    /// It costs less than this, which is where the next begins; null for the last, which has no end.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub to_cost: Option<Amount>,
    /// In basis points: at most 1000 % of markup, or 99 % of margin.
    #[garde(range(min = 0, max = MOST_MARKUP))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub rate: i32,
}

/// Why tiers are none: they begin at zero, follow each other without a gap, and the last has no end.
pub fn faults(tiers: &[Tier], kind: TierKind, pointer: &str) -> Vec<FieldError> {
    let mut faults = vec![];
    let mut fault = |place: usize, field: &str, code: &str, detail: &str| {
        faults.push(FieldError::new(format!("{pointer}/{place}/{field}"), code, detail));
    };
    let mut begins = Some(Amount::ZERO);
    for (place, tier) in tiers.iter().enumerate() {
        match begins {
            Some(begins) if tier.from_cost > begins => {
                fault(place, "from_cost", "gap", "it begins where the one before ends, the first at zero");
            }
            Some(begins) if tier.from_cost < begins => fault(place, "from_cost", "overlap", "it begins where the one before ends"),
            None => fault(place, "from_cost", "overlap", "the one before has no end"),
            Some(_) => {}
        }
        if tier.to_cost.is_some_and(|to| to <= tier.from_cost) {
            fault(place, "to_cost", "out-of-order", "it ends above where it begins");
        }
        if place + 1 == tiers.len() && tier.to_cost.is_some() {
            fault(place, "to_cost", "gap", "the last has no end");
        }
        if kind == TierKind::Margin && tier.rate > MOST_MARGIN {
            fault(place, "rate", "out-of-range", "a margin is at most 99 %");
        }
        begins = tier.to_cost;
    }
    faults
}

/// What a unit sells for that costs so much, and the place of its tier. Rounded half up to the step, and at least one of it.
pub fn price(tiers: &[Tier], kind: TierKind, step: Amount, cost: Amount) -> Option<(usize, Amount)> {
    let place = tiers.iter().position(|tier| cost >= tier.from_cost && tier.to_cost.is_none_or(|to| cost < to))?;
    let rate = tiers[place].rate;
    let price = match kind {
        TierKind::Markup => marked_up(cost, rate, step),
        TierKind::Margin => at_margin(cost, BasisPoints(rate), step),
    };
    Some((place, if cost.0 > 0 { price.max(step) } else { price }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tier(from: i64, to: Option<i64>, rate: i32) -> Tier {
        Tier { from_cost: Amount(from), to_cost: to.map(Amount), rate }
    }

    /// Half of it on what is cheap, less on what is dear.
    fn usual() -> Vec<Tier> {
        vec![tier(0, Some(10_000), 10_000), tier(10_000, Some(50_000), 6_000), tier(50_000, None, 3_500)]
    }

    fn codes(tiers: &[Tier], kind: TierKind) -> Vec<(String, String)> {
        faults(tiers, kind, "/tiers").into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn a_part_sells_by_the_tier_of_its_cost() {
        let sells = |cost: i64| price(&usual(), TierKind::Markup, Amount(1), Amount(cost)).map(|(place, price)| (place, price.0));
        assert_eq!(sells(81_300), Some((2, 109_755)));
        assert_eq!((sells(9_999), sells(10_000)), (Some((0, 19_998)), Some((1, 16_000))));
        assert_eq!((sells(49_999), sells(50_000)), (Some((1, 79_998)), Some((2, 67_500))));
        assert_eq!(sells(0), Some((0, 0)));
        // 12.345 with 60 % is 19.752; 7 with 100 % is 14.
        assert_eq!((sells(12_345), sells(7)), (Some((1, 19_752)), Some((0, 14))));
    }

    #[test]
    fn a_margin_is_of_the_price_and_the_price_is_rounded_to_the_step() {
        let tiers = [tier(0, None, 3000)];
        let sells = |step: i64, cost: i64| price(&tiers, TierKind::Margin, Amount(step), Amount(cost)).map(|(_, price)| price.0);
        assert_eq!((sells(1, 81_300), sells(100, 81_300), sells(500, 81_300)), (Some(116_143), Some(116_100), Some(116_000)));
        assert_eq!(sells(500, 10), Some(500), "what costs something is not given away by rounding");
    }

    #[test]
    fn tiers_begin_at_zero_and_follow_each_other() {
        let wrong = |tiers: &[Tier], pointer: &str, code: &str| {
            assert_eq!(codes(tiers, TierKind::Markup), [(format!("/tiers/{pointer}"), code.to_owned())]);
        };
        assert_eq!(codes(&usual(), TierKind::Markup), []);
        wrong(&[tier(1, None, 0)], "0/from_cost", "gap");
        wrong(&[tier(0, Some(10), 0)], "0/to_cost", "gap");
        wrong(&[tier(0, Some(10), 0), tier(11, None, 0)], "1/from_cost", "gap");
        wrong(&[tier(0, Some(10), 0), tier(9, None, 0)], "1/from_cost", "overlap");
        wrong(&[tier(0, None, 0), tier(9, None, 0)], "1/from_cost", "overlap");
        wrong(&[tier(0, Some(0), 0), tier(0, None, 0)], "0/to_cost", "out-of-order");
        let whole = [tier(0, None, 9_901)];
        assert_eq!(codes(&whole, TierKind::Margin), [("/tiers/0/rate".into(), "out-of-range".into())]);
        assert_eq!(codes(&whole, TierKind::Markup), []);
    }

    /// Tiers that end at these costs, each with its rate; the last has no end.
    fn table(ends: &[i64], rates: &[i32]) -> Vec<Tier> {
        let begins = [0].into_iter().chain(ends.iter().copied());
        let ends = ends.iter().copied().map(Some).chain([None]);
        begins.zip(ends).zip(rates.iter().cycle()).map(|((from, to), rate)| tier(from, to, *rate)).collect()
    }

    proptest! {
        #[test]
        fn every_cost_has_one_price_and_where_the_rate_does_not_fall_neither_does_the_price(
            ends in prop::collection::btree_set(1_i64..=2_000_000, 0..8),
            rates in prop::collection::vec(0_i32..=MOST_MARGIN, 1..9),
            step in 1_i64..=1_000,
            costs in (0_i64..=3_000_000, 0_i64..=3_000_000),
            is_margin in any::<bool>(),
        ) {
            let ends: Vec<_> = ends.into_iter().collect();
            let tiers = table(&ends, &rates);
            let kind = if is_margin { TierKind::Margin } else { TierKind::Markup };
            prop_assert_eq!(codes(&tiers, kind), []);
            let sells = |cost: i64| price(&tiers, kind, Amount(step), Amount(cost)).unwrap();
            let (low, high) = (costs.0.min(costs.1), costs.0.max(costs.1));
            let ((low_at, low_price), (high_at, high_price)) = (sells(low), sells(high));
            prop_assert!(low_price.0 + step > low, "never more than a step below the cost");
            let rises = tiers[low_at..=high_at].windows(2).all(|pair| pair[0].rate <= pair[1].rate);
            prop_assert!(!rises || low_price <= high_price, "{} at {low}, {} at {high}", low_price.0, high_price.0);
        }

        #[test]
        fn a_table_with_a_gap_or_an_overlap_is_refused(
            ends in prop::collection::btree_set(10_i64..=2_000_000, 1..8),
            rates in prop::collection::vec(0_i32..=MOST_MARGIN, 1..9),
            moved in prop_oneof![-9_i64..=-1, 1_i64..=1_000_000],
            at in any::<prop::sample::Index>(),
        ) {
            let ends: Vec<_> = ends.into_iter().collect();
            let mut tiers = table(&ends, &rates);
            let place = at.index(tiers.len());
            let from = &mut tiers[place].from_cost;
            from.0 = if place == 0 { moved.abs() } else { from.0 + moved };
            let expected = if place == 0 || moved > 0 { "gap" } else { "overlap" };
            let found = codes(&tiers, TierKind::Markup);
            prop_assert!(found.iter().any(|(pointer, code)| *pointer == format!("/tiers/{place}/from_cost") && code == expected), "{found:?}");
        }
    }
}
