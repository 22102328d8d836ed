//! Who comes without an account: from where, how often, and as whom things are written down.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::limits::{Counter, Key, Rate, key, network};
use kernel::origin::origin;
use kernel::{Actor, Problem};

/// Looking: a page asks a few times while somebody chooses.
const LOOKS: Rate = Rate { burst: 120, every: TimeDelta::seconds(1) };
/// Bookings and changes from one address.
const WRITES: Rate = Rate { burst: 8, every: TimeDelta::seconds(60) };
/// Mails that anybody can have sent to one address or number.
const PER_CONTACT: Rate = Rate { burst: 3, every: TimeDelta::seconds(300) };
/// Tokens that open nothing.
const WRONG_LINKS: Rate = Rate { burst: 20, every: TimeDelta::seconds(3) };

/// What strangers have left, in all processes that count together.
pub struct Budgets {
    counter: Arc<dyn Counter>,
}

impl Budgets {
    pub fn new(counter: Arc<dyn Counter>) -> Self {
        Self { counter }
    }

    pub async fn look(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        self.take(of_address("look"), LOOKS, now).await
    }

    pub async fn write(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        self.take(of_address("write"), WRITES, now).await
    }

    /// One more booking of who is reached there.
    pub async fn contact(&self, contact: &str, now: DateTime<Utc>) -> Result<(), Problem> {
        let contact = contact.to_lowercase();
        self.take(key("booking-contact", &[contact.as_bytes()]), PER_CONTACT, now).await
    }

    /// Before a token is looked up: it counts until it is said to have been right.
    pub async fn link(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        self.take(of_address("link"), WRONG_LINKS, now).await
    }

    pub async fn link_was_right(&self) {
        self.counter.give_back(of_address("link"), WRONG_LINKS).await;
    }

    async fn take(&self, key: Key, rate: Rate, now: DateTime<Utc>) -> Result<(), Problem> {
        self.counter.take(key, rate, now).await.map_err(Problem::too_many)
    }
}

fn of_address(kind: &str) -> Key {
    let address = origin().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    key("booking", &[kind.as_bytes(), &network(address)])
}

/// As whom a visitor's deeds are written down.
pub fn actor() -> Actor {
    Actor { name: "Online".into(), ..Actor::system() }
}

/// A refusal without what it says of resources and of other people's appointments.
pub fn discreet(problem: Problem) -> Problem {
    if problem.code != "clash" {
        return problem;
    }
    let transient = problem.transient;
    Problem { transient, ..taken() }
}

pub fn taken() -> Problem {
    Problem::conflict("slot-taken", "This time is not free any more")
}
