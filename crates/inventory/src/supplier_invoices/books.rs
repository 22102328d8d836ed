//! What an invoice means to the orders that it is for and to what their goods cost: orders are locked first, then the levels, then the
//! invoice, as every command on a purchase order does.

use std::collections::{BTreeMap, BTreeSet};

use contracts::inventory::{ProductId, PurchaseLineId, PurchaseOrderId};
use kernel::{Actor, Amount, Clock, Problem, Quantity, SiteId, Tx, audit, outbox};

use super::invoice::{Came, SupplierInvoice};
use super::state::InvoiceState;
use crate::MODULE;
use crate::purchases::{self, PurchaseLine, PurchaseOrder};
use crate::stock::{self, Ledger, Note, Reference};

pub struct Books {
    /// As they were, and as they are.
    orders: Vec<(PurchaseOrder, PurchaseOrder)>,
    came: BTreeMap<PurchaseLineId, Vec<Came>>,
    ledger: Ledger,
}

impl Books {
    pub async fn lock(
        tx: &Tx,
        site: SiteId,
        orders: &BTreeSet<PurchaseOrderId>,
        lines: &BTreeSet<PurchaseLineId>,
    ) -> Result<Self, Problem> {
        let (mut locked, mut came) = (vec![], BTreeMap::<_, Vec<Came>>::new());
        for id in orders {
            let order = purchases::store::lock(tx, *id).await?.ok_or_else(Problem::not_found)?;
            for line in purchases::store::deliveries(&**tx, *id).await?.into_iter().flat_map(|delivery| delivery.lines) {
                came.entry(line.purchase_line_id).or_default().push((line.quantity, line.unit_cost));
            }
            locked.push((order.clone(), order));
        }
        let of = |(_, order): &(PurchaseOrder, PurchaseOrder)| order.lines.clone();
        let products: BTreeSet<ProductId> =
            locked.iter().flat_map(of).filter(|line| lines.contains(&line.id)).map(|line| line.product_id).collect();
        Ok(Self { orders: locked, came, ledger: stock::store::lock(tx, site, &products).await? })
    }

    /// The line of an order and the order, as they are now.
    pub fn line(&self, id: PurchaseLineId) -> Option<(&PurchaseOrder, &PurchaseLine)> {
        let of = |(_, order): &'_ (PurchaseOrder, PurchaseOrder)| order.lines.iter().position(|line| line.id == id);
        self.orders.iter().find_map(|pair| of(pair).map(|place| (&pair.1, &pair.1.lines[place])))
    }

    /// Matches what is open of an invoice with what came and nobody billed; what agrees then is billed.
    pub fn meet(&self, invoice: &mut SupplierInvoice) {
        for line in &mut invoice.lines {
            let Some(of) = line.of.as_ref().map(|of| of.line_id) else { continue };
            let billed = self.line(of).map_or(Quantity::ZERO, |(_, line)| line.billed);
            line.meet(self.came.get(&of).map_or(&[], Vec::as_slice), billed);
        }
        invoice.settle();
    }

    /// Brings the orders and the average costs to what the invoice says now, and saves them.
    pub async fn close(
        mut self,
        tx: &mut Tx,
        (before, now): (Option<&SupplierInvoice>, &mut SupplierInvoice),
        actor: &Actor,
        clock: &dyn Clock,
    ) -> Result<(), Problem> {
        self.bill(before, now)?;
        let reference = Reference { kind: "supplier_invoice".into(), id: Some(now.id.0), label: now.number.clone() };
        let note = Note { reference: Some(reference), by: actor.name.clone(), at: clock.now(), ..Note::default() };
        self.correct(now, &note);
        stock::store::save(tx, &mut self.ledger, actor, clock).await?;
        for (before, order) in &mut self.orders {
            if before != order {
                purchases::store::save(tx, before, order).await?;
                outbox::append(tx, MODULE, &order.changed(), actor, clock).await?;
                audit::record(tx, MODULE, order.audited("purchase_order.bill"), (Some(&*before), Some(&*order)), actor, clock).await?;
            }
        }
        Ok(())
    }

    fn bill(&mut self, before: Option<&SupplierInvoice>, now: &SupplierInvoice) -> Result<(), Problem> {
        for (place, line) in now.lines.iter().enumerate() {
            let Some(of) = &line.of else { continue };
            let had = before.map_or(Quantity::ZERO, |before| before.takes(&before.lines[place]));
            let by = now.takes(line) - had;
            let Some((_, order)) = self.orders.iter_mut().find(|(_, order)| order.id == of.order_id) else { continue };
            if by != Quantity::ZERO || had == Quantity::ZERO {
                order.bill(of.line_id, by)?;
            }
        }
        Ok(())
    }

    /// What is billed moves the average by what its price differs; what is cancelled takes that back.
    fn correct(&mut self, invoice: &mut SupplierInvoice, note: &Note) {
        let state = invoice.state;
        for line in &mut invoice.lines {
            let Some(product) = line.of.as_ref().map(|of| of.product_id) else { continue };
            match (state, line.stock_cost) {
                (InvoiceState::Billed, None) => {
                    line.stock_cost = Some(self.ledger.revalue(product, line.price_difference(), line.matched, note));
                }
                (InvoiceState::Cancelled, Some(stocked)) if stocked != Amount::ZERO => {
                    let there = self.ledger.on_hand(product).min(line.matched);
                    let of_those = i128::from(line.price_difference().0) * i128::from(there.0) / i128::from(line.matched.0.max(1));
                    // Others of the kind may have come since: no more is taken back than went in.
                    let back = of_those.clamp(-i128::from(stocked.0.abs()), i128::from(stocked.0.abs()));
                    self.ledger.revalue(product, -Amount(i64::try_from(back).unwrap_or_default()), there, note);
                    line.stock_cost = None;
                }
                _ => {}
            }
        }
    }
}
