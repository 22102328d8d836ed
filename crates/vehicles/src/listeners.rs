//! What this module learns from others: owners' names, and visits with their readings.

use async_trait::async_trait;
use contracts::customers::CustomerSaved;
use contracts::workshop::{WorkOrderCancelled, WorkOrderCompleted};
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Problem, Tx};

use crate::vehicles::record::{Source, visit};
use crate::vehicles::store;
use crate::vehicles::vehicle::{MAX_KM, Taken};
use crate::{MODULE, merging};

/// Keeps the owner and their name on vehicles.
pub struct OwnerNames;

#[async_trait]
impl Listener for OwnerNames {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "customers"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        merging::hear(tx, event).await?;
        let Some(customer) = event.open::<CustomerSaved>().map_err(|error| Problem::internal(&error))? else { return Ok(()) };
        Ok(store::rename_owner(tx, customer.id, &customer.name).await?)
    }
}

/// Keeps a row per completed work order, and takes its odometer reading. An order completed again overwrites its row, and
/// a cancelled one loses it; a reading is added only when it differs from what the order said before.
pub struct Visits;

#[async_trait]
impl Listener for Visits {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "workshop"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if let Some(order) = event.open::<WorkOrderCancelled>().map_err(|error| Problem::internal(&error))? {
            return Ok(store::forget_visit(tx, order.id).await?);
        }
        let Some(done) = event.open::<WorkOrderCompleted>().map_err(|error| Problem::internal(&error))? else { return Ok(()) };
        store::put_visits(tx, &[visit_of(&done)]).await?;
        let Some(km) = done.odometer_km.filter(|km| (0..=MAX_KM).contains(km)) else { return Ok(()) };
        let before = store::last_reading_of(tx, done.vehicle_id, done.id).await?;
        if before == Some(km) {
            return Ok(());
        }
        let Some(mut vehicle) = store::lock(tx, done.vehicle_id).await? else {
            tracing::warn!(work_order.id = %done.id, "a completed work order names no vehicle");
            return Ok(());
        };
        let taken = Taken { at: done.completed_at, source: Source::WorkOrder, work_order_id: Some(done.id), by_name: event.actor.clone() };
        let known = vehicle.clone();
        let reading = vehicle.odometer_from_work_order(km, before, taken);
        if vehicle != known {
            store::save(tx, &mut vehicle).await?;
        }
        Ok(store::insert_readings(tx, &[reading]).await?)
    }
}

fn visit_of(done: &WorkOrderCompleted) -> visit::Model {
    visit::Model {
        work_order_id: done.id,
        vehicle_id: done.vehicle_id,
        number: done.number.clone(),
        site_id: done.site_id,
        completed_at: done.completed_at,
        odometer_km: done.odometer_km,
        summary: done.summary.clone(),
    }
}
