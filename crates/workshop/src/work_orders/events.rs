//! What a command tells the other modules, in the transaction that makes it true.

use contracts::workshop::{
    CompletedLine, CoverKind, PackedLine, Reduced, WorkOrderAssigned, WorkOrderCancelled, WorkOrderChanged, WorkOrderComeback,
    WorkOrderCompleted, WorkOrderCores, WorkOrderHandedOver, WorkOrderOpened, WorkOrderParts, WorkOrderReferenced, WorkOrderReopened,
    WorkOrderSourced,
};
use kernel::{Actor, Amount, Clock, Tx, outbox};
use sea_orm::DbErr;

use super::fact::Fact;
use super::job::Job;
use super::line::Line;
use super::state::State;
use super::work_order::{LEAD_SOURCE, PO_NUMBER, WorkOrder};
use crate::MODULE;
use crate::warranty::comeback;

/// One event per command, by the fact that names it; and how the visit came about or that it makes another good, where that is news.
pub async fn announce(tx: &mut Tx, order: &WorkOrder, fact: &Fact, actor: &Actor, clock: &dyn Clock) -> Result<(), DbErr> {
    tell(tx, order, fact, actor, clock).await?;
    if let Fact::ComebackOf { .. } | Fact::NoComeback { .. } = fact {
        let is_comeback = matches!(fact, Fact::ComebackOf { .. });
        let event = WorkOrderComeback { id: order.id, site_id: order.site_id, is_comeback };
        return outbox::append(tx, MODULE, &event, actor, clock).await;
    }
    if matches!(fact, Fact::Updated { fields } if fields.contains(&PO_NUMBER)) {
        let event = WorkOrderReferenced { id: order.id, site_id: order.site_id, po_number: order.po_number.clone() };
        outbox::append(tx, MODULE, &event, actor, clock).await?;
    }
    // Nobody is asked about what they took over the counter.
    if matches!(fact, Fact::HandedOver { .. }) && order.vehicle.id.is_some() {
        let is_comeback = comeback::find(&**tx, order.id).await?.is_some();
        outbox::append(tx, MODULE, &handed_over(order, is_comeback), actor, clock).await?;
    }
    let is_news = match fact {
        _ if order.is_quote() => false,
        Fact::Opened { .. } | Fact::Converted { .. } | Fact::Restored => order.lead_source.is_some(),
        Fact::Updated { fields } => fields.contains(&LEAD_SOURCE),
        _ => false,
    };
    if is_news { outbox::append(tx, MODULE, &sourced(order), actor, clock).await } else { Ok(()) }
}

async fn tell(tx: &mut Tx, order: &WorkOrder, fact: &Fact, actor: &Actor, clock: &dyn Clock) -> Result<(), DbErr> {
    match fact {
        // A quote becomes a visit like any other.
        Fact::Opened { .. } | Fact::Converted { .. } => outbox::append(tx, MODULE, &opened(order), actor, clock).await,
        Fact::Completed { at } => outbox::append(tx, MODULE, &completed(order, *at), actor, clock).await,
        // What is completed and not invoiced yet is asked for otherwise: its draft follows.
        Fact::Exempted { .. } | Fact::TaxedAsUsual if order.state == State::Ready => {
            let at = order.completed_at.unwrap_or(order.opened_at);
            outbox::append(tx, MODULE, &completed(order, at), actor, clock).await
        }
        Fact::Assigned { .. } | Fact::Unassigned => outbox::append(tx, MODULE, &assigned(order), actor, clock).await,
        Fact::Reopened { reason } => {
            let event = WorkOrderReopened { id: order.id, site_id: order.site_id, reason: reason.clone() };
            outbox::append(tx, MODULE, &event, actor, clock).await
        }
        Fact::Cancelled { reason } => {
            let (id, number, reason) = (order.id, order.number.clone(), reason.clone());
            outbox::append(tx, MODULE, &WorkOrderCancelled { id, number, site_id: order.site_id, reason }, actor, clock).await
        }
        other => {
            let (change, promised_at) = (other.name().to_owned(), order.promised_at);
            let event = WorkOrderChanged { id: order.id, site_id: order.site_id, change, promised_at };
            outbox::append(tx, MODULE, &event, actor, clock).await
        }
    }
}

/// What the order wants from the shelf, when that changed. Its completion and its cancelling say it by themselves.
pub async fn announce_parts(
    tx: &mut Tx,
    (before, order): (&WorkOrder, &WorkOrder),
    fact: &Fact,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    let parts = parts(order);
    if matches!(fact, Fact::Completed { .. } | Fact::Cancelled { .. }) || parts == parts_before(before, order) {
        return Ok(());
    }
    outbox::append(tx, MODULE, &parts, actor, clock).await
}

/// What becomes of the order's old parts, when that changed.
pub async fn announce_cores(tx: &mut Tx, (before, order): (&WorkOrder, &WorkOrder), actor: &Actor, clock: &dyn Clock) -> Result<(), DbErr> {
    let now = cores(order);
    if now.cores == before.cores() { Ok(()) } else { outbox::append(tx, MODULE, &now, actor, clock).await }
}

