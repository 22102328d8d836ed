//! The rules of a message: what queues it, what comes of a try, and when it may be sent again.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contracts::billing::{DunningSent, InvoiceId, InvoiceState, StatementAsked};
use contracts::customers::{Approver, Channel as Consented, CustomerId};
use contracts::identity::{AccountLinkRequested, Alert, LinkPurpose, SecurityAlert, UserId};
use contracts::inventory::PurchaseOrderMailed;
use contracts::reporting::ReportMailed;
use contracts::scheduling::AppointmentNotice;
use contracts::workshop::{
    EstimateAnswered, EstimateId, EstimateSent, InspectionId, InspectionSent, WorkOrderAssigned, WorkOrderCompleted, WorkOrderId,
    WorkStatus,
};
use kernel::outbox::Event;
use kernel::{Amount, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reminder::Reminder;
use crate::Error;
use crate::campaigns::Promotion;
use crate::reminders::ServiceDue;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum MessageEvent {
    TechnicianAssigned,
    StatusChanged,
    ReadyForPickup,
    InvoiceIssued,
    PasswordReset,
    Invitation,
    Registration,
    EmailConfirmation,
    SecurityAlert,
    AppointmentRequested,
    AppointmentConfirmed,
    AppointmentRescheduled,
    AppointmentCancelled,
    AppointmentReminder,
    AppointmentNoShow,
    InspectionReport,
    EstimateSent,
    EstimateAnswered,
    PurchaseOrder,
    Statement,
    Dunning,
    ServiceDue,
    Promotion,
    /// What the desk writes in a work order's thread.
    Note,
    /// How a visit was, some hours after the keys went back.
    Feedback,
    /// Figures that somebody has sent.
    Report,
}

/// What is urgent is sent first: 0 before 1 before 2 before 3.
pub const PRIORITIES: [i16; 4] = [0, 1, 2, 3];

impl MessageEvent {
    /// Who waits before a screen comes first, then whose visit it is, then whoever is reminded, then who is offered something.
    pub const fn priority(self) -> i16 {
        match self {
            Self::PasswordReset | Self::Invitation | Self::Registration | Self::EmailConfirmation | Self::SecurityAlert => 0,
            Self::AppointmentReminder | Self::Statement | Self::Dunning | Self::ServiceDue | Self::Feedback | Self::Report => 2,
            Self::Promotion => 3,
            _ => 1,
        }
    }

    /// Whether a site may do without it: not what people sign in by or are warned with, nor what it orders;
    /// and promotions are its campaigns.
    pub const fn may_be_off(self) -> bool {
        self.is_the_garages() && !matches!(self, Self::PurchaseOrder | Self::Promotion)
    }

    /// Whether the garage may say it in its own words: not what is about people's accounts or its own figures, nor what is in somebody's words.
    pub const fn is_the_garages(self) -> bool {
        !matches!(
            self,
            Self::PasswordReset
                | Self::Invitation
                | Self::Registration
                | Self::EmailConfirmation
                | Self::SecurityAlert
                | Self::Note
                | Self::Report
        )
    }

    /// Whether nothing hangs on it, so that who wants no mails of its kind gets none.
    pub const fn may_be_refused(self) -> bool {
        matches!(self, Self::ServiceDue | Self::Note | Self::Feedback | Self::Promotion)
    }
}

/// How a message goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MessageChannel)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Channel {
    Email,
    /// A text message to a telephone.
    Sms,
    Whatsapp,
    /// What a browser shows while it sleeps.
    Push,
    Console,
}

