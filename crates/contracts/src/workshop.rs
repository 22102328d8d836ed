//! Work orders: the visit's file from estimate to hand-over.

mod alerts;
mod card;
mod cores;
mod covers;
mod deferred;
mod estimates;
mod fleet;
mod floor;
mod inspections;
mod papers;
mod prices;
mod progress;
mod standing;

pub use alerts::*;
pub use card::{WorkOrderCard, WorkOrders};
pub use cores::*;
pub use covers::*;
pub use deferred::*;
pub use estimates::*;
pub use fleet::{FleetOrder, FleetWork};
pub use floor::*;
pub use inspections::*;
pub use papers::*;
pub use prices::*;
pub use progress::*;
pub use standing::*;

use chrono::{DateTime, Utc};
use kernel::money::Taxed;
use kernel::outbox::Event;
use kernel::{Amount, BasisPoints, Permission, Quantity, SiteId, define_id};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::customers::{CustomerId, Exemption};
use crate::identity::UserId;
use crate::inventory::ProductId;
use crate::scheduling::AppointmentId;
use crate::vehicles::VehicleId;

define_id!(
    /// The visit's file.
    WorkOrderId
);
define_id!(
    /// One authorisable unit on a work order.
    JobId
);
define_id!(
    /// Labour, part, fee or sublet on a job.
    LineId
);

define_id!(
    /// Work that was offered and not done.
    DeferredJobId
);
define_id!(
    /// One activity of one person, from a beginning to an end.
    ClockingId
);
define_id!(
    /// What a person earns at a site from a day on.
    PayTermsId
);

pub const WORK_ORDER_READ: Permission = Permission("work_order.read");
pub const WORK_ORDER_OPEN: Permission = Permission("work_order.open");
/// Edit the order, its jobs and lines.
pub const WORK_ORDER_UPDATE: Permission = Permission("work_order.update");
pub const WORK_ORDER_AUTHORISE: Permission = Permission("work_order.authorise");
pub const WORK_ORDER_ASSIGN: Permission = Permission("work_order.assign");
/// Start, hold, resume, note cause and correction.
pub const WORK_ORDER_WORK: Permission = Permission("work_order.work");
pub const WORK_ORDER_COMPLETE: Permission = Permission("work_order.complete");
pub const WORK_ORDER_ALLOW_NEGATIVE_STOCK: Permission = Permission("work_order.allow_negative_stock");
pub const WORK_ORDER_REOPEN: Permission = Permission("work_order.reopen");
/// Have the garage bear what a job costs, as warranty, goodwill or its own work.
pub const WORK_ORDER_COVER: Permission = Permission("work_order.cover");
/// Cancel and restore.
pub const WORK_ORDER_CANCEL: Permission = Permission("work_order.cancel");
pub const WORK_ORDER_HAND_OVER: Permission = Permission("work_order.hand_over");
pub const WORK_ORDER_HAND_OVER_UNPAID: Permission = Permission("work_order.hand_over_unpaid");
/// One's own clocks.
pub const TIME_CLOCK: Permission = Permission("time.clock");
/// Everybody's time at the site.
pub const TIME_READ: Permission = Permission("time.read");
pub const TIME_CORRECT: Permission = Permission("time.correct");
/// What people earn.
pub const PAY_READ: Permission = Permission("pay.read");
/// Say what people earn.
pub const PAY_WRITE: Permission = Permission("pay.write");

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum LineKind {
    Labour,
    Part,
    Fee,
    Sublet,
}

/// How a visit came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum LeadSource {
    WordOfMouth,
    WebSearch,
    PassingBy,
    Returning,
    Fleet,
    Advert,
    OnlineBooking,
    Other,
}

/// A line as it was when the order was completed: prices frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletedLine {
    pub id: LineId,
    pub job_title: String,
    pub kind: LineKind,
    pub product_id: Option<ProductId>,
    pub code: Option<String>,
    pub description: String,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Amount,
    pub discount: BasisPoints,
    /// What is charged: zero of what is exempt.
    pub vat_rate: BasisPoints,
    /// The rate that the customer's certificate takes off; none of what is taxed as usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exempt_from: Option<BasisPoints>,
    /// A levy on the net, in the base of its VAT.
    #[serde(default, skip_serializing_if = "is_none")]
    pub levy_rate: BasisPoints,
    /// What a unit was told to cost with tax, where that counts: `unit_price` is worked out of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price_with_tax: Option<Amount>,
    /// Quantity × price less the discount, less what is reduced.
    pub net: Amount,
    #[serde(default)]
    pub reduced: Reduced,
    /// Who pays it in the customer's place, on an invoice of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
}

