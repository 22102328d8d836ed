//! What scheduling does when others tell: it keeps labels, knows which work orders are open, and an appointment that became a work order
//! is converted.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::customers::CustomerSaved;
use contracts::vehicles::VehicleSaved;
use contracts::workshop::{WorkOrderCancelled, WorkOrderChanged, WorkOrderCompleted, WorkOrderOpened, WorkOrderReopened};
use kernel::outbox::{Envelope, Event};
use kernel::relay::Listener;
use kernel::{Actor, Problem, SharedClock, Tx};

use crate::appointments::appointment::Detail;
use crate::appointments::{events, store};
use crate::{MODULE, erasing, merging};

pub fn all(clock: &SharedClock) -> Vec<Arc<dyn Listener>> {
    vec![Arc::new(Customers { clock: clock.clone() }), Arc::new(Vehicles), Arc::new(Workshop { clock: clock.clone() })]
}

struct Customers {
    clock: SharedClock,
}

#[async_trait]
impl Listener for Customers {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "customers"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if event.kind == CustomerSaved::KIND {
            store::relabel_customer(tx, &event.read()?).await?;
        }
        merging::hear(tx, event).await?;
        erasing::hear(tx, event, self.clock.as_ref()).await
    }
}

struct Vehicles;

#[async_trait]
impl Listener for Vehicles {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "vehicles"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if event.kind == VehicleSaved::KIND {
            store::relabel_vehicle(tx, &event.read()?).await?;
        }
        Ok(())
    }
}

struct Workshop {
    clock: SharedClock,
}

#[async_trait]
impl Listener for Workshop {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "workshop"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        match event.kind.as_str() {
            WorkOrderOpened::KIND => self.opened(tx, &event.read()?, event).await,
            WorkOrderCompleted::KIND => Ok(store::mark_order(tx, event.read::<WorkOrderCompleted>()?.id, false).await?),
            WorkOrderCancelled::KIND => Ok(store::mark_order(tx, event.read::<WorkOrderCancelled>()?.id, false).await?),
            WorkOrderReopened::KIND => Ok(store::mark_order(tx, event.read::<WorkOrderReopened>()?.id, true).await?),
            WorkOrderChanged::KIND => {
                let changed: WorkOrderChanged = event.read()?;
                store::promise_order(tx, changed.id, changed.promised_at.map(|at| at.timestamp())).await?;
                if changed.change == "restored" {
                    store::mark_order(tx, changed.id, true).await?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Workshop {
    async fn opened(&self, tx: &mut Tx, order: &WorkOrderOpened, event: &Envelope) -> Result<(), Problem> {
        // What is sold over the counter takes nobody's time.
        let Some(vehicle) = order.vehicle_id else { return Ok(()) };
        let (number, promised) = (order.number.clone(), order.promised_at.map(|at| at.timestamp()));
        let label = store::OrderLabel { id: order.id, number, site_id: order.site_id, promised, is_open: true };
        store::keep_order(tx, &label, vehicle).await?;
        let Some(id) = order.appointment_id else { return Ok(()) };
        let Some(before) = store::lock(tx, id).await? else { return Ok(()) };
        let mut appointment = before.clone();
        let Some(fact) = appointment.convert(order.id, order.number.clone()) else { return Ok(()) };
        // What was typed with a request is now somebody's.
        appointment.customer_id = Some(order.customer_id);
        appointment.vehicle_id = Some(vehicle);
        store::save(tx, &before, &mut appointment).await?;
        store::hand_to(tx, id, order.id).await?;
        let detail = Detail { work_order: Some(order.number.clone()), ..Detail::default() };
        store::record(tx, id, fact, &detail, &event.actor, event.at).await?;
        let actor = Actor { name: event.actor.clone(), ..Actor::system() };
        Ok(events::announce(tx, &appointment, (fact, None), &actor, self.clock.as_ref()).await?)
    }
}
