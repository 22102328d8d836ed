//! What an hour's price is multiplied by. Pure.

use garde::Validate;
use kernel::money::{MAX_QUANTITY, share};
use kernel::{Amount, BasisPoints, FieldError, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub const MOST_TIERS: usize = 10;
/// Once.
const PLAIN: i32 = 10_000;

/// From so many hours on a line, what each of them costs is multiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabourTier {
    #[garde(custom(hours()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub from_hours: Quantity,
    /// In ten-thousandths: 11000 is 1.1 times.
    #[garde(range(min = 1_000, max = 50_000))]
    #[schema(minimum = 1_000, maximum = 50_000)]
    pub factor: i32,
}

fn hours() -> impl Fn(&Quantity, &()) -> garde::Result {
    |hours, ()| if (1..=MAX_QUANTITY).contains(&hours.0) { Ok(()) } else { Err(garde::Error::new("must be between 1 and 1000000000")) }
}

/// Each begins above the one before.
pub fn faults(tiers: &[LabourTier], pointer: &str) -> Vec<FieldError> {
    let out = tiers.windows(2).enumerate().filter(|(_, pair)| pair[1].from_hours <= pair[0].from_hours);
    let fault =
        |place: usize| FieldError::new(format!("{pointer}/{}/from_hours", place + 1), "out-of-order", "it begins above the one before");
    out.map(|(place, _)| fault(place)).collect()
}

/// What so many hours are multiplied by; none where no tier begins below them.
pub fn factor(tiers: &[LabourTier], hours: Quantity) -> Option<i32> {
    tiers.iter().rev().find(|tier| tier.from_hours <= hours).map(|tier| tier.factor).filter(|factor| *factor != PLAIN)
}

/// An hour's price, multiplied once and rounded half up.
pub fn multiplied(per_hour: Amount, factor: Option<i32>) -> Amount {
    factor.map_or(per_hour, |factor| share(per_hour, BasisPoints(factor)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(from: i64, factor: i32) -> LabourTier {
        LabourTier { from_hours: Quantity(from), factor }
    }

    #[test]
    fn an_hour_costs_more_from_so_many_hours_on() {
        let tiers = [tier(3000, 11_000), tier(6000, 12_500)];
        let price = |hours: i64| multiplied(Amount(60_000), factor(&tiers, Quantity(hours))).0;
        assert_eq!((price(2999), price(3000), price(5999), price(6000)), (60_000, 66_000, 66_000, 75_000));
        assert_eq!(multiplied(Amount(45_005), Some(11_000)), Amount(49_506), "49.5055, half up");
        assert_eq!((factor(&[], Quantity(9000)), factor(&[tier(1, 10_000)], Quantity(9000))), (None, None));
    }

    #[test]
    fn tiers_rise() {
        let pointers = |tiers: &[LabourTier]| faults(tiers, "/tiers").into_iter().map(|fault| fault.pointer).collect::<Vec<_>>();
        assert_eq!(pointers(&[tier(3000, 11_000), tier(6000, 9_000)]), Vec::<String>::new());
        assert_eq!(pointers(&[tier(3000, 11_000), tier(3000, 9_000), tier(2000, 1_000)]), ["/tiers/1/from_hours", "/tiers/2/from_hours"]);
    }
}
