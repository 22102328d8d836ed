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
use crate::stock::consume::{Consumer, give_back};
use crate::stock::converge::{Take, beyond};
use crate::stock::{self, Ledger, Note};

/// Brings the order's claims to what its lines say, and shares out what became free or is wanted. What was issued for a line that is gone,
/// or wants less, lies on the shelf again.
pub async fn restate(tx: &mut Tx, order: &WorkOrderParts, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let mut ledger = lock(tx, order).await?;
    let products = ledger.levels().map(|level| level.product_id).collect();
    // Only now: whoever issues parts holds the levels, too.
    let known = store::of_order(tx, order.id).await?;
    let consumed = stock::store::consumed(tx, order.id, order.site_id).await?;
    let back = beyond(&order.lines, &consumed);
    let wanted = wanted(tx, order, (&known, &consumed, &back)).await?;
    let note = Note { by: actor.name.clone(), at: clock.now(), ..Note::default() };
    let mut claims = store::of_products(tx, order.site_id, &products).await?;
    let taker = Consumer { id: order.id, number: &order.number, site_id: order.site_id, lines: &[] };
    for take in &back {
        give_back(tx, &mut ledger, taker, take, &note).await?;
    }
    let gone: Vec<_> = known.iter().filter(|claim| wanted.iter().all(|line| !is_same(line, claim))).collect();
    for claim in &gone {
        claims.close(&mut ledger, claim.line_id, ReservationKind::Released, &note);
    }
    leftovers::ask(tx, &ledger, &no_longer_wanted(taker, gone, &back), clock).await?;
    leftovers::forget(tx, &wanted.iter().filter(|claim| claim.wanted > Quantity::ZERO).map(|claim| claim.line_id).collect::<Vec<_>>())
        .await?;
    for claim in wanted {
        claims.restate(&mut ledger, claim, &note);
    }
    stock::store::save_with(tx, &mut ledger, claims, &[], actor, clock).await?;
    Ok(stock::store::save_consumed(tx, taker, &left(&consumed, &back)).await?)
}

/// The levels of all that the order's lines want, have and took.
async fn lock(tx: &Tx, order: &WorkOrderParts) -> Result<Ledger, Problem> {
    let claimed = store::of_order(tx, order.id).await?.into_iter().map(|claim| claim.product_id);
    let took = stock::store::consumed(tx, order.id, order.site_id).await?.into_iter().map(|take| take.product_id);
    let ids: Vec<_> = order.lines.iter().map(|line| line.product_id).collect::<BTreeSet<_>>().into_iter().collect();
    let there = products::store::find_many(&**tx, &ids).await?.into_iter().filter(|product| product.tracked);
    Ok(stock::store::lock(tx, order.site_id, &claimed.chain(took).chain(there.map(|product| product.id)).collect()).await?)
}

/// What the lines have consumed once this is back; those of which nothing comes back are left out.
fn left(consumed: &[Take], back: &[Take]) -> Vec<Take> {
    let after = |take: &Take| {
        let back = back.iter().find(|back| back.line_id == take.line_id && back.product_id == take.product_id)?;
        Some(Take { quantity: take.quantity - back.quantity, ..*take })
    };
    consumed.iter().filter_map(after).collect()
}

fn no_longer_wanted(order: Consumer<'_>, gone: Vec<&Claim>, back: &[Take]) -> Vec<Freed> {
    let mut all = freed(gone);
    for take in back {
        match all.iter_mut().find(|freed| freed.line_id == take.line_id && freed.product_id == take.product_id) {
            Some(freed) => freed.quantity = freed.quantity + take.quantity,
            None => all.push(order.freed(take)),
        }
    }
    all
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

/// The lines that claim: of products of which stock is kept. What they took is wanted no more; the claim stays for it.
async fn wanted(tx: &Tx, order: &WorkOrderParts, (known, consumed, back): (&[Claim], &[Take], &[Take])) -> Result<Vec<Claim>, Problem> {
    let ids: Vec<_> = order.lines.iter().map(|line| line.product_id).collect::<BTreeSet<_>>().into_iter().collect();
    let products = products::store::find_many(&**tx, &ids).await?;
    let tracked: BTreeSet<ProductId> = products.into_iter().filter(|product| product.tracked).map(|product| product.id).collect();
    let sum = |takes: &[Take]| -> BTreeMap<_, _> { takes.iter().map(|take| ((take.line_id, take.product_id), take.quantity)).collect() };
    let (took, back) = (sum(consumed), sum(back));
    let had: BTreeMap<LineId, Quantity> = known.iter().map(|claim| (claim.line_id, claim.wanted)).collect();
    let lines = order.lines.iter().filter(|line| tracked.contains(&line.product_id));
    let claims = lines.map(|line| {
        let of = |takes: &BTreeMap<_, Quantity>| takes.get(&(line.line_id, line.product_id)).copied().unwrap_or_default();
        let issued = of(&took) - of(&back);
        let open = line.quantity - issued;
        let most = if line.is_approved { open } else { open.min(had.get(&line.line_id).copied().unwrap_or_default()) };
        Claim { issued, ..claim(order, line, most.max(Quantity::ZERO)) }
    });
    Ok(claims.filter(|claim| claim.wanted > Quantity::ZERO || claim.issued > Quantity::ZERO).collect())
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
        issued: Quantity::ZERO,
        returned: Quantity::ZERO,
        is_approved: line.is_approved,
    }
}

pub fn promise_key(promised_at: Option<DateTime<Utc>>) -> i64 {
    promised_at.map_or(i64::MAX, |at| at.timestamp_micros())
}
