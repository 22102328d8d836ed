//! What inventory does when work orders want parts, when they are completed, and when customers give parts back.

use async_trait::async_trait;
use contracts::billing::PartsReturned;
use contracts::workshop::{WorkOrderCancelled, WorkOrderCompleted, WorkOrderCores, WorkOrderParts};
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Actor, Problem, SharedClock, Tx};

use crate::reservations::restate::restate;
use crate::stock::consume::{Consumer, consume};
use crate::stock::returned::return_parts;
use crate::{MODULE, cores, numbers};

/// Approved work reserves its parts; completed work takes them from the stock; a cancelled order gives back what it took and had.
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
        let actor = Actor { name: event.actor.clone(), ..Actor::system() };
        if let Some(order) = event.open::<WorkOrderCompleted>()? {
            let of_stock = order.lines_of_stock();
            let lines = Consumer { id: order.id, number: &order.number, site_id: order.site_id, lines: &of_stock };
            consume(tx, lines, &actor, self.clock.as_ref()).await?;
            return numbers::follow(tx, order.id, &actor, self.clock.as_ref()).await;
        }
        if let Some(order) = event.open::<WorkOrderParts>()? {
            restate(tx, &order, &actor, self.clock.as_ref()).await?;
            return numbers::follow(tx, order.id, &actor, self.clock.as_ref()).await;
        }
        if let Some(order) = event.open::<WorkOrderCores>()? {
            return cores::hear(tx, &order, &actor, self.clock.as_ref()).await;
        }
        if let Some(order) = event.open::<WorkOrderCancelled>()? {
            let nothing = Consumer { id: order.id, number: &order.number, site_id: order.site_id, lines: &[] };
            consume(tx, nothing, &actor, self.clock.as_ref()).await?;
            return numbers::follow(tx, order.id, &actor, self.clock.as_ref()).await;
        }
        Ok(())
    }
}

/// Parts that a credit note gives back lie on the shelf again.
pub struct BillingListener {
    pub clock: SharedClock,
}

#[async_trait]
impl Listener for BillingListener {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "billing"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        let Some(returned) = event.open::<PartsReturned>()? else { return Ok(()) };
        let actor = Actor { name: event.actor.clone(), ..Actor::system() };
        return_parts(tx, &returned, &actor, self.clock.as_ref()).await
    }
}
