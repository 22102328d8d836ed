//! What billing hears. Drafts carry their customer's name of today, and follow the work: what is completed and not on an issued invoice of its order is the order's one draft.

use async_trait::async_trait;
use contracts::billing::{InvoiceDiscarded, InvoiceDrafted};
use contracts::customers::{CustomerId, CustomerSaved};
use contracts::workshop::{
    CompletedLine, OrderNoted, Payer, WorkOrderCancelled, WorkOrderCompleted, WorkOrderId, WorkOrderReferenced, WorkOrderReopened,
};
use kernel::files::attachments;
use kernel::merging;
use kernel::outbox::{self, Envelope};
use kernel::relay::Listener;
use kernel::{Actor, Currency, Problem, SharedClock, Tx};

use crate::MODULE;
use crate::invoices::invoice::{Invoice, not_yet_issued};
use crate::invoices::store;
use crate::merging::{INVOICES, rename_drafts};
use crate::notes;

/// Hears the workshop.
pub struct CompletedWork {
    pub clock: SharedClock,
}

#[async_trait]
impl Listener for CompletedWork {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "workshop"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if let Some(order) = event.open::<WorkOrderCompleted>()? {
            return self.completed(tx, order).await;
        }
        if let Some(order) = event.open::<WorkOrderReopened>()? {
            return reopened(tx, &order).await;
        }
        if let Some(order) = event.open::<WorkOrderCancelled>()? {
            return self.cancelled(tx, &order).await;
        }
        if let Some(OrderNoted { id, for_customer: Some(notes), .. }) = event.open::<OrderNoted>()? {
            return noted(tx, id, notes).await;
        }
        if let Some(order) = event.open::<WorkOrderReferenced>()? {
            return referenced(tx, &order).await;
        }
        Ok(())
    }
}

impl CompletedWork {
    async fn completed(&self, tx: &mut Tx, order: WorkOrderCompleted) -> Result<(), Problem> {
        let currency =
            Currency::from_code(&order.currency).ok_or_else(|| Problem::internal(&format!("{} is no currency", order.currency)))?;
        // The drafts are locked before the issued lines are read: an invoice issued meanwhile is then seen as issued.
        let mut drafts = store::lock_drafts_of(tx, order.id).await?;
        let issued = store::issued_lines(tx, order.id).await?;
        for (payer, lines) in by_payer(&order.lines) {
            let (open, differing) = not_yet_issued(&lines, &issued);
            report(&order, &differing);
            let place = drafts.iter().position(|draft| draft.payer_id == payer.as_ref().map(|payer| payer.id));
            match (place.map(|place| drafts.swap_remove(place)), open.is_empty()) {
                (None, true) => {}
                (Some(draft), true) => self.discard(tx, &draft).await?,
                (None, false) => self.draft(tx, &order, payer.as_ref(), open, currency).await?,
                (Some(draft), false) => self.follow(tx, draft, &order, payer.as_ref(), open, currency).await?,
            }
        }
        // Of who pays no more.
        for draft in &drafts {
            self.discard(tx, draft).await?;
        }
        Ok(())
    }

    async fn draft(
        &self,
        tx: &mut Tx,
        order: &WorkOrderCompleted,
        payer: Option<&Payer>,
        lines: Vec<CompletedLine>,
        currency: Currency,
    ) -> Result<(), Problem> {
        let mut invoice = Invoice::draft(order, payer, lines, currency, self.clock.now());
        // The order may name a customer who is another's part by now.
        invoice.customer.id = CustomerId(merging::arrive(tx, MODULE, INVOICES, invoice.id.0, invoice.customer.id.0).await?);
        invoice.notes = notes::of(tx, order.id).await?;
        store::insert_draft(tx, &invoice).await?;
        self.tell_drafted(tx, &invoice).await
    }

