//! What customers give back of invoiced work lies on the shelf again.

use std::collections::BTreeSet;

use contracts::billing::{PartsReturned, ReturnedPart};
use kernel::money::pro_rata;
use kernel::{Actor, Amount, Clock, Problem, Quantity, Tx};

use super::converge::Take;
use super::{Change, Note, Reference, store};

/// Books each part back at what it cost when it left: of what the line took, the part that is taken back of its quantity. A line that took
/// nothing gives nothing. The order's own lines took what they took: should it be completed again, they take no second one.
pub async fn return_parts(tx: &mut Tx, returned: &PartsReturned, actor: &Actor, clock: &dyn Clock) -> Result<(), Problem> {
    let ids: BTreeSet<_> = returned.parts.iter().map(|part| part.product_id).collect();
    let mut ledger = store::lock(tx, returned.site_id, &ids).await?;
    let took = store::consumed(tx, returned.work_order_id, returned.site_id).await?;
    let reference = Some(Reference::credit_note(returned.credit_note_id, &returned.number));
    for back in returned.parts.iter().filter_map(|part| share(part, &took)) {
        let left_at = store::left_at(tx, &ledger, &back).await?;
        let (by, at) = (actor.name.clone(), clock.now());
        let note = Note { reference: reference.clone(), line_id: Some(back.line_id), by, at, left_at, ..Note::default() };
        ledger.post(back.product_id, Change::Return(back.quantity), &note)?;
    }
    Ok(store::save(tx, &mut ledger, actor, clock).await?)
}

/// What of a line comes back, in the product's unit.
fn share(part: &ReturnedPart, took: &[Take]) -> Option<Take> {
    let took = took.iter().find(|take| take.line_id == part.line_id && take.product_id == part.product_id)?;
    let quantity = Quantity(pro_rata(Amount(took.quantity.0), part.quantity.0, part.of.0.max(1)).0).min(took.quantity);
    (quantity > Quantity::ZERO).then_some(Take { quantity, ..*took })
}
