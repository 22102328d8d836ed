//! Turns what happened elsewhere into queued messages. Nothing is sent and nobody is asked here.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::billing::InvoiceIssued;
use contracts::identity::{AccountLinkRequested, SecurityAlert};
use contracts::workshop::{WorkOrderAssigned, WorkOrderCompleted};
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Problem, SharedClock, Tx};

use crate::MODULE;
use crate::messages::{Channel, Draft, queue};

pub fn all(clock: &SharedClock, channel: Channel) -> Vec<Arc<dyn Listener>> {
    vec![
        Arc::new(HearsWorkshop { clock: clock.clone(), channel }),
        Arc::new(HearsBilling { clock: clock.clone(), channel }),
        Arc::new(HearsIdentity { clock: clock.clone(), channel }),
    ]
}

struct HearsWorkshop {
    clock: SharedClock,
    channel: Channel,
}

#[async_trait]
impl Listener for HearsWorkshop {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "workshop"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        let assigned = event.open::<WorkOrderAssigned>().map_err(|error| Problem::internal(&error))?;
        let completed = event.open::<WorkOrderCompleted>().map_err(|error| Problem::internal(&error))?;
        let draft = match (assigned, completed) {
            (Some(assigned), _) => Draft::technician_assigned(event.id, assigned),
            (_, Some(completed)) => Some(Draft::ready_for_pickup(completed)),
            _ => None,
        };
        match draft {
            Some(draft) => queue(tx, draft, self.channel, self.clock.as_ref()).await,
            None => Ok(()),
        }
    }
}

struct HearsBilling {
    clock: SharedClock,
    channel: Channel,
}

#[async_trait]
impl Listener for HearsBilling {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "billing"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        let issued = event.open::<InvoiceIssued>().map_err(|error| Problem::internal(&error))?;
        match issued {
            Some(InvoiceIssued(invoice)) => queue(tx, Draft::invoice_issued(invoice), self.channel, self.clock.as_ref()).await,
            None => Ok(()),
        }
    }
}

struct HearsIdentity {
    clock: SharedClock,
    channel: Channel,
}

#[async_trait]
impl Listener for HearsIdentity {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "identity"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        let link = event.open::<AccountLinkRequested>().map_err(|error| Problem::internal(&error))?;
        let alert = event.open::<SecurityAlert>().map_err(|error| Problem::internal(&error))?;
        let draft = match (link, alert) {
            (Some(request), _) => Draft::account_link(&request),
            (_, Some(alert)) => Draft::security_alert(event.id, alert, event.at),
            _ => return Ok(()),
        };
        queue(tx, draft, self.channel, self.clock.as_ref()).await
    }
}
