//! What this module learns from others: what customers owe, and when they were here.

use async_trait::async_trait;
use contracts::billing::{InvoiceIssued, InvoicePaid, InvoiceRefunded};
use contracts::customers::CustomerStandingChanged;
use contracts::scheduling::AppointmentNoShow;
use contracts::workshop::{WorkOrderCancelled, WorkOrderCompleted};
use kernel::outbox::{self, Envelope, Event};
use kernel::relay::Listener;
use kernel::{Actor, Problem, SharedClock, Tx};

use crate::MODULE;
use crate::standing::store;

/// Keeps what is due of each issued invoice, as billing told it last.
pub struct Dues {
    pub clock: SharedClock,
}

#[async_trait]
impl Listener for Dues {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "billing"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        let invoice = match event.kind.as_str() {
            InvoiceIssued::KIND => opened::<InvoiceIssued>(event)?.0,
            InvoicePaid::KIND => opened::<InvoicePaid>(event)?.0,
            InvoiceRefunded::KIND => opened::<InvoiceRefunded>(event)?.0,
            _ => return Ok(()),
        };
        match store::put_invoice(tx, &invoice, event.at).await {
            Ok(id) => {
                let changed = CustomerStandingChanged { id };
                Ok(outbox::append(tx, MODULE, &changed, &Actor::system(), self.clock.as_ref()).await?)
            }
            Err(problem) => unless_unknown(Err(problem)),
        }
    }
}

/// Keeps when customers were here, by completed work.
pub struct Visits;

#[async_trait]
impl Listener for Visits {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "workshop"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        match event.kind.as_str() {
            WorkOrderCompleted::KIND => {
                let done = opened::<WorkOrderCompleted>(event)?;
                unless_unknown(store::put_visit(tx, done.id, done.customer_id, done.completed_at).await)
            }
            WorkOrderCancelled::KIND => store::forget_visit(tx, opened::<WorkOrderCancelled>(event)?.id).await,
            _ => Ok(()),
        }
    }
}

/// Counts the appointments to which customers did not come.
pub struct NoShows;

#[async_trait]
impl Listener for NoShows {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "scheduling"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if event.kind != AppointmentNoShow::KIND {
            return Ok(());
        }
        let AppointmentNoShow(appointment) = opened(event)?;
        let Some(customer) = appointment.customer_id else { return Ok(()) };
        unless_unknown(store::put_no_show(tx, appointment.id.0, customer, event.at).await)
    }
}

/// A document may name a customer that this database never had: then it says nothing of anybody.
fn unless_unknown(done: Result<(), Problem>) -> Result<(), Problem> {
    match done {
        Err(problem) if problem.status == 404 => Ok(()),
        done => done,
    }
}

fn opened<E: Event>(event: &Envelope) -> Result<E, Problem> {
    serde_json::from_str(&event.payload).map_err(|error| Problem::internal(&error))
}
