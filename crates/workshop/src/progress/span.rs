//! How an order's unfinished business stands, and from when until when it stood so. Pure.

use std::collections::HashMap;

use contracts::workshop::{LineId, LineKind, WorkOrderId};
use kernel::money::extended;
use kernel::{Amount, SiteId};
use sea_orm::entity::prelude::*;

use crate::time::Moment;
use crate::work_orders::job::Job;
use crate::work_orders::line::Line;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::work_order::WorkOrder;

/// Until when a span lasts that lasts still.
pub const STILL: Moment = i64::MAX;

/// A row of workshop's progress: the order stood so from `begins` until before `ends`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_progress")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: WorkOrderId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub begins: Moment,
    pub ends: Moment,
    pub site_id: SiteId,
    pub state: WorkOrderState,
    /// When that state began.
    pub since: Moment,
    /// Hours of before went with an invoice.
    pub labour_from: Moment,
    /// Without VAT.
    pub net: Amount,
    pub parts_cost: Amount,
    pub sublet_cost: Amount,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Span;

/// What lines cost, as far as it was told.
pub type Costs = HashMap<LineId, Amount>;

/// What an order's approved lines that nobody invoiced come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: WorkOrderState,
    pub net: Amount,
    pub parts_cost: Amount,
    pub sublet_cost: Amount,
}

impl Standing {
    /// None of an order that is no work yet, or none any more: nothing is approved, or all of it is invoiced.
    pub fn of(order: &WorkOrder, parts: &Costs, sublets: &Costs) -> Option<Self> {
        let state = order.state.name();
        let jobs = order.jobs.iter().filter(|job| job.is_authorised());
        let open = jobs.flat_map(|job| job.lines.iter().map(move |line| (job, line))).filter(|(_, line)| !line.locked);
        let open: Vec<_> = open.collect();
        if !is_under_way(state) || open.is_empty() {
            return None;
        }
        let sum = |cost: &dyn Fn(&Job, &Line) -> Amount| open.iter().map(|(job, line)| cost(job, line)).sum();
        Some(Self {
            state,
            net: sum(&|job, line| line.net() + paid_by_others(job, line)),
            parts_cost: sum(&|_, line| part_cost(line, parts)),
            sublet_cost: sum(&|_, line| sublets.get(&line.id).copied().unwrap_or_default()),
        })
    }
}

/// Approved, and neither invoiced nor given up.
pub fn is_under_way(state: WorkOrderState) -> bool {
    use WorkOrderState::{Approved, InProgress, OnHold, QualityCheck, Ready};
    matches!(state, Approved | InProgress | OnHold | QualityCheck | Ready)
}

/// What somebody pays in the customer's place is sold; what the garage gives is not.
fn paid_by_others(job: &Job, line: &Line) -> Amount {
    let has_payer = job.reductions.cover.as_ref().is_some_and(|cover| cover.payer.is_some());
    if has_payer { line.taken.given } else { Amount::ZERO }
}

/// What the shelf told, and of completed work that it told nothing of what the part cost when the line was written.
fn part_cost(line: &Line, told: &Costs) -> Amount {
    let written = || match (line.kind, line.completed_quantity, line.unit_cost) {
        (LineKind::Part, Some(quantity), Some(cost)) => extended(quantity, cost),
        _ => Amount::ZERO,
    };
    told.get(&line.id).copied().unwrap_or_else(written)
}

/// What happened to an order.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    pub order: WorkOrderId,
    pub site: SiteId,
    pub at: Moment,
    /// Its lines went on an invoice just now.
    pub is_invoice: bool,
    /// Some went on one before.
    pub was_invoiced: bool,
}

/// The rows to write when an order stands so from now on; `last` is its newest. What is heard late counts from where the newest began.
pub fn next(last: Option<&Span>, standing: Option<Standing>, turn: Turn) -> Vec<Span> {
    let open = last.filter(|span| span.ends == STILL);
    let is_same = |span: &Span| standing.is_some_and(|standing| standing == span.standing());
    if open.is_some_and(is_same) && !turn.is_invoice {
        return vec![];
    }
    let known = last.map(|span| if span.ends == STILL { span.begins } else { span.ends });
    let at = known.map_or(turn.at, |known| known.max(turn.at));
    let closed = open.map(|span| Span { ends: at, ..span.clone() }).filter(|span| span.begins < at || standing.is_none());
    let opened = standing.map(|standing| Span {
        order_id: turn.order,
        begins: at,
        ends: STILL,
        site_id: turn.site,
        state: standing.state,
        since: open.filter(|span| span.state == standing.state).map_or(at, |span| span.since),
        labour_from: labour_from(last, turn, at),
        net: standing.net,
        parts_cost: standing.parts_cost,
        sublet_cost: standing.sublet_cost,
    });
    closed.into_iter().chain(opened).collect()
}

fn labour_from(last: Option<&Span>, turn: Turn, at: Moment) -> Moment {
    match last {
        _ if turn.is_invoice => at,
        Some(span) if span.ends != STILL && turn.was_invoiced => span.ends,
        Some(span) => span.labour_from,
        None if turn.was_invoiced => at,
        None => 0,
    }
}

impl Span {
    fn standing(&self) -> Standing {
        let Self { state, net, parts_cost, sublet_cost, .. } = *self;
        Standing { state, net, parts_cost, sublet_cost }
    }
}

#[cfg(test)]
#[path = "span_tests.rs"]
mod tests;
