//! Keeps an order's spans in step with what happens to it.

use chrono::{DateTime, Utc};
use contracts::inventory::PartsValued;
use kernel::outbox::Envelope;
use kernel::{Problem, Tx};

use super::span::{Standing, Turn, is_under_way, next};
use super::store;
use crate::sublet;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;

/// The order stands as it does from this moment on.
pub async fn follow(tx: &Tx, order: &WorkOrder, at: DateTime<Utc>) -> Result<(), Problem> {
    turn(tx, order, at, false).await
}

/// The same when lines of it went on an invoice.
pub async fn invoiced(tx: &Tx, order: &WorkOrder, at: DateTime<Utc>) -> Result<(), Problem> {
    turn(tx, order, at, true).await
}

/// The shelf valued what lines took or gave back.
pub async fn valued(tx: &Tx, news: &PartsValued, event: &Envelope) -> Result<(), Problem> {
    let Some(order) = orders::lock(tx, news.work_order_id).await? else { return Ok(()) };
    for part in &news.lines {
        store::add_part_cost(tx, order.id, part.line_id, part.cost).await?;
    }
    follow(tx, &order, event.at).await
}

async fn turn(tx: &Tx, order: &WorkOrder, at: DateTime<Utc>, is_invoice: bool) -> Result<(), Problem> {
    let last = store::last(tx, order.id).await?;
    let standing = if is_under_way(order.state.name()) {
        let (parts, sublets) = (store::part_costs(tx, order.id).await?, sublet::costs(&**tx, order.id).await?);
        Standing::of(order, &parts, &sublets)
    } else {
        None
    };
    let turn = Turn { order: order.id, site: order.site_id, at: at.timestamp(), is_invoice, was_invoiced: order.is_invoiced() };
    Ok(store::save(tx, next(last.as_ref(), standing, turn)).await?)
}
