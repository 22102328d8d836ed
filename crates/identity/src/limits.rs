//! How often one may try to sign in. Failures count, successes don't: a whole garage behind one address can sign in at once,
//! while guesses are slowed down. Keyed by address, so a stranger elsewhere cannot lock a person out.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use parking_lot::Mutex;
use sha2::{Digest, Sha256};

use crate::Error;

const PER_ADDRESS: Rate = Rate { burst: 20, every: TimeDelta::seconds(3) };
const PER_ACCOUNT: Rate = Rate { burst: 5, every: TimeDelta::seconds(12) };
const MOST_KEPT: u64 = 20_000;
const FORGOTTEN_AFTER: Duration = Duration::from_mins(3);

/// A token bucket: `burst` at once, and one more every so often.
#[derive(Clone, Copy)]
struct Rate {
    burst: i32,
    every: TimeDelta,
}

/// When a bucket is full again; everything else follows from it (the generic cell rate algorithm).
type Bucket = Arc<Mutex<Option<DateTime<Utc>>>>;

pub struct Limits {
    addresses: Cache<IpAddr, Bucket>,
    accounts: Cache<(IpAddr, [u8; 32]), Bucket>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            addresses: Cache::builder().max_capacity(MOST_KEPT).time_to_idle(FORGOTTEN_AFTER).build(),
            accounts: Cache::builder().max_capacity(MOST_KEPT).time_to_idle(FORGOTTEN_AFTER).build(),
        }
    }
}

/// One try that was let through.
pub struct Attempt {
    address: Bucket,
    account: Bucket,
}

impl Limits {
    /// Lets a try through, or says how long to wait.
    pub fn attempt(&self, address: IpAddr, email: &str, now: DateTime<Utc>) -> Result<Attempt, Error> {
        let address = network(address);
        let attempt = Attempt {
            address: self.addresses.get_with(address, Bucket::default),
            account: self.accounts.get_with((address, Sha256::digest(email).into()), Bucket::default),
        };
        PER_ADDRESS.take(&attempt.address, now)?;
        PER_ACCOUNT.take(&attempt.account, now)?;
        Ok(attempt)
    }
}

impl Attempt {
    /// The try was right: it does not count.
    pub fn succeeded(self) {
        PER_ADDRESS.give_back(&self.address);
        *self.account.lock() = None;
    }
}

impl Rate {
    fn take(self, bucket: &Bucket, now: DateTime<Utc>) -> Result<(), Error> {
        let mut full_at = bucket.lock();
        let next = full_at.unwrap_or(now).max(now) + self.every;
        let wait = next - now - self.every * self.burst;
        if wait > TimeDelta::zero() {
            return Err(Error::TooManyAttempts { wait });
        }
        *full_at = Some(next);
        Ok(())
    }

    fn give_back(self, bucket: &Bucket) {
        let mut full_at = bucket.lock();
        *full_at = full_at.map(|at| at - self.every);
    }
}

/// One subscriber of IPv6 has at least a /64, so that is what counts as an address.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    #[test]
    fn the_sixth_wrong_try_waits_and_then_goes_on() {
        let limits = Limits::default();
        for _ in 0..5 {
            assert!(limits.attempt(HERE, "a@b.tn", at(0)).is_ok());
        }
        assert!(matches!(limits.attempt(HERE, "a@b.tn", at(0)), Err(Error::TooManyAttempts { wait }) if wait.num_seconds() == 12));
        assert!(limits.attempt(THERE, "a@b.tn", at(0)).is_ok(), "the person elsewhere is not locked out");
        assert!(limits.attempt(HERE, "a@b.tn", at(12)).is_ok());
        assert!(limits.attempt(HERE, "a@b.tn", at(13)).is_err());
    }

    #[test]
    fn an_address_may_fail_twenty_times_a_minute() {
        let limits = Limits::default();
        let allowed = (0..30).filter(|who| limits.attempt(HERE, &format!("{who}@b.tn"), at(0)).is_ok()).count();
        assert_eq!(allowed, 20);
    }

    #[test]
    fn signing_in_does_not_count() {
        let limits = Limits::default();
        for _ in 0..100 {
            limits.attempt(HERE, "a@b.tn", at(0)).unwrap().succeeded();
        }
    }

    #[test]
    fn one_ipv6_network_is_one_address() {
        let one: IpAddr = "2001:db8::1".parse().unwrap();
        let two: IpAddr = "2001:db8::ffff:2".parse().unwrap();
        assert_eq!(network(one), network(two));
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), HERE);
    }
}
