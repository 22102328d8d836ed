//! How often strangers may try: counted by the network they come from, and by the link they have.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Problem;
use kernel::limits::{Counter, Key, Rate, key, network};
use kernel::origin::origin;
use uuid::Uuid;

/// Tokens that open nothing, and messages that are no provider's.
const WRONG: Rate = Rate { burst: 120, every: TimeDelta::seconds(3) };
/// What has us call a provider, by link.
const CALLS: Rate = Rate { burst: 30, every: TimeDelta::seconds(2) };

#[derive(Debug)]
pub struct Budgets {
    counter: Arc<dyn Counter>,
}

impl Budgets {
    pub fn new(counter: Arc<dyn Counter>) -> Self {
        Self { counter }
    }

    /// Before a token or a message is looked at: it counts until it is said to have been right.
    pub async fn stranger(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        self.counter.take(of_address(), WRONG, now).await.map_err(Problem::too_many)
    }

    pub async fn was_right(&self) {
        self.counter.give_back(of_address(), WRONG).await;
    }

    /// Before a provider is called for somebody who has this link.
    pub async fn call(&self, link: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
        self.counter.take(key("pay-call", &[link.as_bytes()]), CALLS, now).await.map_err(Problem::too_many)
    }
}

fn of_address() -> Key {
    let address = origin().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    key("pay", &[&network(address)])
}
