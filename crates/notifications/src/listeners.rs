//! Turns what happened elsewhere into queued messages. Nothing is sent and nobody is asked here.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::billing::{DunningSent, InvoiceIssued, StatementAsked};
use contracts::identity::{AccountLinkRequested, BackupFailed, SecurityAlert};
use contracts::inventory::PurchaseOrderMailed;
use contracts::reporting::{LeaksFound, ReportMailed};
use contracts::scheduling::{
    AppointmentCancelled, AppointmentConfirmed, AppointmentNoShow, AppointmentNotice, AppointmentRequested, AppointmentRescheduled,
    AppointmentState,
};
use contracts::webhooks::WebhookPaused;
use contracts::workshop::{
    EstimateAnswered, EstimateSent, InspectionSent, StaffAlerted, WorkOrderAssigned, WorkOrderCancelled, WorkOrderCompleted,
    WorkOrderHandedOver, WorkOrderProgressed,
};
use kernel::outbox::Envelope;
use kernel::relay::Listener;
use kernel::{Problem, SharedClock, Tx};

use crate::messages::reminder::HOURS;
use crate::messages::{Channel, Draft, MessageEvent, Reminder, queue, queue_for, tell_status, withdraw};
use crate::news::{self, News};
use crate::thread::{self, Entry};
use crate::{MODULE, erasing, feedback, merging, reminders, worth};

pub fn all(clock: &SharedClock, channel: Channel) -> Vec<Arc<dyn Listener>> {
    vec![
        Arc::new(HearsWorkshop { clock: clock.clone(), channel }),
        Arc::new(HearsBilling { clock: clock.clone(), channel }),
        Arc::new(HearsScheduling { clock: clock.clone(), channel }),
        Arc::new(HearsIdentity { clock: clock.clone(), channel }),
        Arc::new(HearsInventory { clock: clock.clone(), channel }),
        Arc::new(HearsCustomers),
        Arc::new(HearsWebhooks { clock: clock.clone() }),
        Arc::new(HearsReporting { clock: clock.clone(), channel }),
    ]
}

struct HearsWorkshop {
    clock: SharedClock,
    channel: Channel,
}

#[async_trait]
impl Listener for HearsWorkshop {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "workshop"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        worth::hear(tx, event, self.clock.as_ref()).await?;
        if let Some(told) = event.open::<StaffAlerted>()? {
            for news in News::of_alert(&told, event.at) {
                news::tell(tx, news, self.clock.as_ref()).await?;
            }
            if let Some(entry) = Entry::asked(&told, event.at) {
                thread::keep(tx, entry, self.clock.as_ref()).await?;
            }
            return Ok(());
        }
        if let Some(told) = event.open::<WorkOrderHandedOver>()? {
            return feedback::ask(tx, told, event.at, self.channel, self.clock.as_ref()).await;
        }
        if let Some(told) = event.open::<WorkOrderProgressed>()? {
            return tell_status(tx, told, self.channel, self.clock.as_ref()).await;
        }
        if let Some(order) = event.open::<WorkOrderCancelled>()? {
            return withdraw(tx, order.id, order.site_id, "The order was given up", self.clock.as_ref()).await.map(drop);
        }
        let assigned = event.open::<WorkOrderAssigned>()?;
        if let Some(news) = assigned.as_ref().and_then(|order| News::assigned(event.id, order, event.at)) {
            news::tell(tx, news, self.clock.as_ref()).await?;
        }
        // Nobody is told that what they took over the counter is ready.
        let completed = event.open::<WorkOrderCompleted>()?.filter(|order| order.vehicle_id.is_some());
        if let Some(sent) = event.open::<InspectionSent>()? {
            return queue(tx, Draft::inspection_report(event.id, sent), self.channel, self.clock.as_ref()).await;
        }
        if let Some(sent) = event.open::<EstimateSent>()? {
            return queue(tx, Draft::estimate_sent(sent), self.channel, self.clock.as_ref()).await;
        }
        if let Some(told) = event.open::<EstimateAnswered>()? {
            return queue(tx, Draft::estimate_answered(told), self.channel, self.clock.as_ref()).await;
        }
        if let Some(order) = &completed {
            withdraw(tx, order.id, order.site_id, "The work was done before it went out", self.clock.as_ref()).await?;
        }
        let draft = match (assigned, completed) {
            (Some(assigned), _) => Draft::technician_assigned(event.id, assigned),
            (_, Some(completed)) => Some(Draft::ready_for_pickup(completed)),
            _ => None,
        };
        match draft {
            Some(draft) => queue(tx, draft, self.channel, self.clock.as_ref()).await,
            None => Ok(()),
        }
    }
}

struct HearsBilling {
    clock: SharedClock,
    channel: Channel,
}

#[async_trait]
impl Listener for HearsBilling {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "billing"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        worth::hear(tx, event, self.clock.as_ref()).await?;
        if let Some(asked) = event.open::<StatementAsked>()? {
            return queue(tx, Draft::statement(asked), self.channel, self.clock.as_ref()).await;
        }
        if let Some(sent) = event.open::<DunningSent>()? {
            return queue(tx, Draft::dunning(sent), self.channel, self.clock.as_ref()).await;
        }
        let issued = event.open::<InvoiceIssued>()?;
        match issued {
            Some(InvoiceIssued(invoice)) => queue(tx, Draft::invoice_issued(invoice), self.channel, self.clock.as_ref()).await,
            None => Ok(()),
        }
    }
}

