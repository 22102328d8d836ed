//! How often strangers may try: counted by the network they come from, and by the link they have.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Problem;
use kernel::limits::{Counter, Rate, Strangers, key};
use uuid::Uuid;

/// What has us call a provider, by link.
const CALLS: Rate = Rate { burst: 30, every: TimeDelta::seconds(2) };

#[derive(Debug)]
pub struct Budgets {
    counter: Arc<dyn Counter>,
    strangers: Strangers,
}

impl Budgets {
    pub fn new(counter: Arc<dyn Counter>) -> Self {
        Self { strangers: Strangers::new(counter.clone(), "pay"), counter }
    }

    /// Before a token or a message is looked at: it counts until it is said to have been right.
    pub async fn stranger(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        self.strangers.knock(now).await
    }

    pub async fn was_right(&self) {
        self.strangers.was_right().await;
    }

    /// Before a provider is called for somebody who has this link.
    pub async fn call(&self, link: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
        self.counter.take(key("pay-call", &[link.as_bytes()]), CALLS, now).await.map_err(Problem::too_many)
    }
}
