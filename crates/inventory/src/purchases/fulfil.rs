//! What a change of a purchase order means to the shelf: what is on order, what is ordered for which job, and what came.

use std::collections::{BTreeMap, BTreeSet};

use contracts::inventory::{PartSubstituted, ProductId, PurchaseOrderMailed};
use contracts::workshop::LineId;
use kernel::{Actor, Amount, Clock, Problem, Quantity, Tx, outbox};

use super::purchase_order::PurchaseOrder;
use super::store::{self, Delivery};
use crate::numbers::{self, NumberInput, NumberKind, Remark};
use crate::stock::{self, Change, Note};
use crate::{MODULE, products, reservations, suppliers};

/// Goods that came with the change.
#[derive(Default)]
pub struct Goods {
    pub note: Note,
    pub posts: Vec<(ProductId, Change)>,
    /// Who they were ordered for.
    pub served: Vec<(LineId, Quantity)>,
    pub delivery: Option<Delivery>,
    /// What the supplier asked for a pack of each.
    pub asked: Vec<(ProductId, Amount)>,
    /// Which jobs get another part than they waited for.
    pub substituted: Vec<PartSubstituted>,
    /// To the supplier.
    pub mail: Option<PurchaseOrderMailed>,
    /// What is read on the pieces.
    pub numbers: Vec<Marked>,
}

/// What is read on pieces of an article that came.
pub struct Marked {
    pub product: ProductId,
    pub numbers: Vec<NumberInput>,
    /// Where it stands in the body.
    pub pointer: String,
}

/// Brings the shelf and the claims to what the order, which is saved, says now.
pub async fn settle(
    tx: &mut Tx,
    (before, after): (Option<&PurchaseOrder>, &PurchaseOrder),
    goods: Goods,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), Problem> {
    let both: Vec<_> = before.into_iter().chain([after]).collect();
    let lines = || both.iter().flat_map(|order| &order.lines);
    let products: BTreeSet<_> = lines().map(|line| line.product_id).collect();
    let jobs: BTreeSet<_> = lines().flat_map(|line| line.links.iter().map(|link| link.line_id)).collect();
    let mut ledger = stock::store::lock(tx, after.site_id, &products).await?;
    let mut claims = reservations::store::of_products(tx, after.site_id, &products).await?;
    for (product, by) in differences(before, after) {
        ledger.order(product, by);
    }
    for (line, ordered) in store::ordered_for(tx, &jobs).await? {
        claims.set_ordered(line, ordered);
    }
    for (product, change) in goods.posts {
        ledger.post(product, change, &goods.note)?;
    }
    if let Some(delivery) = goods.delivery {
        store::add_delivery(tx, delivery).await?;
    }
    if let Some(mail) = &goods.mail {
        outbox::append(tx, MODULE, mail, actor, clock).await?;
    }
    for news in &goods.substituted {
        outbox::append(tx, MODULE, news, actor, clock).await?;
    }
    let remark = Remark { reference: goods.note.reference.map(|reference| reference.label), ..numbers::remark(None, actor, clock) };
    for marked in &goods.numbers {
        put_down(tx, (after, marked), remark.clone()).await?;
    }
    suppliers::store::asked(tx, after.supplier.id, &goods.asked, clock.now()).await?;
    Ok(stock::store::save_with(tx, &mut ledger, claims, &goods.served, actor, clock).await?)
}

/// Its numbers lie on the shelf, whose level is locked.
async fn put_down(tx: &Tx, (order, marked): (&PurchaseOrder, &Marked), remark: Remark) -> Result<(), Problem> {
    let product = products::store::find(&**tx, marked.product).await?;
    let told = numbers::told(&product, &marked.numbers, &marked.pointer)?;
    let mut book = numbers::store::book(tx, (product.id, order.site_id), &told, None, remark).await?;
    for told in &told {
        book.put(told, NumberKind::Received)?;
    }
    numbers::store::save(tx, book).await
}

fn differences(before: Option<&PurchaseOrder>, after: &PurchaseOrder) -> BTreeMap<ProductId, Quantity> {
    let mut by = after.on_order();
    for (product, quantity) in before.map(PurchaseOrder::on_order).unwrap_or_default() {
        let place = by.entry(product).or_default();
        *place = *place - quantity;
    }
    by
}
