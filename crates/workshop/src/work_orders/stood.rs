//! Tells figures how an order stands, where that changed.

use std::collections::BTreeMap;

use contracts::scheduling::Translated;
use contracts::workshop::{CannedJobId, CoverKind, LineCost, LineKind, OfferedJob, StoodJob, StoodLine, WorkOrderStood};
use kernel::money::extended;
use kernel::{Actor, Clock, Tx, outbox};
use sea_orm::{ConnectionTrait, DbErr};

use super::job::{Authorisation, Job};
use super::line::Line;
use super::state::WorkOrderState;
use super::work_order::WorkOrder;
use crate::progress::Costs;
use crate::{MODULE, canned_jobs, sublet};

/// What stands in other tables than the order's.
#[derive(Debug, Default)]
pub struct Beside {
    sublets: Costs,
    /// Of what its jobs were made of.
    canned: BTreeMap<CannedJobId, Translated>,
}

impl Beside {
    pub async fn of<C: ConnectionTrait>(conn: &C, order: &WorkOrder) -> Result<Self, DbErr> {
        let done = order.jobs.iter().filter(|job| order.completed_at.is_some() && job.is_approved());
        let canned: Vec<_> = done.filter_map(|job| job.canned_job_id).collect();
        Ok(Self { sublets: sublet::costs(conn, order.id).await?, canned: canned_jobs::names_of(conn, &canned).await? })
    }
}

/// Without `before` in any case.
pub async fn announce_standing(
    tx: &mut Tx,
    (before, order): (Option<&WorkOrder>, &WorkOrder),
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    let beside = Beside::of(&**tx, order).await?;
    let now = standing(order, &beside);
    if before.is_some_and(|before| standing(before, &beside) == now) {
        return Ok(());
    }
    outbox::append(tx, MODULE, &now, actor, clock).await
}

/// How it stands.
pub fn standing(order: &WorkOrder, beside: &Beside) -> WorkOrderStood {
    let costs = order.approved_lines().filter_map(|(_, line)| costs(line, &beside.sublets));
    let done = order.jobs.iter().filter(|job| order.completed_at.is_some() && job.is_approved());
    WorkOrderStood {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        is_cancelled: order.state.name() == WorkOrderState::Cancelled,
        is_visit: order.vehicle.id.is_some() && !order.is_quote(),
        customer_id: order.customer.id,
        customer_name: order.customer.name.clone(),
        technician: order.technician.as_ref().map(|technician| (technician.id, technician.name.clone())),
        opened_at: order.opened_at,
        promised_at: order.promised_at,
        completed_at: order.completed_at,
        offers: order.jobs.iter().filter_map(offered).collect(),
        costs: costs.collect(),
        deposits: order.approved_lines().filter(|(_, line)| line.core_of.is_some()).map(|(_, line)| line.id).collect(),
        lines: order.completed_at.map(|_| order.approved_lines().map(to_invoice).collect()),
        jobs: done.map(|job| sold(job, beside)).collect(),
    }
}

fn sold(job: &Job, beside: &Beside) -> StoodJob {
    let canned = job.canned_job_id.and_then(|id| Some((id, beside.canned.get(&id)?.clone())));
    let shares = job.shares.iter().map(|share| (share.user_id, share.name.clone(), share.share));
    StoodJob { id: job.id, title: job.title.clone(), canned, shares: shares.collect() }
}

fn to_invoice((job, line): (&Job, &Line)) -> StoodLine {
    let others = job.reductions.cover.as_ref().is_some_and(|cover| cover.kind == CoverKind::Payer);
    let net = if others { line.net() + line.taken.given } else { line.net() };
    StoodLine { line_id: line.id, job_id: job.id, kind: line.kind, net }
}

/// What nobody was shown is no offer.
fn offered(job: &Job) -> Option<OfferedJob> {
    let (is_approved, evidence) = match &job.authorisation {
        Authorisation::Proposed => return None,
        Authorisation::Sent => (None, None),
        // It was approved at another price.
        Authorisation::ReapprovalNeeded(evidence) => (None, Some(evidence)),
        Authorisation::Approved(evidence) => (Some(true), Some(evidence)),
        Authorisation::Declined(evidence) => (Some(false), Some(evidence)),
    };
    let net = job.lines.iter().map(Line::net).sum();
    Some(OfferedJob { id: job.id, net, is_approved, decided_at: evidence.map(|evidence| evidence.at) })
}

fn costs(line: &Line, sublets: &Costs) -> Option<LineCost> {
    if let Some(cost) = sublets.get(&line.id) {
        return Some(LineCost { line_id: line.id, cost: *cost, is_sublet: true });
    }
    match (line.kind, line.completed_quantity, line.unit_cost) {
        (LineKind::Part, Some(quantity), Some(cost)) => {
            Some(LineCost { line_id: line.id, cost: extended(quantity, cost), is_sublet: false })
        }
        _ => None,
    }
}
