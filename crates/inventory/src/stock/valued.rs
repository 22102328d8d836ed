//! What the parts of work orders cost, as they left the shelf and came back. Pure.

use contracts::inventory::{PartsValued, ValuedPart};
use contracts::workshop::WorkOrderId;
use kernel::SiteId;

use super::Movement;

/// One for each order whose lines some movements served.
pub fn valued(site_id: SiteId, movements: &[Movement]) -> Vec<PartsValued> {
    let mut orders: Vec<PartsValued> = vec![];
    for movement in movements.iter().filter(|movement| movement.reference_kind.as_deref() == Some("work_order")) {
        let (Some(order), Some(line_id), Some(value)) = (movement.reference_id, movement.line_id, movement.value) else { continue };
        let part = ValuedPart { line_id, cost: -value };
        match orders.iter_mut().find(|told| told.work_order_id.0 == order) {
            Some(told) => told.lines.push(part),
            None => orders.push(PartsValued { work_order_id: WorkOrderId(order), site_id, lines: vec![part] }),
        }
    }
    orders
}
