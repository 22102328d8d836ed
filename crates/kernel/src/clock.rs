//! The injected clock: nothing else reads the wall clock, so tests own the time.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use parking_lot::Mutex;

pub type SharedClock = Arc<dyn Clock>;

pub trait Clock: Send + Sync {
    /// The present instant, in UTC, cut to microseconds: what both databases keep.
    fn now(&self) -> DateTime<Utc>;
}

pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands still until told to move.
pub struct FakeClock(Mutex<DateTime<Utc>>);

impl FakeClock {
    pub fn at(now: DateTime<Utc>) -> Arc<Self> {
        Arc::new(Self(Mutex::new(now)))
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock() += by;
    }
}

impl Clock for FakeClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock()
    }
}
