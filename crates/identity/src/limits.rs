//! How often one may try. Failures count, successes don't: a whole garage behind one address can sign in at once, while guesses
//! are slowed down.
//!
//! A stranger cannot lock a person out. Tries are counted by address, by pair of address and account, and by account over all
//! addresses; but a device that the person signed in on before has a budget of its own that nobody else can use up, and
//! so has an address where they signed in lately (only the count by account is passed over for it).

use std::net::IpAddr;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::limits::{Counter, Key, Rate, key, network};
use uuid::Uuid;

use crate::Error;

const PER_ADDRESS: Rate = Rate { burst: 20, every: TimeDelta::seconds(3) };
const PER_PAIR: Rate = Rate { burst: 5, every: TimeDelta::seconds(12) };
const PER_ACCOUNT: Rate = Rate { burst: 60, every: TimeDelta::seconds(6) };
const PER_KNOWN_DEVICE: Rate = Rate { burst: 10, every: TimeDelta::seconds(6) };
/// Codes are short, and who tries them knows the password already.
const PER_SECOND_FACTOR: Rate = Rate { burst: 5, every: TimeDelta::seconds(60) };
const PER_PIN: Rate = Rate { burst: 5, every: TimeDelta::seconds(30) };
/// Requests that send an e-mail or start something, from one address and about one account.
const REQUESTS_PER_ADDRESS: Rate = Rate { burst: 10, every: TimeDelta::seconds(30) };
const STARTS_PER_ADDRESS: Rate = Rate { burst: 60, every: TimeDelta::seconds(2) };
const MAILS_PER_ACCOUNT: Rate = Rate { burst: 3, every: TimeDelta::seconds(300) };

pub struct Limits {
    counter: Arc<dyn Counter>,
}

/// A try that was let through: it counts until it is said to have been right.
pub struct Attempt {
    counter: Arc<dyn Counter>,
    taken: Vec<(Key, Rate)>,
    /// Forgiven altogether when the try was right.
    own: Option<Key>,
}

impl Limits {
    pub fn new(counter: Arc<dyn Counter>) -> Self {
        Self { counter }
    }

    /// A password for an account. `device` is one that the person signed in on before.
    pub async fn password(&self, address: IpAddr, email: &str, device: Option<Uuid>, now: DateTime<Utc>) -> Result<Attempt, Error> {
        if let Some(device) = device {
            let own = key("device", &[device.as_bytes(), email.as_bytes()]);
            return self.take(&[(own, PER_KNOWN_DEVICE)], Some(own), now).await;
        }
        let own = key("pair", &[&network(address), email.as_bytes()]);
        self.take(&[(key("address", &[&network(address)]), PER_ADDRESS), (own, PER_PAIR)], Some(own), now).await
    }

    /// A try for an account from a device nobody knows, wherever it is.
    pub async fn account(&self, email: &str, now: DateTime<Utc>) -> Result<Attempt, Error> {
        self.take(&[(key("account", &[email.as_bytes()]), PER_ACCOUNT)], None, now).await
    }

    /// A secret that is too long to be guessed: a refresh token, the token of a link.
    pub async fn secret(&self, address: IpAddr, now: DateTime<Utc>) -> Result<Attempt, Error> {
        self.take(&[(key("secret", &[&network(address)]), PER_ADDRESS)], None, now).await
    }

    /// The current password of somebody who is signed in.
    pub async fn own_password(&self, user: Uuid, now: DateTime<Utc>) -> Result<Attempt, Error> {
        let own = key("own_password", &[user.as_bytes()]);
        self.take(&[(own, PER_PAIR)], Some(own), now).await
    }

    /// A code of somebody whose password was right.
    pub async fn second_factor(&self, user: Uuid, now: DateTime<Utc>) -> Result<Attempt, Error> {
        let own = key("second_factor", &[user.as_bytes()]);
        self.take(&[(own, PER_SECOND_FACTOR)], Some(own), now).await
    }

    /// A PIN on a shared device.
    pub async fn pin(&self, device: Uuid, user: Uuid, now: DateTime<Utc>) -> Result<Attempt, Error> {
        let own = key("pin", &[device.as_bytes(), user.as_bytes()]);
        self.take(&[(own, PER_PIN)], Some(own), now).await
    }

