//! A whole in parts that add up to it.

use std::cmp::Reverse;

/// Shares a whole in proportion to weights: each part rounded down, and what is left over where most was cut off, the first of equals
/// first (largest remainder). Without weights nobody gets anything.
pub fn split(whole: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().copied().map(i128::from).sum();
    if sum <= 0 {
        return vec![0; weights.len()];
    }
    let exact: Vec<_> = weights.iter().map(|weight| i128::from(whole) * i128::from(*weight)).collect();
    let mut parts: Vec<_> = exact.iter().map(|exact| i64::try_from(exact.div_euclid(sum)).unwrap_or_default()).collect();
    let mut places: Vec<_> = (0..parts.len()).collect();
    places.sort_by_key(|place| Reverse(exact[*place].rem_euclid(sum)));
    let left = whole - parts.iter().sum::<i64>();
    for (_, place) in (0..left).zip(places) {
        parts[place] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_left_over_goes_where_most_was_cut_off() {
        assert_eq!(split(1000, &[1, 1, 1]), [334, 333, 333]);
        assert_eq!(split(10, &[3333, 3333, 3334]), [3, 3, 4]);
        assert_eq!(split(1500, &[6000, 4000]), [900, 600]);
        assert_eq!(split(1500, &[]), Vec::<i64>::new());
        assert_eq!(split(1500, &[0, 0]), [0, 0]);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_none_is_a_unit_off(whole in 0..1_000_000_000_000i64, weights in prop::collection::vec(0..100_000i64, 1..12)) {
            let parts = split(whole, &weights);
            let sum: i64 = weights.iter().sum();
            prop_assert_eq!(parts.iter().sum::<i64>(), if sum == 0 { 0 } else { whole });
            for (part, weight) in parts.iter().zip(&weights).filter(|_| sum > 0) {
                let off = i128::from(*part) * i128::from(sum) - i128::from(whole) * i128::from(*weight);
                prop_assert!(off.abs() < i128::from(sum));
            }
        }
    }
}
