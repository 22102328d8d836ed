//! Which parts are asked about.

use contracts::inventory::{LeftoverId, ProductId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Clock, Quantity, Tx};
use sea_orm::DbErr;

use super::{Leftover, store};
use crate::stock::Ledger;

/// What a line of a work order had, and wants no more.
pub struct Freed {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub order_number: String,
    pub product_id: ProductId,
    pub quantity: Quantity,
}

/// Asks about what came for these lines and is not kept for stock at the site: of which no minimum is set.
pub async fn ask(tx: &Tx, ledger: &Ledger, freed: &[Freed], clock: &dyn Clock) -> Result<(), DbErr> {
    let special = |freed: &&Freed| {
        let level = ledger.levels().find(|level| level.product_id == freed.product_id);
        freed.quantity > Quantity::ZERO && level.is_some_and(|level| level.minimum == Quantity::ZERO)
    };
    let freed: Vec<_> = freed.iter().filter(special).collect();
    if freed.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = freed.iter().map(|freed| freed.line_id).collect();
    let mut asked = vec![];
    for came in store::came_for(tx, &lines).await? {
        let Some(freed) = freed.iter().find(|freed| freed.line_id == came.line_id && freed.product_id == came.product_id) else { continue };
        asked.push(Leftover {
            id: LeftoverId::new(),
            site_id: ledger.site,
            product_id: freed.product_id,
            line_id: freed.line_id,
            work_order_id: freed.work_order_id,
            order_number: freed.order_number.clone(),
            supplier_id: came.supplier_id,
            supplier_name: came.supplier_name,
            purchase_line_id: came.purchase_line_id,
            quantity: freed.quantity.min(came.served),
            at: clock.now(),
            decision: None,
            reason: None,
            decided_by: None,
            decided_at: None,
        });
    }
    store::insert(tx, asked).await
}
