//! What a work order takes from the shelf.

use std::collections::BTreeSet;

use contracts::inventory::ProductId;
use contracts::workshop::{CompletedLine, LineId, LineKind, WorkOrderId};
use kernel::{Actor, Clock, Problem, Quantity, SiteId, Tx};

use super::converge::{Take, afterwards, differences};
use super::{Change, Ledger, Note, Reference, store};
use crate::leftovers::{self, Freed};
use crate::products;
use crate::reservations::claims::Claim;
use crate::reservations::restate::{close_all, freed};
use crate::reservations::{self, ReservationKind};

/// A work order with all that it takes; nothing when it was cancelled.
#[derive(Clone, Copy)]
pub struct Consumer<'a> {
    pub id: WorkOrderId,
    pub number: &'a str,
    pub site_id: SiteId,
    pub lines: &'a [CompletedLine],
}

impl Consumer<'_> {
    /// A part that lies on the shelf again.
    pub fn freed(&self, take: &Take) -> Freed {
        Freed {
            line_id: take.line_id,
            work_order_id: self.id,
            order_number: self.number.to_owned(),
            product_id: take.product_id,
            quantity: take.quantity,
        }
    }
}

/// A line took so much more of the shelf before its work is completed, or less: completion will count it. Its product's level is locked.
pub async fn issued(tx: &Tx, order: Consumer<'_>, (line_id, product_id): (LineId, ProductId), by: Quantity) -> Result<(), Problem> {
    let before = store::consumed(tx, order.id, order.site_id).await?;
    let before = before.into_iter().find(|take| take.line_id == line_id && take.product_id == product_id);
    let quantity = before.map(|take| take.quantity).unwrap_or_default() + by;
    Ok(store::save_consumed(tx, order, &[Take { line_id, product_id, quantity }]).await?)
}

/// Books back what a line took, at what it cost when it left.
pub async fn give_back(tx: &Tx, ledger: &mut Ledger, order: Consumer<'_>, back: &Take, note: &Note) -> Result<(), Problem> {
    let reference = Some(Reference::work_order(order.id, order.number));
    let left_at = store::left_at(tx, ledger, back).await?;
    let note = Note { reference, line_id: Some(back.line_id), left_at, ..note.clone() };
    ledger.post(back.product_id, Change::Return(back.quantity), &note)?;
    Ok(())
}

/// Brings the stock to what the order's lines say now, and remembers it by line. What was reserved for them goes with it.
pub async fn consume(tx: &mut Tx, order: Consumer<'_>, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let ids = products_of(tx, order).await?;
    if ids.is_empty() {
        return Ok(());
    }
    let mut ledger = store::lock(tx, order.site_id, &ids).await?;
    // Only now: whoever issues parts holds the levels, too.
    let consumed = store::consumed(tx, order.id, order.site_id).await?;
    let claimed = reservations::store::of_order(tx, order.id).await?;
    let wanted = wanted(tx, order.lines, &consumed).await?;
    let moved = differences(&wanted, &consumed);
    if moved.is_empty() && claimed.is_empty() {
        return Ok(());
    }
    let mut claims = reservations::store::of_products(tx, order.site_id, &ids).await?;
    let mut note =
        Note { reference: Some(Reference::work_order(order.id, order.number)), by: actor.name.clone(), at: clock.now(), ..Note::default() };
    for take in &moved {
        if take.quantity < Quantity::ZERO {
            give_back(tx, &mut ledger, order, &Take { quantity: -take.quantity, ..*take }, &note).await?;
            continue;
        }
        note.line_id = Some(take.line_id);
        ledger.post(take.product_id, Change::Consumption(take.quantity), &note)?;
    }
    let kind = if order.lines.is_empty() { ReservationKind::Released } else { ReservationKind::Consumed };
    let taken: Vec<_> = moved.iter().filter(|take| take.quantity > Quantity::ZERO).map(|take| take.line_id).collect();
    leftovers::forget(tx, &taken).await?;
    leftovers::ask(tx, &ledger, &no_longer_wanted(order, &moved, &claimed), clock).await?;
    close_all(&mut claims, &mut ledger, &claimed, kind, &note);
    store::save_with(tx, &mut ledger, claims, &[], actor, clock).await?;
    store::save_consumed(tx, order, &afterwards(&wanted, &consumed)).await?;
    Ok(())
}

/// What came back of lines, and what a cancelled order had reserved.
fn no_longer_wanted(order: Consumer<'_>, moved: &[Take], claimed: &[Claim]) -> Vec<Freed> {
    let back = moved.iter().filter(|take| take.quantity < Quantity::ZERO);
    let back = back.map(|take| order.freed(&Take { quantity: -take.quantity, ..*take }));
    let reserved = if order.lines.is_empty() { freed(claimed) } else { vec![] };
    reserved.into_iter().chain(back).collect()
}

/// All whose levels the order may move.
async fn products_of(tx: &Tx, order: Consumer<'_>) -> Result<BTreeSet<ProductId>, Problem> {
    let consumed = store::consumed(tx, order.id, order.site_id).await?;
    let wanted = wanted(tx, order.lines, &consumed).await?;
    let claimed = reservations::store::of_order(tx, order.id).await?.into_iter().map(|claim| claim.product_id);
    Ok(wanted.iter().chain(&consumed).map(|take| take.product_id).chain(claimed).collect())
}

/// The lines that take from stock: parts of which stock is kept, and those that took before, whatever became of the product.
async fn wanted(tx: &Tx, lines: &[CompletedLine], consumed: &[Take]) -> Result<Vec<Take>, Problem> {
    let parts = lines.iter().filter(|line| line.kind == LineKind::Part);
    let takes = parts.filter_map(|line| {
        line.product_id.map(|product_id| Take { line_id: line.id, product_id, quantity: line.quantity.max(Quantity::ZERO) })
    });
    let takes: Vec<_> = takes.collect();
    let ids: Vec<_> = takes.iter().map(|take| take.product_id).collect();
    let products = products::store::find_many(&**tx, &ids).await?;
    let is_tracked = |take: &Take| products.iter().any(|product| product.tracked && product.id == take.product_id);
    let took_before = |take: &Take| consumed.iter().any(|before| before.line_id == take.line_id && before.product_id == take.product_id);
    Ok(takes.into_iter().filter(|take| is_tracked(take) || took_before(take)).collect())
}