impl Channel {
    /// What customers know it as.
    pub const fn consented(self) -> Option<Consented> {
        match self {
            Self::Email => Some(Consented::Email),
            Self::Sms => Some(Consented::Sms),
            Self::Whatsapp => Some(Consented::Whatsapp),
            Self::Push => Some(Consented::Push),
            Self::Console => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum MessageState {
    Queued,
    Sent,
    /// The provider says that it is on the telephone.
    Delivered,
    Failed,
    Skipped,
    /// It may be sent or not: the answer was lost, and the provider cannot be asked.
    Unknown,
}

/// The facts a text is made of, as they were when it was queued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Params {
    WorkOrder {
        number: String,
        plate: String,
        vehicle: String,
        concern: Option<String>,
    },
    Status {
        number: String,
        plate: String,
        vehicle: String,
        status: WorkStatus,
        /// Nothing of a time that is over.
        promised_at: Option<DateTime<Utc>>,
        /// It was put off.
        is_later: bool,
    },
    /// The link itself is not among the facts: it comes to be when the text is made.
    AccountLink {
        request_id: Uuid,
        /// Where to send it, when not to the person's own address.
        #[serde(default)]
        to: Option<String>,
    },
    Security {
        alert: Alert,
        address: String,
        at: DateTime<Utc>,
        /// As of a link.
        #[serde(default)]
        to: Option<String>,
    },
    Invoice {
        number: String,
        total: Amount,
        due: Amount,
        currency: String,
        due_on: Option<NaiveDate>,
    },
    Appointment {
        /// As it was told; the link and the calendar file come to be when the text is made.
        notice: Box<AppointmentNotice>,
        #[serde(default)]
        reminder: Option<Reminder>,
    },
    Inspection {
        /// The link comes to be when the text is made.
        inspection_id: InspectionId,
        number: String,
        plate: String,
        vehicle: String,
    },
    Estimate {
        /// The link comes to be when the text is made.
        estimate_id: EstimateId,
        number: String,
        plate: String,
        vehicle: String,
        expires_at: DateTime<Utc>,
        /// Of the customer; their own address when none.
        #[serde(default)]
        to: Option<Approver>,
    },
    Answer {
        /// As of an estimate.
        estimate_id: EstimateId,
        number: String,
        plate: String,
        vehicle: String,
        job: String,
        question: Option<String>,
        answer: String,
    },
    Purchase {
        order: Box<PurchaseOrderMailed>,
    },
    /// The document comes to be when the text is made.
    Statement {
        asked: StatementAsked,
    },
    /// As of a statement.
    Dunning {
        letter: Box<DunningSent>,
    },
    /// Where the recipient books comes to be when the text is made.
    ServiceDue {
        due: Box<ServiceDue>,
    },
    /// Where it leads comes to be when the text is made.
    Promotion {
        promotion: Box<Promotion>,
    },
    Note {
        number: String,
        plate: String,
        vehicle: String,
        text: String,
        /// Who wrote it.
        by: String,
        order: WorkOrderId,
        /// Papers of the order that go with it.
        papers: Vec<NotePaper>,
    },
    Feedback {
        number: String,
        plate: String,
        vehicle: String,
        /// In the link.
        code: String,
    },
    /// As its recipient may see it; where its file is comes to be when the text is made.
    Report {
        report: Box<ReportMailed>,
    },
}

/// A paper that goes with a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotePaper {
    pub id: Uuid,
    pub name: String,
    /// A media type.
    pub media: String,
}

impl Params {
    /// The address that takes the place of the recipient's own.
    pub fn to(&self) -> Option<&str> {
        match self {
            Self::AccountLink { to, .. } | Self::Security { to, .. } => to.as_deref(),
            Self::WorkOrder { .. }
            | Self::Status { .. }
            | Self::Invoice { .. }
            | Self::Appointment { .. }
            | Self::Inspection { .. }
            | Self::Estimate { .. }
            | Self::Answer { .. }
            | Self::Purchase { .. }
            | Self::Statement { .. }
            | Self::Dunning { .. }
            | Self::ServiceDue { .. }
            | Self::Promotion { .. }
            | Self::Note { .. }
            | Self::Feedback { .. }
            | Self::Report { .. } => None,
        }
    }
}

/// A message to queue.
#[derive(Clone, Debug)]
pub struct Draft {
    /// One occasion has one key, and a key queues one message.
    pub key: String,
    pub event: MessageEvent,
    pub site_id: SiteId,
    pub customer_id: Option<CustomerId>,
    pub user_id: Option<UserId>,
    pub work_order_id: Option<WorkOrderId>,
    pub invoice_id: Option<InvoiceId>,
    pub params: Params,
}

impl Draft {
    /// None when the technician was only taken off. Every assignment is an occasion of its own, so the event makes the key.
    pub fn technician_assigned(event: Uuid, order: WorkOrderAssigned) -> Option<Self> {
        let technician = order.technician_id?;
        Some(Self {
            key: format!("assigned:{event}"),
            event: MessageEvent::TechnicianAssigned,
            site_id: order.site_id,
            customer_id: None,
            user_id: Some(technician),
            work_order_id: Some(order.id),
            invoice_id: None,
            params: Params::WorkOrder {
                number: order.number,
                plate: order.vehicle_plate,
                vehicle: order.vehicle_label,
                concern: Some(order.concern),
            },
        })
    }