struct HearsIdentity {
    clock: SharedClock,
    channel: Channel,
}

#[async_trait]
impl Listener for HearsIdentity {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "identity"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if let Some(told) = event.open::<BackupFailed>()? {
            return news::tell(tx, News::backup_failed(told, event.at), self.clock.as_ref()).await;
        }
        let link = event.open::<AccountLinkRequested>()?;
        let alert = event.open::<SecurityAlert>()?;
        let draft = match (link, alert) {
            (Some(request), _) => Draft::account_link(&request),
            (_, Some(alert)) => Draft::security_alert(event.id, alert, event.at),
            _ => return Ok(()),
        };
        queue(tx, draft, self.channel, self.clock.as_ref()).await
    }
}

struct HearsInventory {
    clock: SharedClock,
    channel: Channel,
}

#[async_trait]
impl Listener for HearsInventory {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "inventory"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        match event.open::<PurchaseOrderMailed>()? {
            Some(order) => queue(tx, Draft::purchase_order(order), self.channel, self.clock.as_ref()).await,
            None => Ok(()),
        }
    }
}

struct HearsReporting {
    clock: SharedClock,
    channel: Channel,
}

#[async_trait]
impl Listener for HearsReporting {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "reporting"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        if let Some(report) = event.open::<ReportMailed>()? {
            return queue(tx, Draft::report(report), self.channel, self.clock.as_ref()).await;
        }
        match event.open::<LeaksFound>()? {
            Some(told) => news::tell(tx, News::leaks_found(&told, event.at), self.clock.as_ref()).await,
            None => Ok(()),
        }
    }
}

struct HearsCustomers;

#[async_trait]
impl Listener for HearsCustomers {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "customers"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        merging::hear(tx, event).await?;
        erasing::hear(tx, event).await
    }
}

struct HearsWebhooks {
    clock: SharedClock,
}

#[async_trait]
impl Listener for HearsWebhooks {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "webhooks"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        match event.open::<WebhookPaused>()? {
            Some(told) => news::tell(tx, News::webhook_paused(event.id, &told, event.at), self.clock.as_ref()).await,
            None => Ok(()),
        }
    }
}

struct HearsScheduling {
    clock: SharedClock,
    channel: Channel,
}

#[async_trait]
impl Listener for HearsScheduling {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "scheduling"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        worth::hear(tx, event, self.clock.as_ref()).await?;
        reminders::hear(tx, event, self.clock.as_ref()).await?;
        let Some((kind, notice)) = occasion(event)? else { return Ok(()) };
        let is_promise = matches!(kind, MessageEvent::AppointmentConfirmed | MessageEvent::AppointmentRescheduled);
        if is_promise && notice.state == AppointmentState::Confirmed {
            self.remind(tx, &notice, event).await?;
        }
        // A whole year of recurring bookings is told of by who made it; each is only reminded of.
        if kind == MessageEvent::AppointmentConfirmed && notice.source == RECURRING {
            return Ok(());
        }
        let draft = Draft::appointment(format!("appointment:{}", event.id), kind, notice, None);
        queue(tx, draft, self.channel, self.clock.as_ref()).await
    }
}

const RECURRING: &str = "recurring";

fn occasion(event: &Envelope) -> Result<Option<(MessageEvent, AppointmentNotice)>, Problem> {
    let of = |kind, notice| Ok(Some((kind, notice)));
    if let Some(AppointmentRequested(notice)) = event.open()? {
        return of(MessageEvent::AppointmentRequested, notice);
    }
    if let Some(AppointmentConfirmed(notice)) = event.open()? {
        return of(MessageEvent::AppointmentConfirmed, notice);
    }
    if let Some(AppointmentRescheduled(notice)) = event.open()? {
        return of(MessageEvent::AppointmentRescheduled, notice);
    }
    if let Some(AppointmentCancelled(notice)) = event.open()? {
        return of(MessageEvent::AppointmentCancelled, notice);
    }
    if let Some(AppointmentNoShow(notice)) = event.open()? {
        return of(MessageEvent::AppointmentNoShow, notice);
    }
    Ok(None)
}

impl HearsScheduling {
    /// One reminder for each start, however often it is told: another start is another reminder.
    async fn remind(&self, tx: &mut Tx, notice: &AppointmentNotice, event: &Envelope) -> Result<(), Problem> {
        for hours in HOURS {
            let reminder = Reminder { hours, asked_at: event.at };
            let Some(look) = reminder.first_look(notice.start) else { continue };
            let key = format!("reminder-{hours}:{}:{}", notice.id, notice.start.timestamp());
            let draft = Draft::appointment(key, MessageEvent::AppointmentReminder, notice.clone(), Some(reminder));
            queue_for(tx, draft, self.channel, self.clock.as_ref(), look).await?;
        }
        Ok(())
    }
}
