//! How often somebody may do something: token buckets, and where they are counted: in this process, or in Redis for several.

mod shared;
mod strangers;

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use parking_lot::Mutex;
use sha2::{Digest, Sha256};

pub use shared::{Redis, Shared};
pub use strangers::Strangers;

/// What is counted, as a hash: an address, an account, both together.
pub type Key = [u8; 32];

/// A token bucket: `burst` at once, and one more every so often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub burst: i32,
    pub every: TimeDelta,
}

#[async_trait]
pub trait Counter: fmt::Debug + Send + Sync {
    /// Takes one from the bucket of this key; the error says how long until there is one again.
    async fn take(&self, key: Key, rate: Rate, now: DateTime<Utc>) -> Result<(), TimeDelta>;
    /// Puts back what was taken.
    async fn give_back(&self, key: Key, rate: Rate);
    /// Fills the bucket.
    async fn clear(&self, key: Key);
}

/// Counts in Redis, where there is one.
pub fn counter(redis: Option<Redis>) -> Arc<dyn Counter> {
    let Some(redis) = redis else { return Arc::new(Memory::default()) };
    match Shared::new(redis) {
        Ok(shared) => Arc::new(shared),
        Err(error) => {
            tracing::error!(%error, "tries are counted in this process only");
            Arc::new(Memory::default())
        }
    }
}

const MOST_KEPT: u64 = 50_000;
/// Longer than the slowest bucket takes to fill.
const FORGOTTEN_AFTER: Duration = Duration::from_mins(30);

/// When a bucket is full again; everything else follows from it (the generic cell rate algorithm).
type Bucket = Arc<Mutex<Option<DateTime<Utc>>>>;

/// Counts in this process, in bounded memory.
#[derive(Debug)]
pub struct Memory {
    buckets: Cache<Key, Bucket>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { buckets: Cache::builder().max_capacity(MOST_KEPT).time_to_idle(FORGOTTEN_AFTER).build() }
    }
}

#[async_trait]
impl Counter for Memory {
    async fn take(&self, key: Key, rate: Rate, now: DateTime<Utc>) -> Result<(), TimeDelta> {
        let bucket = self.buckets.get_with(key, Bucket::default);
        let mut full_at = bucket.lock();
        // No bucket is emptier than empty: the clock was set back, and nobody waits until it has caught up.
        let counted = full_at.filter(|at| *at <= now + rate.every * rate.burst);
        let next = counted.unwrap_or(now).max(now) + rate.every;
        let wait = next - now - rate.every * rate.burst;
        if wait > TimeDelta::zero() {
            return Err(wait);
        }
        *full_at = Some(next);
        Ok(())
    }

    async fn give_back(&self, key: Key, rate: Rate) {
        if let Some(bucket) = self.buckets.get(&key) {
            let mut full_at = bucket.lock();
            *full_at = full_at.map(|at| at - rate.every);
        }
    }

    async fn clear(&self, key: Key) {
        self.buckets.invalidate(&key);
    }
}

/// The key of some parts, which stay apart.
pub fn key(kind: &str, parts: &[&[u8]]) -> Key {
    let mut hash = Sha256::new();
    hash.update(kind);
    for part in parts {
        // The length keeps parts apart.
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// One subscriber of IPv6 has at least a /64, so that is what counts as an address.
pub fn network(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) if address.to_ipv4_mapped().is_some() => address.octets(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).octets(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_clock_that_is_set_back_makes_nobody_wait_for_it_to_catch_up() {
        let (memory, rate) = (Memory::default(), Rate { burst: 3, every: TimeDelta::seconds(10) });
        let key = key("try", &[b"leila"]);
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        memory.take(key, rate, now + TimeDelta::hours(2)).await.unwrap();
        for _ in 0..rate.burst {
            memory.take(key, rate, now).await.unwrap();
        }
        assert_eq!(memory.take(key, rate, now).await, Err(rate.every));
    }

    #[tokio::test]
    async fn a_bucket_gives_its_burst_and_then_one_at_a_time() {
        let (memory, rate) = (Memory::default(), Rate { burst: 2, every: TimeDelta::seconds(10) });
        let key = key("try", &[b"karim"]);
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        memory.take(key, rate, now).await.unwrap();
        memory.take(key, rate, now).await.unwrap();
        assert_eq!(memory.take(key, rate, now + TimeDelta::seconds(4)).await, Err(TimeDelta::seconds(6)));
        memory.take(key, rate, now + TimeDelta::seconds(10)).await.unwrap();
    }
}
