//! How often strangers may try: counted by the network they come from, for all processes that count together.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Problem;
use kernel::limits::{Counter, Key, Rate, key, network};
use kernel::origin::origin;

/// Tokens that open nothing. A report asks for all its photos at once, and each counts until its token is known to be right.
const WRONG_LINKS: Rate = Rate { burst: 120, every: TimeDelta::seconds(3) };

pub struct Budgets {
    counter: Arc<dyn Counter>,
}

impl Budgets {
    pub fn new(counter: Arc<dyn Counter>) -> Self {
        Self { counter }
    }

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
