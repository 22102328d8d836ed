//! Hears every module that something is counted of.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Problem, SharedClock, Tx};

use crate::MODULE;
use crate::hear::{HEARD, hear};

pub fn all(clock: &SharedClock) -> Vec<Arc<dyn Listener>> {
    HEARD.into_iter().map(|module| Arc::new(Hears { module, clock: clock.clone() }) as Arc<dyn Listener>).collect()
}

struct Hears {
    module: &'static str,
    clock: SharedClock,
}

#[async_trait]
impl Listener for Hears {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        self.module
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        hear(tx, event, self.clock.as_ref()).await
    }
}