    /// Each time that somebody sends the report is an occasion of its own, so the event makes the key.
    pub fn inspection_report(event: Uuid, sent: InspectionSent) -> Self {
        Self {
            key: format!("inspection:{event}"),
            event: MessageEvent::InspectionReport,
            site_id: sent.site_id,
            customer_id: Some(sent.customer_id),
            user_id: None,
            work_order_id: Some(sent.work_order_id),
            invoice_id: None,
            params: Params::Inspection {
                inspection_id: sent.id,
                number: sent.number,
                plate: sent.vehicle_plate,
                vehicle: sent.vehicle_label,
            },
        }
    }

    /// Each version is sent once to each of the customer, so they make the key.
    pub fn estimate_sent(sent: EstimateSent) -> Self {
        let of = sent.to.as_ref().map(|to| format!(":{}", to.id)).unwrap_or_default();
        Self {
            key: format!("estimate:{}{of}", sent.id),
            event: MessageEvent::EstimateSent,
            site_id: sent.site_id,
            customer_id: Some(sent.customer_id),
            user_id: None,
            work_order_id: Some(sent.work_order_id),
            invoice_id: None,
            params: Params::Estimate {
                estimate_id: sent.id,
                number: sent.number,
                plate: sent.vehicle_plate,
                vehicle: sent.vehicle_label,
                expires_at: sent.expires_at,
                to: sent.to,
            },
        }
    }

    /// Each answer is an occasion of its own, so it makes the key.
    pub fn estimate_answered(told: EstimateAnswered) -> Self {
        Self {
            key: format!("answer:{}", told.id),
            event: MessageEvent::EstimateAnswered,
            site_id: told.site_id,
            customer_id: Some(told.customer_id),
            user_id: None,
            work_order_id: Some(told.work_order_id),
            invoice_id: None,
            params: Params::Answer {
                estimate_id: told.estimate_id,
                number: told.number,
                plate: told.vehicle_plate,
                vehicle: told.vehicle_label,
                job: told.job,
                question: told.question,
                answer: told.answer,
            },
        }
    }

    /// Nobody is sent two on one day.
    pub fn statement(asked: StatementAsked) -> Self {
        Self {
            key: format!("statement:{}:{}:{}", asked.site_id, asked.customer_id, asked.until),
            event: MessageEvent::Statement,
            site_id: asked.site_id,
            customer_id: Some(asked.customer_id),
            user_id: None,
            work_order_id: None,
            invoice_id: None,
            params: Params::Statement { asked },
        }
    }

    /// A letter is sent once, so it makes the key. It is about its invoice where it has one.
    pub fn dunning(letter: DunningSent) -> Self {
        let invoice_id = letter.invoices.first().filter(|_| letter.invoices.len() == 1).map(|invoice| invoice.id);
        Self {
            key: format!("dunning:{}", letter.id),
            event: MessageEvent::Dunning,
            site_id: letter.site_id,
            customer_id: Some(letter.customer_id),
            user_id: None,
            work_order_id: None,
            invoice_id,
            params: Params::Dunning { letter: Box::new(letter) },
        }
    }

