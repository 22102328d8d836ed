//! Numbers follow what lines have: what came back of a line's parts is not on it any more.

use contracts::workshop::WorkOrderId;
use kernel::text::filled;
use kernel::{Actor, Clock, Problem, Quantity, Tx};

use super::book::{Fitting, Remark, told_of};
use super::{Told, store};
use crate::reservations::claims::Claim;

/// After an order changed: of lines that have less than their numbers say, what was fitted last lies on its shelf again.
pub async fn follow(tx: &Tx, order: WorkOrderId, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    for (product, site, Fitting { line, .. }) in store::lines_of(tx, order).await? {
        let taken = store::consumed(&**tx, line).await?.filter(|taken| taken.product_id == product);
        let has = taken.map_or(Quantity::ZERO, |taken| taken.quantity);
        let mut book = store::book(tx, (product, site), &[], Some(line), remark(None, actor, clock)).await?;
        book.shrink(line, has)?;
        store::save(tx, book).await?;
    }
    Ok(())
}

/// What comes back of a line, which has `left` then: these numbers, or all that it has. Which of several has to be said.
pub async fn come_back(
    tx: &Tx,
    (held, left): (&Claim, Quantity),
    told: &[Told],
    reason: Option<String>,
    (actor, clock): (&Actor, &dyn Clock),
) -> Result<(), Problem> {
    let at = (held.product_id, held.site_id);
    let mut book = store::book(tx, at, told, Some(held.line_id), remark(filled(reason), actor, clock)).await?;
    for told in told {
        book.take_back(told, held.line_id)?;
    }
    let on_it: Vec<_> = book.of_line(held.line_id).cloned().collect();
    let known = on_it.iter().fold(Quantity::ZERO, |sum, held| sum + held.quantity);
    if known > left && left > Quantity::ZERO && on_it.len() > 1 {
        return Err(Problem::field("/numbers", "required", "Say which come back"));
    }
    // Of one batch it is clear.
    for held_of in &on_it {
        let excess = if left > Quantity::ZERO { known - left } else { held_of.quantity };
        if excess > Quantity::ZERO {
            book.take_back(&told_of(held_of, excess), held.line_id)?;
        }
    }
    store::save(tx, book).await
}

pub fn remark(reason: Option<String>, actor: &Actor, clock: &dyn Clock) -> Remark {
    Remark { reference: None, reason, by: actor.name.clone(), at: clock.now() }
}
