//! Appointments, the resources they take time of, and what can be booked.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::outbox::Event;
use kernel::{Amount, Permission, Problem, SiteId, define_id};
use sea_orm::entity::prelude::*;
use sea_orm::prelude::StringLen;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::customers::CustomerId;
use crate::identity::UserId;
use crate::vehicles::VehicleId;

define_id!(
    /// A bay, a piece of equipment or a technician whose time can be taken.
    ResourceId
);
define_id!(
    /// Something that can be booked.
    ServiceId
);
define_id!(
    /// A promised arrival.
    AppointmentId
);
define_id!(
    /// A slice of a resource's time.
    AllocationId
);
define_id!(
    /// When a resource is away.
    AbsenceId
);
define_id!(
    /// A day on which a site takes no bookings.
    LockedDayId
);
define_id!(
    /// A recurring booking.
    SeriesId
);

pub const SCHEDULE_READ: Permission = Permission("schedule.read");
/// Resources, services, absences, locked days and the settings of the schedule.
pub const SCHEDULE_MANAGE: Permission = Permission("schedule.manage");
/// Book outside of hours, on locked days and over absences; never two things at once on one resource.
pub const SCHEDULE_OVERBOOK: Permission = Permission("schedule.overbook");
/// Book, confirm, change, move, receive, and mark who did not come.
pub const APPOINTMENT_WRITE: Permission = Permission("appointment.write");
pub const APPOINTMENT_CANCEL: Permission = Permission("appointment.cancel");

/// Where an appointment is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum AppointmentState {
    /// Asked for, not yet promised.
    Requested,
    Confirmed,
    /// The car is here; nobody wrote it up yet.
    Arrived,
    /// It became a work order.
    Converted,
    Cancelled,
    NoShow,
}

/// A text in the languages of the garage; the first that is filled stands in for one that is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = TranslatedName)]
pub struct Translated {
    pub fr: String,
    pub ar: String,
    pub en: String,
}

/// What others show of an appointment, and what a work order takes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentCard {
    pub id: AppointmentId,
    pub number: String,
    pub site_id: SiteId,
    pub state: AppointmentState,
    pub customer_id: Option<CustomerId>,
    pub vehicle_id: Option<VehicleId>,
    /// In the customer's words.
    pub concern: String,
    pub start: DateTime<Utc>,
    pub promised_at: Option<DateTime<Utc>>,
    /// Booked by the customer, without an account.
    #[serde(default)]
    pub is_online: bool,
}

#[async_trait]
pub trait Appointments: Send + Sync {
    async fn cards(&self, ids: &[AppointmentId]) -> Result<Vec<AppointmentCard>, Problem>;
}

/// All that a message about an appointment needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentNotice {
    pub id: AppointmentId,
    pub number: String,
    pub site_id: SiteId,
    pub state: AppointmentState,
    /// None while a request is not matched with a customer.
    pub customer_id: Option<CustomerId>,
    /// The customer's name, or what was typed.
    pub name: String,
    /// As typed, of who is no customer yet.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub vehicle_id: Option<VehicleId>,
    pub plate: Option<String>,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub promised_at: Option<DateTime<Utc>>,
    pub services: Vec<Translated>,
    pub is_waiter: bool,
    /// `desk`, `phone`, `online`, `recurring`.
    pub source: String,
    pub technician_id: Option<UserId>,
    /// When it was to be before; of a rescheduled one.
    pub old_start: Option<DateTime<Utc>>,
    /// `customer` or `garage`; of a cancelled one.
    pub cancelled_by: Option<String>,
    /// Given up so late that the time could hardly be used.
    pub is_late: bool,
    /// `fr`, `ar` or `en`, as who booked online chose; of others the customer's counts.
    #[serde(default)]
    pub language: Option<String>,
    /// A deposit that was asked for and did not come yet, in minor units of the site's currency.
    #[serde(default)]
    pub deposit_due: Option<Amount>,
    /// The code of the reminder that led to it.
    #[serde(default)]
    pub reminder: Option<String>,
}

/// What a mail about an appointment carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentEnclosure {
    /// To the page where the customer moves the appointment or gives it up.
    pub link: String,
    /// The page where the site takes bookings, when it does.
    pub book_again: Option<String>,
    /// A calendar file (RFC 5545).
    pub calendar: String,
    /// `PUBLISH` or `CANCEL`.
    pub method: String,
}

