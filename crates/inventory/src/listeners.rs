//! What inventory does when work is completed.

use async_trait::async_trait;
use contracts::workshop::WorkOrderCompleted;
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Actor, Problem, SharedClock, Tx};

use crate::{MODULE, stock};

/// Completed work takes its parts from the stock.
pub struct WorkshopListener {
    pub clock: SharedClock,
}

#[async_trait]
impl Listener for WorkshopListener {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "workshop"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        let completed = event.open::<WorkOrderCompleted>().map_err(|error| Problem::internal(&error))?;
        let Some(order) = completed else { return Ok(()) };
        let actor = Actor { name: event.actor.clone(), ..Actor::system() };
        stock::consume::consume(tx, &order, &actor, self.clock.as_ref()).await
    }
}
