//! What sets a price: rates, agreements with customers, and jobs that are kept ready.

use kernel::outbox::Event;
use kernel::{Permission, SiteId, define_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::WorkOrderId;
use crate::scheduling::Translated;
use crate::vehicles::VehicleId;

define_id!(
    /// What an hour of labour costs, by name.
    LabourRateId
);
define_id!(
    /// What was agreed with a customer, or for a vehicle.
    PriceAgreementId
);
define_id!(
    /// What a customer pays for an article, or for all parts.
    ContractPriceId
);
define_id!(
    /// What jobs ask for beside their labour and parts.
    FeeId
);
define_id!(
    /// What parts sell for by what they cost.
    MarkupMatrixId
);
define_id!(
    /// A job that is kept ready.
    CannedJobId
);

/// Rates, and what was agreed with whom.
pub const PRICE_CONFIGURE: Permission = Permission("price.configure");
/// Jobs that are kept ready.
pub const CANNED_JOB_WRITE: Permission = Permission("canned_job.write");

/// A rate or an agreement of a site changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PricesChanged {
    /// The rate or agreement.
    pub id: Uuid,
    pub site_id: SiteId,
}

impl Event for PricesChanged {
    const KIND: &'static str = "prices.changed";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Jobs of a completed order that are done again after a while. Told after the completion, so that the visit is known.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JobsToRepeat {
    /// The order.
    pub id: WorkOrderId,
    pub site_id: SiteId,
    pub vehicle_id: VehicleId,
    pub jobs: Vec<JobToRepeat>,
}

/// A job that was done, and after what it is done again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JobToRepeat {
    pub canned_job_id: CannedJobId,
    pub names: Translated,
    /// As it stood on the order.
    pub title: String,
    pub months: Option<i32>,
    pub km: Option<i64>,
}

impl Event for JobsToRepeat {
    const KIND: &'static str = "work_order.to_repeat";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Jobs that are kept ready changed; they are the group's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CannedJobChanged {
    pub id: CannedJobId,
}

impl Event for CannedJobChanged {
    const KIND: &'static str = "canned_job.changed";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}
