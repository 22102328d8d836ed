//! How long to wait before the next try: Standard Webhooks' ladder, 75 hours and a half in all.

use chrono::TimeDelta;

/// Seconds: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
const PAUSES: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

pub const LONGEST: TimeDelta = TimeDelta::days(1);

/// After so many tries that failed; none when it was the last.
pub fn pause(failed: i32) -> Option<TimeDelta> {
    let step = usize::try_from(failed.max(1) - 1).ok()?;
    PAUSES.get(step).copied().map(TimeDelta::seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_tries_reach_over_three_days() {
        assert_eq!((pause(1), pause(2), pause(9)), (Some(TimeDelta::seconds(5)), Some(TimeDelta::minutes(5)), Some(TimeDelta::days(1))));
        assert_eq!(pause(10), None);
        let all = (1..10).filter_map(pause).fold(TimeDelta::zero(), |sum, pause| sum + pause);
        assert_eq!(all.num_minutes(), 75 * 60 + 35);
    }
}