/// Secret links of appointments. A link exists from the moment its message is written, so nothing that can be read at rest holds one.
#[async_trait]
pub trait AppointmentLinks: Send + Sync {
    /// A fresh link and the calendar file. None when the appointment is gone, or is not confirmed for `promised` any more, where that is asked.
    async fn enclose(&self, id: AppointmentId, promised: Option<DateTime<Utc>>) -> Result<Option<AppointmentEnclosure>, Problem>;

    /// Whose appointment the token of a link opens; none for any other text, and where nobody was matched yet.
    async fn whose(&self, token: &str) -> Result<Option<CustomerId>, Problem>;
}

/// What is known of a vehicle's next visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// It stands in a garage now: its work order is open.
    Inside,
    /// An appointment lies ahead, requested or confirmed.
    Booked,
}

/// Whose visit is known of already, and where the others book.
#[async_trait]
pub trait Arrivals: Send + Sync {
    /// Those of these vehicles that are expected anywhere or stand inside. At the site what was booked online counts too, by the plate that was typed.
    async fn expected(&self, site: SiteId, vehicles: &[(VehicleId, String)]) -> Result<Vec<(VehicleId, Expected)>, Problem>;
    /// The page where the site takes bookings from everybody, when it does.
    async fn booking_page(&self, site: SiteId) -> Result<Option<String>, Problem>;
}

/// The pages on which strangers book.
#[async_trait]
pub trait BookingPages: Send + Sync {
    /// The origins whose pages may show the booking page of the site with this code or id in a frame; none when it takes no online
    /// bookings.
    async fn framed_by(&self, site: &str) -> Result<Vec<String>, Problem>;
}

/// Somebody asked for a time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AppointmentRequested(pub AppointmentNotice);

/// The time is promised: confirmed, or booked by the garage itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AppointmentConfirmed(pub AppointmentNotice);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AppointmentRescheduled(pub AppointmentNotice);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AppointmentCancelled(pub AppointmentNotice);

/// Nobody came.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AppointmentNoShow(pub AppointmentNotice);

/// A deposit was received for an appointment: money that billing is to account for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AppointmentDepositReceived {
    pub appointment: AppointmentNotice,
    /// Minor units of the currency.
    pub amount: Amount,
    /// ISO 4217.
    pub currency: String,
    /// `cash`, `card`, `transfer`, `cheque`.
    pub tender: String,
    pub reference: Option<String>,
}

impl Event for AppointmentDepositReceived {
    const KIND: &'static str = "appointment.deposit_received";
    fn aggregate(&self) -> Uuid {
        self.appointment.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.appointment.site_id)
    }
}

/// The car is here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AppointmentArrived(pub AppointmentNotice);

/// Anything else that changes what screens show: edited, moved, converted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AppointmentChanged(pub AppointmentNotice);

macro_rules! event {
    ($event:ident, $kind:literal) => {
        impl Event for $event {
            const KIND: &'static str = $kind;
            fn aggregate(&self) -> Uuid {
                self.0.id.0
            }
            fn site(&self) -> Option<SiteId> {
                Some(self.0.site_id)
            }
        }
    };
}

event!(AppointmentRequested, "appointment.requested");
event!(AppointmentConfirmed, "appointment.confirmed");
event!(AppointmentRescheduled, "appointment.rescheduled");
event!(AppointmentCancelled, "appointment.cancelled");
event!(AppointmentNoShow, "appointment.no_show");
event!(AppointmentArrived, "appointment.arrived");
event!(AppointmentChanged, "appointment.changed");

/// What a site's day can take and what is booked of it, as it stands now: told where it changed. Seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapacityStood {
    pub site_id: SiteId,
    /// At the site.
    pub on: NaiveDate,
    /// The hours of its bays, and what of them bays are out of use.
    pub bays_open: i64,
    pub bays_blocked: i64,
    pub bays_taken: i64,
    /// What technicians yield, and what of it is booked.
    pub able: i64,
    pub booked: i64,
}

impl Event for CapacityStood {
    const KIND: &'static str = "capacity.stood";
    fn aggregate(&self) -> Uuid {
        self.site_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Resources, services, absences, locked days or settings of a site changed: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ScheduleChanged {
    pub site_id: SiteId,
}

impl Event for ScheduleChanged {
    const KIND: &'static str = "schedule.changed";
    fn aggregate(&self) -> Uuid {
        self.site_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
