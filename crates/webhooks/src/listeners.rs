//! Hears every module of which something is public.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Problem, Tx};

use crate::MODULE;
use crate::events::{public, store};

const HEARD: [&str; 7] = ["customers", "vehicles", "scheduling", "inventory", "workshop", "billing", "notifications"];

pub fn all() -> Vec<Arc<dyn Listener>> {
    HEARD.into_iter().map(|module| Arc::new(Hears(module)) as Arc<dyn Listener>).collect()
}

struct Hears(&'static str);

#[async_trait]
impl Listener for Hears {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        self.0
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        match public(event)? {
            Some(fact) => store::append(tx, &fact).await,
            None => Ok(()),
        }
    }
}