impl CompletedLine {
    /// How it counts in totals.
    pub fn taxed(&self) -> Taxed {
        let taxed = Taxed { net: self.net, rate: self.vat_rate, is_exempt: self.exempt_from.is_some(), levy: self.levy_rate, told: None };
        taxed.told(self.quantity, self.unit_price_with_tax)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_none(rate: &BasisPoints) -> bool {
    rate.0 == 0
}

/// The work is done. Carries every authorised line of the order as it stands now: listeners converge to it, so that an
/// order reopened and completed again moves only what changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderCompleted {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    pub customer_name: String,
    /// None of a sale at the counter, whose plate and label are empty.
    pub vehicle_id: Option<VehicleId>,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub odometer_km: Option<i64>,
    pub currency: String,
    pub stamp_duty: Amount,
    pub lines: Vec<CompletedLine>,
    pub completed_at: DateTime<Utc>,
    /// Titles of the jobs done, for the vehicle's history.
    pub summary: String,
    /// Lines whose quantity counts packs.
    #[serde(default)]
    pub packed: Vec<PackedLine>,
    /// The customer's own order number.
    #[serde(default)]
    pub po_number: Option<String>,
    /// The certificate by which its customer buys without VAT.
    #[serde(default)]
    pub exemption: Option<Exemption>,
}

/// What a line that counts packs takes from the shelf, in the article's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedLine {
    pub line_id: LineId,
    pub quantity: Quantity,
}

impl WorkOrderCompleted {
    /// The lines with the quantities that the shelf knows.
    pub fn lines_of_stock(&self) -> Vec<CompletedLine> {
        let packed = |line: &CompletedLine| self.packed.iter().find(|packed| packed.line_id == line.id);
        let of_stock =
            |line: &CompletedLine| CompletedLine { quantity: packed(line).map_or(line.quantity, |packed| packed.quantity), ..line.clone() };
        self.lines.iter().map(of_stock).collect()
    }
}

/// A part that an authorised job wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeededPart {
    pub line_id: LineId,
    pub job_id: JobId,
    pub job_title: String,
    pub product_id: ProductId,
    pub description: String,
    pub quantity: Quantity,
    /// False while the job must be approved again: it keeps what it has, and gets no more.
    pub is_approved: bool,
}

/// What the order's authorised jobs want from the shelf changed, or until when: every such line as it stands now. None once the
/// order is completed or cancelled, which have events of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOrderParts {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub vehicle_plate: String,
    pub promised_at: Option<DateTime<Utc>>,
    pub lines: Vec<NeededPart>,
}

/// A technician was put on the order, or taken off.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderAssigned {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub technician_id: Option<UserId>,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub concern: String,
}

/// The order was taken up again: a draft invoice of it must not be issued until it is completed once more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderReopened {
    pub id: WorkOrderId,
    pub site_id: SiteId,
    pub reason: String,
}

/// The order was given up, perhaps after it was completed and reopened: what its completion did is taken back. Restored
/// and completed once more, it is done again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderCancelled {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub reason: String,
}

/// A work order began, perhaps of an appointment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderOpened {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    /// None of a sale at the counter.
    pub vehicle_id: Option<VehicleId>,
    pub appointment_id: Option<AppointmentId>,
    /// When the customer was told that it is ready.
    #[serde(default)]
    pub promised_at: Option<DateTime<Utc>>,
}

/// How a visit came about is known, or known otherwise; none when it is not known after all.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderSourced {
    pub id: WorkOrderId,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    pub lead_source: Option<LeadSource>,
    pub opened_at: DateTime<Utc>,
}

/// Anything else that changes what screens show: updated, authorised, started, held, resumed, restored, handed
/// over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderChanged {
    pub id: WorkOrderId,
    pub site_id: SiteId,
    /// What happened, as in the order's history.
    pub change: String,
    /// As it is now.
    #[serde(default)]
    pub promised_at: Option<DateTime<Utc>>,
}

/// Somebody's clock began, ended or was corrected.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TimeClocked {
    /// Whose.
    pub user_id: UserId,
    pub site_id: SiteId,
}

impl Event for TimeClocked {
    const KIND: &'static str = "time.clocked";
    fn aggregate(&self) -> Uuid {
        self.user_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

macro_rules! event {
    ($event:ident, $kind:literal) => {
        impl Event for $event {
            const KIND: &'static str = $kind;
            fn aggregate(&self) -> Uuid {
                self.id.0
            }
            fn site(&self) -> Option<SiteId> {
                Some(self.site_id)
            }
        }
    };
}

/// Something about a job that was offered and not done is another: for the screens.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeferredJobChanged {
    pub id: DeferredJobId,
    pub site_id: SiteId,
}

event!(DeferredJobChanged, "deferred_job.changed");
event!(WorkOrderCompleted, "work_order.completed");
event!(WorkOrderParts, "work_order.parts");
event!(WorkOrderAssigned, "work_order.assigned");
event!(WorkOrderReopened, "work_order.reopened");
event!(WorkOrderCancelled, "work_order.cancelled");
event!(WorkOrderOpened, "work_order.opened");
event!(WorkOrderSourced, "work_order.sourced");
event!(WorkOrderChanged, "work_order.changed");
