//! What workshop does when others tell: it keeps copies, says when a job's parts are all here, and an issued invoice locks its lines and moves the order on.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::billing::{
    DepositChanged, InvoiceCredited, InvoiceDiscarded, InvoiceDrafted, InvoiceIssued, InvoicePaid, InvoiceRefunded, InvoiceState,
};
use contracts::customers::CustomerSaved;
use contracts::inventory::{PartSubstituted, PartsChanged, PartsValued};
use contracts::vehicles::VehicleSaved;
use contracts::workshop::{LineId, WorkOrderChanged, WorkOrderId};
use kernel::outbox::{self, Envelope, Event};
use kernel::relay::Listener;
use kernel::{Actor, Problem, SharedClock, Tx};

use crate::pricing::{Asking, Rules};
use crate::work_orders::{command, events, store};
use crate::{MODULE, Workshop, alerts, deferred, deposits, erasing, merging, progress};

pub fn all(workshop: &Arc<Workshop>) -> Vec<Arc<dyn Listener>> {
    let clock = workshop.context.clock.clone();
    let inventory = Inventory { workshop: workshop.clone(), parts: Parts { clock: clock.clone() } };
    vec![Arc::new(Billing { clock: clock.clone() }), Arc::new(Customers { clock: clock.clone() }), Arc::new(Vehicles), Arc::new(inventory)]
}

struct Billing {
    clock: SharedClock,
}

#[async_trait]
impl Listener for Billing {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "billing"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        match event.kind.as_str() {
            InvoiceDrafted::KIND => {
                let InvoiceDrafted(invoice) = event.read()?;
                Ok(store::save_invoice(tx, &invoice).await?)
            }
            InvoicePaid::KIND => {
                let InvoicePaid(invoice) = event.read()?;
                Ok(store::save_invoice(tx, &invoice).await?)
            }
            InvoiceCredited::KIND => {
                let InvoiceCredited(invoice) = event.read()?;
                Ok(store::save_invoice(tx, &invoice).await?)
            }
            InvoiceRefunded::KIND => {
                let InvoiceRefunded(invoice) = event.read()?;
                Ok(store::save_invoice(tx, &invoice).await?)
            }
            InvoiceDiscarded::KIND => {
                let InvoiceDiscarded(invoice) = event.read()?;
                Ok(store::forget_invoice(tx, invoice.id).await?)
            }
            InvoiceIssued::KIND => {
                let InvoiceIssued(invoice) = event.read()?;
                self.issued(tx, &invoice, event).await
            }
            DepositChanged::KIND => deposits::store::hear(tx, &event.read()?, event, self.clock.as_ref()).await,
            _ => Ok(()),
        }
    }
}

impl Billing {
    async fn issued(&self, tx: &mut Tx, invoice: &InvoiceState, event: &Envelope) -> Result<(), Problem> {
        store::save_invoice(tx, invoice).await?;
        for order in invoice.orders() {
            self.issued_of(tx, *order, invoice, event).await?;
        }
        Ok(())
    }

    async fn issued_of(&self, tx: &mut Tx, order: WorkOrderId, invoice: &InvoiceState, event: &Envelope) -> Result<(), Problem> {
        let Some(before) = store::lock(tx, order).await? else { return Ok(()) };
        let lines: Vec<_> = invoice.line_ids.iter().copied().map(LineId).collect();
        let mut order = before.clone();
        let facts = order.invoice_issued(&lines, invoice.number.clone(), event.at);
        if order == before {
            return Ok(());
        }
        store::save(tx, &before, &mut order).await?;
        progress::invoiced(tx, &order, event.at).await?;
        store::record(tx, order.id, &facts, &event.actor, event.at).await?;
        if let Some(fact) = facts.first() {
            deferred::follow(tx, &order, fact, &event.actor, event.at.timestamp()).await?;
            let actor = Actor { name: event.actor.clone(), ..Actor::system() };
            deferred::tell(tx, &order, fact, &actor, self.clock.as_ref()).await?;
            events::announce(tx, &order, fact, &actor, self.clock.as_ref()).await?;
        }
        Ok(())
    }
}

/// Keeps how the parts of orders stand.
struct Parts {
    clock: SharedClock,
}

#[async_trait]
impl Listener for Parts {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "inventory"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        let Some(changed) = event.open::<PartsChanged>()? else { return Ok(()) };
        let Some(mut order) = store::lock(tx, changed.work_order_id).await? else { return Ok(()) };
        if order.parts == changed.lines {
            return Ok(());
        }
        let facts = order.parts_stand(changed.lines);
        store::save_parts(tx, &order).await?;
        store::record(tx, order.id, &facts, &event.actor, event.at).await?;
        let actor = Actor { name: event.actor.clone(), ..Actor::system() };
        if let Some(alert) = alerts::arrived(&facts).filter(|_| order.state.name().is_work()) {
            alerts::tell(tx, &order, alert, &actor, self.clock.as_ref()).await?;
        }
        let change =
            WorkOrderChanged { id: order.id, site_id: order.site_id, change: "parts_changed".into(), promised_at: order.promised_at };
        Ok(outbox::append(tx, MODULE, &change, &actor, self.clock.as_ref()).await?)
    }
}

/// The same, and the parts that come in place of others.
struct Inventory {
    workshop: Arc<Workshop>,
    parts: Parts,
}

#[async_trait]
impl Listener for Inventory {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "inventory"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if let Some(valued) = event.open::<PartsValued>()? {
            return progress::valued(tx, &valued, event).await;
        }
        match event.open::<PartSubstituted>()? {
            Some(news) => self.substituted(tx, &news, event).await,
            None => self.parts.handle(tx, event).await,
        }
    }
}

impl Inventory {
    /// A change of the order like any other, in the name of who accepted the other part.
    async fn substituted(&self, tx: &mut Tx, news: &PartSubstituted, event: &Envelope) -> Result<(), Problem> {
        let Some(before) = store::lock(tx, news.work_order_id).await? else { return Ok(()) };
        let actor = Actor { name: event.actor.clone(), ..Actor::system() };
        let rules = Rules::of(&self.workshop, Asking::of(&before, &actor), &[news.part.id]).await?;
        let mut order = before.clone();
        let (part, priced) = (rules.at_site(&news.part), rules.part(&news.part, before.terms.currency));
        let facts = order.substitute(news.line_id, &part, priced, rules.unit_cost(part.id));
        command::keep(tx, &before, &mut order, &facts, &actor, self.parts.clock.as_ref()).await
    }
}

struct Customers {
    clock: SharedClock,
}

#[async_trait]
impl Listener for Customers {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "customers"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        merging::hear(tx, event).await?;
        if event.kind == CustomerSaved::KIND {
            store::relabel_customer(tx, &event.read()?).await?;
        }
        erasing::hear(tx, event, self.clock.as_ref()).await
    }
}

struct Vehicles;

#[async_trait]
impl Listener for Vehicles {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "vehicles"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if event.kind == VehicleSaved::KIND {
            store::relabel_vehicle(tx, &event.read()?).await?;
        }
        Ok(())
    }
}
