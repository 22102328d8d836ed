//! What other modules told, as entries.

use contracts::billing::{InvoiceCredited, InvoiceIssued, InvoicePaid, InvoiceRefunded, InvoiceState};
use contracts::notifications::CustomerMessaged;
use contracts::scheduling::{
    AppointmentCancelled, AppointmentConfirmed, AppointmentNoShow, AppointmentNotice, AppointmentRequested, AppointmentRescheduled,
};
use contracts::workshop::{WorkOrderCancelled, WorkOrderCompleted, WorkOrderId, WorkOrderOpened, WorkOrderReopened};
use kernel::outbox::{Envelope, Event};
use kernel::{Amount, Problem, SiteId, Tx};

use super::entry::{Entry, Kind};
use super::store;

impl Entry {
    fn told(event: &Envelope, customer: contracts::customers::CustomerId, kind: Kind, action: &str) -> Self {
        Self { id: event.id, ..Self::new(customer, kind, action, event.at, &event.actor) }
    }

    /// `before`: what was due of the invoice until then.
    pub fn of_invoice(event: &Envelope, invoice: &InvoiceState, before: Option<Amount>) -> Option<Self> {
        let before = before.unwrap_or(invoice.total);
        let (kind, action, amount) = match event.kind.as_str() {
            InvoiceIssued::KIND => (Kind::Invoice, "issued", invoice.total),
            InvoicePaid::KIND => (Kind::Payment, "paid", before - invoice.due),
            InvoiceCredited::KIND => (Kind::Invoice, "credited", before - invoice.due),
            InvoiceRefunded::KIND => (Kind::Payment, "refunded", invoice.due - before),
            _ => return None,
        };
        // Told again, nothing was paid.
        let is_news = action == "issued" || amount != Amount::ZERO;
        let entry = Self::told(event, invoice.customer_id, kind, action).worth(amount, &invoice.currency);
        is_news.then(|| entry.about(invoice.site_id, invoice.id.0, invoice.number.as_deref()))
    }

    pub fn of_appointment(event: &Envelope) -> Result<Option<Self>, Problem> {
        let (action, told): (_, AppointmentNotice) = match event.kind.as_str() {
            AppointmentRequested::KIND => ("requested", event.read::<AppointmentRequested>()?.0),
            AppointmentConfirmed::KIND => ("confirmed", event.read::<AppointmentConfirmed>()?.0),
            AppointmentRescheduled::KIND => ("rescheduled", event.read::<AppointmentRescheduled>()?.0),
            AppointmentCancelled::KIND => ("cancelled", event.read::<AppointmentCancelled>()?.0),
            AppointmentNoShow::KIND => ("no_show", event.read::<AppointmentNoShow>()?.0),
            _ => return Ok(None),
        };
        let of = |customer| {
            let entry = Self::told(event, customer, Kind::Appointment, action).about(told.site_id, told.id.0, Some(&told.number));
            Self { due_at: Some(told.start), ..entry }
        };
        Ok(told.customer_id.map(of))
    }

    pub fn of_message(event: &Envelope) -> Result<Option<Self>, Problem> {
        if event.kind != CustomerMessaged::KIND {
            return Ok(None);
        }
        let told: CustomerMessaged = event.read()?;
        let entry = Self::told(event, told.customer_id, Kind::Message, &told.outcome);
        Ok(Some(entry.about(told.site_id, told.id, Some(&told.subject))))
    }
}

/// The entry of what happened with a work order. Some of it does not say whose the order is: what was told before does.
pub async fn of_order(tx: &Tx, event: &Envelope) -> Result<Option<Entry>, Problem> {
    match event.kind.as_str() {
        WorkOrderOpened::KIND => {
            let told: WorkOrderOpened = event.read()?;
            let entry = Entry::told(event, told.customer_id, Kind::Visit, "opened");
            Ok(Some(entry.about(told.site_id, told.id.0, Some(&told.number))))
        }
        WorkOrderCompleted::KIND => {
            let told: WorkOrderCompleted = event.read()?;
            let entry = Entry::told(event, told.customer_id, Kind::Visit, "completed").about(told.site_id, told.id.0, Some(&told.number));
            Ok(Some(Entry { text: Some(told.summary).filter(|summary| !summary.is_empty()), ..entry }))
        }
        WorkOrderReopened::KIND => {
            let told: WorkOrderReopened = event.read()?;
            again(tx, event, "reopened", (told.id, told.site_id), told.reason).await
        }
        WorkOrderCancelled::KIND => {
            let told: WorkOrderCancelled = event.read()?;
            again(tx, event, "cancelled", (told.id, told.site_id), told.reason).await
        }
        _ => Ok(None),
    }
}

async fn again(
    tx: &Tx,
    event: &Envelope,
    action: &str,
    (order, site): (WorkOrderId, SiteId),
    reason: String,
) -> Result<Option<Entry>, Problem> {
    let Some(before) = store::last_of(&**tx, order.0).await? else { return Ok(None) };
    let entry = Entry::told(event, before.customer_id, Kind::Visit, action).about(site, order.0, before.label.as_deref());
    Ok(Some(Entry { text: Some(reason).filter(|reason| !reason.is_empty()), ..entry }))
}
