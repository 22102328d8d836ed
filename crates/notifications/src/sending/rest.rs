//! A gateway that takes nothing is left alone for a while: what waits for it keeps its tries.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use parking_lot::Mutex;

const FIRST: TimeDelta = TimeDelta::seconds(30);
const LONGEST: TimeDelta = TimeDelta::minutes(10);

/// Which gateways rest, and until when. In memory: a program that starts anew asks anew.
#[derive(Debug)]
pub struct Rests<L>(Mutex<HashMap<L, Rest>>);

#[derive(Clone, Copy, Debug)]
struct Rest {
    until: DateTime<Utc>,
    wait: TimeDelta,
}

impl<L> Default for Rests<L> {
    fn default() -> Self {
        Self(Mutex::new(HashMap::new()))
    }
}

impl<L: Eq + std::hash::Hash> Rests<L> {
    pub fn is_resting(&self, line: &L, now: DateTime<Utc>) -> bool {
        self.0.lock().get(line).is_some_and(|rest| now < rest.until)
    }

    /// What a turn heard: who took anything goes on, who only refused to listen rests, each time twice as long, ten minutes at most.
    pub fn heard(&self, line: L, busy: usize, answered: usize, now: DateTime<Utc>) {
        let mut rests = self.0.lock();
        if answered > 0 {
            rests.remove(&line);
        } else if busy > 0 {
            let wait = rests.get(&line).map_or(FIRST, |rest| (rest.wait * 2).min(LONGEST));
            rests.insert(line, Rest { until: now + wait, wait });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_takes_nothing_rests_longer_and_longer_and_who_takes_one_does_not() {
        let (rests, start) = (Rests::default(), DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        let mut now = start;
        for seconds in [30, 60, 120, 240, 480, 600, 600] {
            rests.heard("gateway", 20, 0, now);
            assert!(rests.is_resting(&"gateway", now + TimeDelta::seconds(seconds - 1)), "{seconds}");
            assert!(!rests.is_resting(&"gateway", now + TimeDelta::seconds(seconds)), "{seconds}");
            now += TimeDelta::seconds(seconds);
        }
        rests.heard("gateway", 19, 1, now);
        rests.heard("gateway", 0, 0, now);
        assert!(!rests.is_resting(&"gateway", now) && !rests.is_resting(&"other", now));
    }
}
