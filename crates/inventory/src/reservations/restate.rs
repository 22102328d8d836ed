//! What a work order wants now, in place of what it wanted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use contracts::inventory::ProductId;
use contracts::workshop::{LineId, NeededPart, WorkOrderParts};
use kernel::{Actor, Clock, Problem, Quantity, Tx};

use super::claims::{Claim, Claims, ReservationKind};
use super::store;
use crate::leftovers::{self, Freed};
use crate::products;
use crate::stock::{self, Ledger, Note};

/// Brings the order's claims to what its lines say, and shares out what became free or is wanted.
pub async fn restate(tx: &mut Tx, order: &WorkOrderParts, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let known = store::of_order(tx, order.id).await?;
    let wanted = wanted(tx, order, &known).await?;
    let products = known.iter().map(|claim| claim.product_id).chain(wanted.iter().map(|claim| claim.product_id)).collect();
    let note = Note { by: actor.name.clone(), at: clock.now(), ..Note::default() };
    let mut ledger = stock::store::lock(tx, order.site_id, &products).await?;
    let mut claims = store::of_products(tx, order.site_id, &products).await?;
    let gone: Vec<_> = known.iter().filter(|claim| wanted.iter().all(|line| !is_same(line, claim))).collect();
    for claim in &gone {
        claims.close(&mut ledger, claim.line_id, ReservationKind::Released, &note);
    }
    leftovers::ask(tx, &ledger, &freed(gone), clock).await?;
    leftovers::forget(tx, &wanted.iter().map(|claim| claim.line_id).collect::<Vec<_>>()).await?;
    for claim in wanted {
        claims.restate(&mut ledger, claim, &note);
    }
    Ok(stock::store::save_with(tx, &mut ledger, claims, &[], actor, clock).await?)
}

/// What some claims had reserved.
pub fn freed<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Vec<Freed> {
    let freed = |claim: &Claim| Freed {
        line_id: claim.line_id,
        work_order_id: claim.work_order_id,
        order_number: claim.order_number.clone(),
        product_id: claim.product_id,
        quantity: claim.reserved,
    };
    claims.into_iter().map(freed).collect()
}

pub fn close_all(claims: &mut Claims, ledger: &mut Ledger, known: &[Claim], kind: ReservationKind, note: &Note) {
    for claim in known {
        claims.close(ledger, claim.line_id, kind, note);
    }
}

fn is_same(line: &Claim, claim: &Claim) -> bool {
    line.line_id == claim.line_id && line.product_id == claim.product_id
}

/// The lines that claim: of products of which stock is kept, without what they consumed before.
async fn wanted(tx: &Tx, order: &WorkOrderParts, known: &[Claim]) -> Result<Vec<Claim>, Problem> {
    let ids: Vec<_> = order.lines.iter().map(|line| line.product_id).collect::<BTreeSet<_>>().into_iter().collect();
    let products = products::store::find_many(&**tx, &ids).await?;
    let tracked: BTreeSet<ProductId> = products.into_iter().filter(|product| product.tracked).map(|product| product.id).collect();
    let consumed = stock::store::consumed(tx, order.id, order.site_id).await?;
    let consumed: BTreeMap<_, _> = consumed.into_iter().map(|take| ((take.line_id, take.product_id), take.quantity)).collect();
    let had: BTreeMap<LineId, Quantity> = known.iter().map(|claim| (claim.line_id, claim.wanted)).collect();
    let lines = order.lines.iter().filter(|line| tracked.contains(&line.product_id));
    let claims = lines.map(|line| {
        let used = consumed.get(&(line.line_id, line.product_id)).copied().unwrap_or_default();
        let open = line.quantity - used;
        let most = if line.is_approved { open } else { open.min(had.get(&line.line_id).copied().unwrap_or_default()) };
        claim(order, line, most)
    });
    Ok(claims.filter(|claim| claim.wanted > Quantity::ZERO).collect())
}

fn claim(order: &WorkOrderParts, line: &NeededPart, wanted: Quantity) -> Claim {
    Claim {
        line_id: line.line_id,
        work_order_id: order.id,
        order_number: order.number.clone(),
        vehicle_plate: order.vehicle_plate.clone(),
        job_id: line.job_id,
        job_title: line.job_title.clone(),
        description: line.description.clone(),
        product_id: line.product_id,
        site_id: order.site_id,
        wanted,
        reserved: Quantity::ZERO,
        drafted: Quantity::ZERO,
        ordered: Quantity::ZERO,
        expected_on: None,
        promised_at: order.promised_at,
        promise_key: promise_key(order.promised_at),
    }
}

pub fn promise_key(promised_at: Option<DateTime<Utc>>) -> i64 {
    promised_at.map_or(i64::MAX, |at| at.timestamp_micros())
}