    /// An order is sent once, so it makes the key.
    pub fn purchase_order(order: PurchaseOrderMailed) -> Self {
        Self {
            key: format!("purchase:{}", order.id),
            event: MessageEvent::PurchaseOrder,
            site_id: order.site_id,
            customer_id: None,
            user_id: None,
            work_order_id: None,
            invoice_id: None,
            params: Params::Purchase { order: Box::new(order) },
        }
    }

    /// A vehicle is ready once, however often its order is reopened and completed again.
    pub fn ready_for_pickup(order: WorkOrderCompleted) -> Self {
        Self {
            key: format!("ready:{}", order.id),
            event: MessageEvent::ReadyForPickup,
            site_id: order.site_id,
            customer_id: Some(order.customer_id),
            user_id: None,
            work_order_id: Some(order.id),
            invoice_id: None,
            params: Params::WorkOrder { number: order.number, plate: order.vehicle_plate, vehicle: order.vehicle_label, concern: None },
        }
    }

    pub fn account_link(request: &AccountLinkRequested) -> Self {
        let event = match request.purpose {
            LinkPurpose::Reset => MessageEvent::PasswordReset,
            LinkPurpose::Invitation => MessageEvent::Invitation,
            LinkPurpose::Registration => MessageEvent::Registration,
            LinkPurpose::Email => MessageEvent::EmailConfirmation,
        };
        let params = Params::AccountLink { request_id: request.request_id, to: request.to.clone() };
        Self::to_user(format!("link:{}", request.request_id), event, request.site_id, request.user_id, params)
    }

    pub fn security_alert(event: Uuid, alert: SecurityAlert, at: DateTime<Utc>) -> Self {
        let params = Params::Security { alert: alert.alert, address: alert.address, at, to: alert.to };
        Self::to_user(format!("alert:{event}"), MessageEvent::SecurityAlert, alert.site_id, alert.user_id, params)
    }

    /// Each mail has its own id, so it makes the key.
    pub fn report(report: ReportMailed) -> Self {
        let (key, site, user) = (format!("report:{}", report.id), report.site_id, report.user_id);
        Self::to_user(key, MessageEvent::Report, site, user, Params::Report { report: Box::new(report) })
    }

    fn to_user(key: String, event: MessageEvent, site_id: SiteId, user_id: UserId, params: Params) -> Self {
        Self { key, event, site_id, customer_id: None, user_id: Some(user_id), work_order_id: None, invoice_id: None, params }
    }

    pub fn appointment(key: String, event: MessageEvent, notice: AppointmentNotice, reminder: Option<Reminder>) -> Self {
        Self {
            key,
            event,
            site_id: notice.site_id,
            customer_id: notice.customer_id,
            user_id: None,
            work_order_id: None,
            invoice_id: None,
            params: Params::Appointment { notice: Box::new(notice), reminder },
        }
    }

    pub fn invoice_issued(invoice: InvoiceState) -> Self {
        Self {
            key: format!("invoice:{}", invoice.id),
            event: MessageEvent::InvoiceIssued,
            site_id: invoice.site_id,
            customer_id: Some(invoice.customer_id),
            user_id: None,
            work_order_id: Some(invoice.work_order_id),
            invoice_id: Some(invoice.id),
            params: Params::Invoice {
                number: invoice.number.unwrap_or_default(),
                total: invoice.total,
                due: invoice.due,
                currency: invoice.currency,
                due_on: invoice.due_on,
            },
        }
    }
}

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// Nobody knows, and nobody can be asked.
    Lost(String),
    /// Not this way; another is left.
    Elsewhere(String),
    /// It may work later.
    NotNow(String),
    /// It never will.
    Refused(String),
    /// There is nowhere to send it.
    NoAddress(String),
    /// It is not wanted any more.
    NotWanted(String),
    /// It was looked at before its time, which counts as no try.
    Early(DateTime<Utc>),
}

/// Where a message stands after a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub state: MessageState,
    pub next_at: DateTime<Utc>,
    pub error: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    /// Nothing was tried.
    pub is_early: bool,
    /// This way is not taken again.
    pub passes: bool,
}

