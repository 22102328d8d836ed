//! Inspections of vehicles on a work order, and what is found.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kernel::outbox::Event;
use kernel::{Permission, Problem, SiteId, define_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::WorkOrderId;
use crate::customers::CustomerId;
use crate::vehicles::VehicleId;

define_id!(
    /// What is looked at, in which order.
    TemplateId
);
define_id!(
    /// A structured check of a vehicle.
    InspectionId
);
define_id!(
    /// One thing that is looked at.
    ItemId
);

/// Begin, answer, photograph, sign and reopen.
pub const INSPECTION_FILL: Permission = Permission("inspection.fill");
/// Give the customer a link to the report.
pub const INSPECTION_SEND: Permission = Permission("inspection.send");
/// Edit templates, and read how much is inspected.
pub const INSPECTION_CONFIGURE: Permission = Permission("inspection.configure");

/// An inspection is signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InspectionDone {
    pub id: InspectionId,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    pub vehicle_id: VehicleId,
    pub soon: i64,
    pub urgent: i64,
    pub done_at: DateTime<Utc>,
}

/// Anything else that changes what screens show.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InspectionChanged {
    pub id: InspectionId,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    /// `begun`, `answered`, `photographed`, `marked`, `photo_removed`, `reopened`, `proposed`, `linked`, `opened`
    pub change: String,
}

/// Somebody wants the customer to be sent the report. The link is made when the message is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InspectionSent {
    pub id: InspectionId,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    pub number: String,
    pub customer_id: CustomerId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
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

event!(InspectionDone, "inspection.done");
event!(InspectionChanged, "inspection.changed");
event!(InspectionSent, "inspection.sent");

/// Templates changed; they are the group's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TemplateChanged {
    pub id: TemplateId,
}

impl Event for TemplateChanged {
    const KIND: &'static str = "inspection_template.changed";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}

/// Makes the secret links of reports.
#[async_trait]
pub trait InspectionLinks: Send + Sync {
    /// A new link to the report of an inspection; none when the inspection is not done any more.
    async fn issue(&self, inspection: InspectionId) -> Result<Option<String>, Problem>;
}
