//! How often strangers may try: counted in this process, by the network they come from.

use std::net::{IpAddr, Ipv4Addr};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Problem;
use kernel::limits::{Counter, Key, Memory, Rate, key, network};
use kernel::origin::origin;

/// Tokens that open nothing. A report asks for all its photos at once, and each counts until its token is known to be right.
const WRONG_LINKS: Rate = Rate { burst: 120, every: TimeDelta::seconds(3) };

#[derive(Default)]
pub struct Budgets {
    counter: Memory,
}

impl Budgets {
    /// Before a token is looked up: it counts until it is said to have been right.
    pub async fn link(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        self.counter.take(of_address(), WRONG_LINKS, now).await.map_err(Problem::too_many)
    }

    pub async fn link_was_right(&self) {
        self.counter.give_back(of_address(), WRONG_LINKS).await;
    }
}

fn of_address() -> Key {
    let address = origin().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    key("link", &[&network(address)])
}