/// The waits between tries; after the last the message has failed.
const WAITS: [TimeDelta; 5] =
    [TimeDelta::seconds(30), TimeDelta::minutes(2), TimeDelta::minutes(10), TimeDelta::hours(1), TimeDelta::hours(6)];

/// What the outcome of try number `attempts` (from 1) means.
pub fn after(outcome: Outcome, attempts: i32, now: DateTime<Utc>) -> Progress {
    let wait = usize::try_from(attempts - 1).ok().and_then(|tries| WAITS.get(tries));
    let (is_early, passes) = (matches!(outcome, Outcome::Early(_)), matches!(outcome, Outcome::Elsewhere(_)));
    let (state, next_at, error) = match (outcome, wait) {
        (Outcome::Sent, _) => (MessageState::Sent, now, None),
        (Outcome::Lost(error), _) => (MessageState::Unknown, now, Some(error)),
        (Outcome::Elsewhere(error), _) => (MessageState::Queued, now, Some(error)),
        (Outcome::Early(due), _) => (MessageState::Queued, due, None),
        (Outcome::NoAddress(error) | Outcome::NotWanted(error), _) => (MessageState::Skipped, now, Some(error)),
        (Outcome::NotNow(error), Some(wait)) => (MessageState::Queued, now + *wait, Some(error)),
        (Outcome::NotNow(error) | Outcome::Refused(error), _) => (MessageState::Failed, now, Some(error)),
    };
    Progress { sent_at: (state == MessageState::Sent).then_some(now), state, next_at, error, is_early, passes }
}

impl Outcome {
    /// What it is where another way is left: nothing is over before that was taken.
    pub fn with_another_way(self, attempts: i32) -> Self {
        let is_last_try = usize::try_from(attempts).is_ok_and(|tries| tries > WAITS.len());
        match self {
            Self::Refused(error) => Self::Elsewhere(error),
            Self::NotNow(error) if is_last_try => Self::Elsewhere(error),
            other => other,
        }
    }
}

impl MessageState {
    pub fn may_resend(self) -> bool {
        self != Self::Queued
    }

    /// Puts the message in the queue once more.
    pub fn resend(self) -> Result<Self, Error> {
        if self.may_resend() { Ok(Self::Queued) } else { Err(Error::AlreadyQueued) }
    }
}

/// A message was queued, sent, skipped or failed: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MessageChanged {
    pub id: Uuid,
    pub site_id: SiteId,
}

impl Event for MessageChanged {
    const KIND: &'static str = "message.changed";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    #[test]
    fn tries_wait_longer_and_longer_and_then_it_failed() {
        let waits: Vec<_> = (1..=6).map(|attempt| after(Outcome::NotNow("busy".into()), attempt, now())).collect();
        let seconds: Vec<_> = waits.iter().map(|progress| (progress.next_at - now()).num_seconds()).collect();
        assert_eq!(seconds, [30, 120, 600, 3_600, 21_600, 0]);
        assert!(waits[..5].iter().all(|progress| progress.state == MessageState::Queued));
        assert_eq!(waits[5].state, MessageState::Failed);
    }

    #[test]
    fn a_refusal_for_good_is_not_tried_again() {
        let progress = after(Outcome::Refused("no such user".into()), 1, now());
        assert_eq!((progress.state, progress.error.as_deref()), (MessageState::Failed, Some("no such user")));
        assert_eq!(after(Outcome::NoAddress("none".into()), 1, now()).state, MessageState::Skipped);
        assert_eq!(after(Outcome::Sent, 3, now()).sent_at, Some(now()));
    }

    #[test]
    fn only_a_message_that_is_done_may_be_sent_again() {
        assert_eq!(MessageState::Queued.resend(), Err(Error::AlreadyQueued));
        for state in [MessageState::Sent, MessageState::Delivered, MessageState::Failed, MessageState::Skipped, MessageState::Unknown] {
            assert_eq!(state.resend(), Ok(MessageState::Queued));
        }
    }
}
