//! How the work goes, as far as its customer may want to hear of it.

use chrono::{DateTime, Utc};
use kernel::SiteId;
use kernel::outbox::Event;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::WorkOrderId;
use crate::customers::CustomerId;

/// A turn of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkStatus {
    Began,
    WaitingForParts,
    /// It will be ready later than was promised.
    PromiseMoved,
}

impl WorkStatus {
    pub const ALL: [Self; 3] = [Self::Began, Self::WaitingForParts, Self::PromiseMoved];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Began => "began",
            Self::WaitingForParts => "waiting_for_parts",
            Self::PromiseMoved => "promise_moved",
        }
    }
}

/// The work on a vehicle took a turn.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkOrderProgressed {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    /// None where what was to be told before does not hold any more, and there is nothing to tell in its place.
    pub status: Option<WorkStatus>,
    /// As it is now.
    pub promised_at: Option<DateTime<Utc>>,
    /// It was put off at this turn.
    pub is_later: bool,
}

impl Event for WorkOrderProgressed {
    const KIND: &'static str = "work_order.progressed";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
