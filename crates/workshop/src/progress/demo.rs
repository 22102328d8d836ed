//! How demonstration orders stood: from their approval until their invoice.

use chrono::{DateTime, Utc};
use contracts::demo::DemoVisit;

pub use super::span::Entity;
use super::span::{Costs, STILL, Span, Standing};
use crate::work_orders::state::State;
use crate::work_orders::work_order::WorkOrder;

/// Of one visit that was approved at `decided`.
pub fn spans(order: &WorkOrder, visit: &DemoVisit, decided: DateTime<Utc>) -> Vec<Span> {
    if matches!(order.state, State::Estimate | State::Quote | State::Cancelled { .. }) {
        return vec![];
    }
    let mut open = order.clone();
    open.jobs.iter_mut().flat_map(|job| &mut job.lines).for_each(|line| line.locked = false);
    let done = open.clone();
    open.jobs.iter_mut().flat_map(|job| &mut job.lines).for_each(|line| line.completed_quantity = None);
    let issued = visit.invoice.as_ref().and_then(|invoice| invoice.issued_at);
    let Some(completed) = visit.completed_at else { return span(&open, (decided, None)).into_iter().collect() };
    let worked = span(&WorkOrder { state: State::InProgress, ..open }, (decided, Some(completed)));
    let waited = span(&WorkOrder { state: State::Ready, ..done }, (completed, issued));
    worked.into_iter().chain(waited).filter(|span| span.begins < span.ends).collect()
}

fn span(order: &WorkOrder, (begins, ends): (DateTime<Utc>, Option<DateTime<Utc>>)) -> Option<Span> {
    let standing = Standing::of(order, &Costs::new(), &Costs::new())?;
    Some(Span {
        order_id: order.id,
        begins: begins.timestamp(),
        ends: ends.map_or(STILL, |ends| ends.timestamp()),
        site_id: order.site_id,
        state: standing.state,
        since: begins.timestamp(),
        labour_from: 0,
        net: standing.net,
        parts_cost: standing.parts_cost,
        sublet_cost: standing.sublet_cost,
    })
}