    async fn follow(
        &self,
        tx: &mut Tx,
        mut draft: Invoice,
        order: &WorkOrderCompleted,
        payer: Option<&Payer>,
        lines: Vec<CompletedLine>,
        currency: Currency,
    ) -> Result<(), Problem> {
        if !draft.follow(order, payer, lines, currency) {
            return Ok(());
        }
        store::save_draft(tx, &mut draft).await?;
        self.tell_drafted(tx, &draft).await
    }

    async fn tell_drafted(&self, tx: &mut Tx, invoice: &Invoice) -> Result<(), Problem> {
        let event = InvoiceDrafted(invoice.snapshot());
        outbox::append(tx, MODULE, &event, &Actor::system(), self.clock.as_ref()).await.map_err(Problem::from)
    }

    /// Nothing is to be invoiced of an order that was given up.
    async fn cancelled(&self, tx: &mut Tx, order: &WorkOrderCancelled) -> Result<(), Problem> {
        for draft in store::lock_drafts_of(tx, order.id).await? {
            self.discard(tx, &draft).await?;
        }
        Ok(())
    }

    async fn discard(&self, tx: &mut Tx, draft: &Invoice) -> Result<(), Problem> {
        store::discard_draft(tx, draft).await?;
        attachments::discard(tx, MODULE, draft.id.0, self.clock.now().timestamp()).await?;
        let event = InvoiceDiscarded(draft.snapshot());
        outbox::append(tx, MODULE, &event, &Actor::system(), self.clock.as_ref()).await.map_err(Problem::from)
    }
}

/// What is written for the customer is printed on the order's next invoice.
async fn noted(tx: &mut Tx, order: WorkOrderId, texts: Vec<String>) -> Result<(), Problem> {
    notes::keep(tx, order, &texts).await?;
    for mut draft in store::lock_drafts_of(tx, order).await? {
        if draft.note(texts.clone()) {
            store::save_draft(tx, &mut draft).await?;
        }
    }
    Ok(())
}

/// The customer gave their own order number, or another.
async fn referenced(tx: &mut Tx, order: &WorkOrderReferenced) -> Result<(), Problem> {
    for mut draft in store::lock_drafts_of(tx, order.id).await? {
        if draft.refer(order.po_number.clone()) {
            store::save_draft(tx, &mut draft).await?;
        }
    }
    Ok(())
}

/// Hears of customers. What was issued keeps the name it was issued to.
pub struct CustomerNames {
    pub clock: SharedClock,
}

#[async_trait]
impl Listener for CustomerNames {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "customers"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        crate::merging::hear(tx, event).await?;
        crate::erasing::hear(tx, event, self.clock.as_ref()).await?;
        let Some(customer) = event.open::<CustomerSaved>()? else { return Ok(()) };
        rename_drafts(tx, &customer).await
    }
}

/// An order taken up again keeps its drafts, but nobody may issue them.
async fn reopened(tx: &Tx, order: &WorkOrderReopened) -> Result<(), Problem> {
    for mut draft in store::lock_drafts_of(tx, order.id).await? {
        if draft.hold() {
            store::save_draft(tx, &mut draft).await?;
        }
    }
    Ok(())
}

/// The customer's lines first, then those of each who pays in their place. The customer's draft is looked at even when nothing is left
/// of it.
fn by_payer(lines: &[CompletedLine]) -> Vec<(Option<Payer>, Vec<CompletedLine>)> {
    let mut parts: Vec<(Option<Payer>, Vec<CompletedLine>)> = vec![(None, vec![])];
    for line in lines {
        let own = CompletedLine { payer: None, ..line.clone() };
        let id = line.payer.as_ref().map(|payer| payer.id);
        match parts.iter_mut().find(|(payer, _)| payer.as_ref().map(|payer| payer.id) == id) {
            Some((_, lines)) => lines.push(own),
            None => parts.push((line.payer.clone(), vec![own])),
        }
    }
    parts
}

/// The workshop locks what is invoiced, so this means a fault there; the issued invoice stands.
fn report(order: &WorkOrderCompleted, differing: &[CompletedLine]) {
    for line in differing {
        tracing::warn!(work_order.id = %order.id, line.id = %line.id, "a line differs from its issued invoice and is left alone");
    }
}
