//! How often who signs nothing may knock: counted by the network they come from, for all processes that count together.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Counter, Key, Rate, key, network};
use crate::Problem;
use crate::origin::origin;

/// Links that open nothing, messages that nobody signed. A page may ask for much at once, and each question counts until it is known to be right.
const WRONG: Rate = Rate { burst: 120, every: TimeDelta::seconds(3) };

/// At one kind of door.
#[derive(Debug)]
pub struct Strangers {
    counter: Arc<dyn Counter>,
    door: &'static str,
}

impl Strangers {
    pub fn new(counter: Arc<dyn Counter>, door: &'static str) -> Self {
        Self { counter, door }
    }

    /// Before what they bring is looked at: it counts until it is said to have been right.
    pub async fn knock(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        self.counter.take(self.of_address(), WRONG, now).await.map_err(Problem::too_many)
    }

    pub async fn was_right(&self) {
        self.counter.give_back(self.of_address(), WRONG).await;
    }

    fn of_address(&self) -> Key {
        let address = origin().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        key(self.door, &[&network(address)])
    }
}