/// The order's old parts as they stand now.
pub fn cores(order: &WorkOrder) -> WorkOrderCores {
    WorkOrderCores {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        vehicle_plate: order.vehicle.plate.clone(),
        customer_name: order.customer.name.clone(),
        currency: order.terms.currency.code().to_owned(),
        cores: order.cores(),
    }
}

/// What the order wants from the shelf now.
pub fn parts(order: &WorkOrder) -> WorkOrderParts {
    WorkOrderParts {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        vehicle_plate: order.vehicle.plate.clone(),
        promised_at: order.promised_at,
        lines: order.parts_needed(),
    }
}

/// When the promise is for when nothing is needed is nobody's matter.
fn parts_before(before: &WorkOrder, order: &WorkOrder) -> WorkOrderParts {
    let parts = parts(before);
    let promised_at = if parts.lines.is_empty() { order.promised_at } else { parts.promised_at };
    WorkOrderParts { promised_at, ..parts }
}

fn sourced(order: &WorkOrder) -> WorkOrderSourced {
    WorkOrderSourced {
        id: order.id,
        site_id: order.site_id,
        customer_id: order.customer.id,
        lead_source: order.lead_source,
        opened_at: order.opened_at,
    }
}

fn handed_over(order: &WorkOrder, is_comeback: bool) -> WorkOrderHandedOver {
    WorkOrderHandedOver {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        customer_id: order.customer.id,
        customer_name: order.customer.name.clone(),
        vehicle_plate: order.vehicle.plate.clone(),
        vehicle_label: order.vehicle.label.clone(),
        is_comeback,
    }
}

fn opened(order: &WorkOrder) -> WorkOrderOpened {
    WorkOrderOpened {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        customer_id: order.customer.id,
        vehicle_id: order.vehicle.id,
        appointment_id: order.appointment_id,
        promised_at: order.promised_at,
    }
}

fn completed(order: &WorkOrder, at: chrono::DateTime<chrono::Utc>) -> WorkOrderCompleted {
    let titles: Vec<_> = order.jobs.iter().filter(|job| job.is_approved()).map(|job| job.title.as_str()).collect();
    WorkOrderCompleted {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        customer_id: order.customer.id,
        customer_name: order.customer.name.clone(),
        vehicle_id: order.vehicle.id,
        vehicle_plate: order.vehicle.plate.clone(),
        vehicle_label: order.vehicle.label.clone(),
        odometer_km: order.odometer_out.or(order.odometer_in),
        currency: order.terms.currency.code().to_owned(),
        stamp_duty: order.terms.stamp_duty,
        lines: order.jobs.iter().filter(|job| job.is_approved()).flat_map(completed_lines).collect(),
        completed_at: at,
        summary: titles.join(", "),
        packed: order.approved_lines().filter_map(|(_, line)| packed(line)).collect(),
        po_number: order.po_number.clone(),
        exemption: order.exemption.clone(),
    }
}

fn packed(line: &Line) -> Option<PackedLine> {
    line.pack.map(|_| PackedLine { line_id: line.id, quantity: line.stock_quantity() })
}

/// A line that somebody else pays a part of stands a second time, for them.
fn completed_lines(job: &Job) -> impl Iterator<Item = CompletedLine> {
    job.lines.iter().flat_map(|line| [Some(completed_line(job, line)), payers_line(job, line)]).flatten()
}

fn completed_line(job: &Job, line: &Line) -> CompletedLine {
    let taxed = line.taxed();
    let cover = job.reductions.cover.as_ref().map(|cover| cover.kind).filter(|_| line.taken.given > Amount::ZERO);
    CompletedLine {
        id: line.id,
        job_title: job.title.clone(),
        kind: line.kind,
        product_id: line.product_id,
        code: line.code.clone(),
        description: line.description.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        unit_price: line.unit_price,
        discount: line.discount,
        vat_rate: taxed.rate,
        exempt_from: taxed.is_exempt.then_some(line.vat_rate),
        levy_rate: line.levy_rate,
        unit_price_with_tax: line.told(),
        net: line.net(),
        reduced: Reduced { off: line.taken.off, given: line.taken.given, cover },
        payer: None,
    }
}

/// What is asked of the payer: the same, less what is not theirs. The shelf is asked once.
fn payers_line(job: &Job, line: &Line) -> Option<CompletedLine> {
    let payer = job.reductions.cover.as_ref().and_then(|cover| cover.payer.clone())?;
    let id = line.taken.other.filter(|_| line.taken.given > Amount::ZERO)?;
    let reduced = Reduced { off: Amount::ZERO, given: line.full() - line.taken.given, cover: Some(CoverKind::Payer) };
    // The certificate is not theirs.
    let (vat_rate, exempt_from) = (line.vat_rate, None);
    let own = completed_line(job, line);
    Some(CompletedLine { id, product_id: None, net: line.taken.given, reduced, payer: Some(payer), vat_rate, exempt_from, ..own })
}

fn assigned(order: &WorkOrder) -> WorkOrderAssigned {
    WorkOrderAssigned {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        technician_id: order.technician.as_ref().map(|technician| technician.id),
        vehicle_plate: order.vehicle.plate.clone(),
        vehicle_label: order.vehicle.label.clone(),
        concern: order.concern.clone(),
    }
}
