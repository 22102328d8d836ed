//! What this module learns from others: what customers owe, when they were here, and what happened with them.

use async_trait::async_trait;
use contracts::billing::{DepositChanged, DunningSent, InvoiceCredited, InvoiceEntered, InvoiceIssued, InvoicePaid, InvoiceRefunded};
use contracts::customers::CustomerStandingChanged;
use contracts::notifications::{OffersAnswered, OffersRefused};
use contracts::scheduling::AppointmentNoShow;
use contracts::workshop::{WorkOrderCancelled, WorkOrderComeback, WorkOrderCompleted, WorkOrderSourced};
use kernel::outbox::{self, Envelope, Event};
use kernel::relay::Listener;
use kernel::{Actor, Problem, SharedClock, Tx};

use crate::MODULE;
use crate::consents::answered::{answered, refused};
use crate::customers::announce::announce;
use crate::customers::store::{lock_present, save};
use crate::standing::{leads, store};
use crate::timeline::entry::Entry;
use crate::timeline::{self, told};

/// Keeps what is due of each issued invoice, and what is left of what was paid ahead, as billing told it last.
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
        if let Some(deposit) = event.open::<DepositChanged>()? {
            return self.paid_ahead(tx, &deposit).await;
        }
        if let Some(letter) = event.open::<DunningSent>()? {
            return unless_unknown(self.hold(tx, letter, event).await);
        }
        let invoice = match event.kind.as_str() {
            InvoiceIssued::KIND => event.read::<InvoiceIssued>()?.0,
            InvoiceEntered::KIND => event.read::<InvoiceEntered>()?.0,
            InvoicePaid::KIND => event.read::<InvoicePaid>()?.0,
            InvoiceCredited::KIND => event.read::<InvoiceCredited>()?.0,
            InvoiceRefunded::KIND => event.read::<InvoiceRefunded>()?.0,
            _ => return Ok(()),
        };
        let before = store::due_of(tx, invoice.id).await?;
        match store::put_invoice(tx, &invoice, event.at).await {
            Ok(_) => note(tx, Entry::of_invoice(event, &invoice, before), &self.clock).await,
            Err(problem) => unless_unknown(Err(problem)),
        }
    }
}

impl Dues {
    /// Puts a customer on hold whose last reminder says so; who is held already keeps the reason that they are held for.
    async fn hold(&self, tx: &mut Tx, letter: DunningSent, event: &Envelope) -> Result<(), Problem> {
        let Some(reason) = letter.hold else { return Ok(()) };
        let mut customer = lock_present(tx, letter.customer_id).await?;
        if customer.hold_reason.is_some() || customer.archived {
            return Ok(());
        }
        let before = customer.clone();
        customer.hold(reason, event.actor.clone(), event.at)?;
        save(tx, &mut customer).await?;
        Ok(announce(tx, "customer.hold", Some(&before), &customer, &Actor::system(), self.clock.as_ref()).await?)
    }

    async fn paid_ahead(&self, tx: &mut Tx, deposit: &DepositChanged) -> Result<(), Problem> {
        match store::put_deposit(tx, deposit).await {
            Ok(id) => Ok(outbox::append(tx, MODULE, &CustomerStandingChanged { id }, &Actor::system(), self.clock.as_ref()).await?),
            Err(problem) => unless_unknown(Err(problem)),
        }
    }
}

/// Keeps when customers were here, by completed work, and how their visits came about.
pub struct Visits {
    pub clock: SharedClock,
}

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
                let done = event.read::<WorkOrderCompleted>()?;
                // A sale at the counter is no visit.
                if done.vehicle_id.is_some() {
                    unless_unknown(store::put_visit(tx, done.id, done.customer_id, done.completed_at).await)?;
                }
            }
            WorkOrderCancelled::KIND => {
                let id = event.read::<WorkOrderCancelled>()?.id;
                store::forget_visit(tx, id).await?;
                leads::forget(tx, id).await?;
            }
            WorkOrderComeback::KIND => {
                let told = event.read::<WorkOrderComeback>()?;
                store::mark_comeback(tx, told.id, told.is_comeback).await?;
            }
            WorkOrderSourced::KIND => unless_unknown(leads::put(tx, &event.read()?).await)?,
            _ => {}
        }
        let entry = told::of_order(tx, event).await?;
        note(tx, entry, &self.clock).await
    }
}

/// Keeps what became of appointments, and counts those to which customers did not come.
pub struct Bookings {
    pub clock: SharedClock,
}

#[async_trait]
impl Listener for Bookings {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "scheduling"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if event.kind == AppointmentNoShow::KIND {
            let AppointmentNoShow(appointment) = event.read()?;
            if let Some(customer) = appointment.customer_id {
                unless_unknown(store::put_no_show(tx, appointment.id.0, customer, event.at).await)?;
            }
        }
        note(tx, Entry::of_appointment(event)?, &self.clock).await
    }
}

/// Keeps what was written to customers, and who answered that they want no more offers.
pub struct Messages {
    pub clock: SharedClock,
}

#[async_trait]
impl Listener for Messages {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "notifications"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if let Some(told) = event.open::<OffersAnswered>()? {
            for customer in answered(tx, &told, event, self.clock.as_ref()).await? {
                let changed = CustomerStandingChanged { id: customer.id };
                outbox::append(tx, MODULE, &changed, &Actor::system(), self.clock.as_ref()).await?;
            }
            return Ok(());
        }
        if let Some(told) = event.open::<OffersRefused>()? {
            for customer in refused(tx, &told, event, self.clock.as_ref()).await? {
                let changed = CustomerStandingChanged { id: customer.id };
                outbox::append(tx, MODULE, &changed, &Actor::system(), self.clock.as_ref()).await?;
            }
            return Ok(());
        }
        note(tx, Entry::of_message(event)?, &self.clock).await
    }
}

/// Adds to the customer's timeline, and tells the screens.
async fn note(tx: &mut Tx, entry: Option<Entry>, clock: &SharedClock) -> Result<(), Problem> {
    let Some(entry) = entry else { return Ok(()) };
    match timeline::store::put(tx, entry).await {
        Ok(id) => Ok(outbox::append(tx, MODULE, &CustomerStandingChanged { id }, &Actor::system(), clock.as_ref()).await?),
        Err(problem) => unless_unknown(Err(problem)),
    }
}

/// A document may name a customer that this database never had: then it says nothing of anybody.
fn unless_unknown(done: Result<(), Problem>) -> Result<(), Problem> {
    match done {
        Err(problem) if problem.status == 404 => Ok(()),
        done => done,
    }
}
