//! Parts of the demonstration's work that are on the bench already.

use kernel::{Actor, Context, Problem, Quantity};

use crate::issues::shelf::Shelf;
use crate::reservations;

/// Of so many lines that have their parts, one was issued.
const ONE_IN: usize = 4;

/// Issues some of what is put aside for open orders, the earliest promise first.
pub async fn issue(context: &Context) -> Result<(), Problem> {
    let filter = reservations::store::Filter { limit: 2_000, ..reservations::store::Filter::default() };
    let waiting = reservations::store::list(context.db.reader(), &filter).await?;
    let ready = waiting.into_iter().map(|row| row.claim).filter(|claim| claim.reserved == claim.wanted && claim.is_approved);
    let actor = Actor { name: "ECAR".into(), ..Actor::system() };
    for claim in ready.step_by(ONE_IN) {
        let mut tx = context.db.begin().await?;
        let shelf = Shelf::lock(&tx, claim.site_id, claim.product_id, None).await?;
        if claim.wanted > Quantity::ZERO {
            shelf.take(&mut tx, &claim, claim.wanted, &actor, context.clock.as_ref()).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