    /// A request from anybody that makes us do something.
    pub async fn request(&self, address: IpAddr, now: DateTime<Utc>) -> Result<(), Error> {
        self.take(&[(key("request", &[&network(address)]), REQUESTS_PER_ADDRESS)], None, now).await.map(drop)
    }

    /// A sign-in that goes on elsewhere: a whole garage behind one address begins its day like that.
    pub async fn start(&self, address: IpAddr, now: DateTime<Utc>) -> Result<(), Error> {
        self.take(&[(key("start", &[&network(address)]), STARTS_PER_ADDRESS)], None, now).await.map(drop)
    }

    /// Whether the account may get one more e-mail that anybody can ask for. The asker is not told.
    pub async fn may_mail(&self, email: &str, now: DateTime<Utc>) -> bool {
        self.counter.take(key("mail", &[email.as_bytes()]), MAILS_PER_ACCOUNT, now).await.is_ok()
    }

    async fn take(&self, wanted: &[(Key, Rate)], own: Option<Key>, now: DateTime<Utc>) -> Result<Attempt, Error> {
        let mut attempt = Attempt { counter: self.counter.clone(), taken: vec![], own };
        for (key, rate) in wanted {
            if let Err(wait) = self.counter.take(*key, *rate, now).await {
                return Err(Error::TooManyAttempts { wait });
            }
            attempt.taken.push((*key, *rate));
        }
        Ok(attempt)
    }
}

impl Attempt {
    /// The try was right: it does not count.
    pub async fn succeeded(self) {
        for (key, rate) in &self.taken {
            self.counter.give_back(*key, *rate).await;
        }
        if let Some(own) = self.own {
            self.counter.clear(own).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits::new(kernel::limits::counter(None))
    }

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    #[tokio::test]
    async fn the_sixth_wrong_try_waits_and_then_goes_on() {
        let limits = limits();
        for _ in 0..5 {
            assert!(limits.password(HERE, "a@b.tn", None, at(0)).await.is_ok());
        }
        let sixth = limits.password(HERE, "a@b.tn", None, at(0)).await;
        assert!(matches!(sixth, Err(Error::TooManyAttempts { wait }) if wait.num_seconds() == 12));
        assert!(limits.password(THERE, "a@b.tn", None, at(0)).await.is_ok(), "the person elsewhere is not locked out");
        assert!(limits.password(HERE, "a@b.tn", None, at(12)).await.is_ok());
        assert!(limits.password(HERE, "a@b.tn", None, at(13)).await.is_err());
    }

    #[tokio::test]
    async fn an_address_may_fail_twenty_times_a_minute() {
        let limits = limits();
        let mut allowed = 0;
        for who in 0..30 {
            allowed += usize::from(limits.password(HERE, &format!("{who}@b.tn"), None, at(0)).await.is_ok());
        }
        assert_eq!(allowed, 20);
    }

    #[tokio::test]
    async fn signing_in_does_not_count() {
        let limits = limits();
        for _ in 0..100 {
            limits.password(HERE, "a@b.tn", None, at(0)).await.unwrap().succeeded().await;
        }
    }

    #[tokio::test]
    async fn a_known_device_has_a_budget_of_its_own() {
        let limits = limits();
        for _ in 0..30 {
            let _ = limits.password(HERE, "a@b.tn", None, at(0)).await;
        }
        assert!(limits.password(HERE, "a@b.tn", Some(Uuid::from_u128(1)), at(0)).await.is_ok());
    }

    #[tokio::test]
    async fn an_account_is_guessed_at_slowly_from_however_many_addresses() {
        let limits = limits();
        let mut allowed = 0;
        for _ in 0..1_000 {
            allowed += usize::from(limits.account("a@b.tn", at(0)).await.is_ok());
        }
        assert_eq!(allowed, 60);
    }

    #[test]
    fn one_ipv6_network_is_one_address() {
        let at = |text: &str| network(text.parse().unwrap());
        assert_eq!(at("2001:db8::1"), at("2001:db8::ffff:2"));
        assert_eq!(at("::ffff:192.0.2.1"), network(HERE));
    }
}
