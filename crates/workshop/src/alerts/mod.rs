//! What staff are to know at once (PRODUCT Q5): the customer decided or asked something, parts are here, a promise is at risk.
//!
//! Each is told once, as an event; who reads it and where is notifications' business. A promise is at risk an hour before its time while the work is
//! not done, and once for each time that was promised.

mod promises;
mod tables;

use contracts::workshop::{StaffAlert, StaffAlerted};
use kernel::{Actor, Clock, Tx, outbox};
use sea_orm::DbErr;
use uuid::Uuid;

use crate::MODULE;
use crate::work_orders::fact::Fact;
use crate::work_orders::work_order::WorkOrder;

pub use promises::Promises;
pub use tables::KeepPromiseWarnings;

/// Tells staff about an order.
pub async fn tell(tx: &mut Tx, order: &WorkOrder, alert: StaffAlert, actor: &Actor, clock: &dyn Clock) -> Result<(), DbErr> {
    let told = StaffAlerted {
        id: Uuid::now_v7(),
        work_order_id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        customer_name: order.customer.name.clone(),
        vehicle_plate: order.vehicle.plate.clone(),
        vehicle_label: order.vehicle.label.clone(),
        technician_id: order.technician.as_ref().map(|technician| technician.id),
        alert,
    };
    outbox::append(tx, MODULE, &told, actor, clock).await
}

/// The jobs whose parts are here now and were not before.
pub fn arrived(facts: &[Fact]) -> Option<StaffAlert> {
    let jobs: Vec<_> =
        facts.iter().filter_map(|fact| if let Fact::PartsArrived { job } = fact { Some(job.clone()) } else { None }).collect();
    (!jobs.is_empty()).then_some(StaffAlert::PartsArrived { jobs })
}
