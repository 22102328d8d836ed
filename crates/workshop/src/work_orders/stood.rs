//! Tells figures how an order stands, where that changed.

use contracts::workshop::{CoverKind, LineCost, LineKind, OfferedJob, StoodLine, WorkOrderStood};
use kernel::money::extended;
use kernel::{Actor, Clock, Tx, outbox};
use sea_orm::DbErr;

use super::job::{Authorisation, Job};
use super::line::Line;
use super::state::WorkOrderState;
use super::work_order::WorkOrder;
use crate::progress::Costs;
use crate::{MODULE, sublet};

/// Without `before` in any case.
pub async fn announce_standing(
    tx: &mut Tx,
    (before, order): (Option<&WorkOrder>, &WorkOrder),
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    let sublets = sublet::costs(&**tx, order.id).await?;
    let now = standing(order, &sublets);
    if before.is_some_and(|before| standing(before, &sublets) == now) {
        return Ok(());
    }
    outbox::append(tx, MODULE, &now, actor, clock).await
}

/// How it stands.
pub fn standing(order: &WorkOrder, sublets: &Costs) -> WorkOrderStood {
    let costs = order.approved_lines().filter_map(|(_, line)| costs(line, sublets));
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
    }
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
