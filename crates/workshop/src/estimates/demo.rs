//! Demonstration estimates in bulk: rows, no events. Every order that waits for the customer's word had it sent.

use chrono::TimeDelta;

use super::document::{Sending, freeze, row};
use super::tables::version;
use crate::work_orders::state::State;
use crate::work_orders::work_order::WorkOrder;

/// Sends what waits, and gives the rows of the versions.
pub fn send(orders: &mut [WorkOrder]) -> Vec<version::Model> {
    orders.iter_mut().filter(|order| order.state == State::Estimate).filter_map(sent).collect()
}

/// None for an order that nothing is to be sent of.
fn sent(order: &mut WorkOrder) -> Option<version::Model> {
    let at = order.opened_at + TimeDelta::minutes(40);
    let by = order.technician.as_ref().map_or_else(|| "ECAR".to_owned(), |technician| technician.name.clone());
    let sending = Sending { version: 1, by: &by, at, expires_at: at + TimeDelta::days(14) };
    let document = freeze(order, &sending).ok()?;
    let version = row(order, &document, false).ok()?;
    order.send_estimate(1).ok()?;
    Some(version)
}
