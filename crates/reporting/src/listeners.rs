//! Hears every module that something is counted of.

use std::sync::Arc;

use async_trait::async_trait;
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Problem, Tx};

use crate::MODULE;
use crate::hear::{HEARD, hear};

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
        hear(tx, event).await
    }
}
