//! What staff are to know of a work order at once.

use chrono::{DateTime, Utc};
use kernel::outbox::Event;
use kernel::{Amount, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::WorkOrderId;
use crate::customers::CustomerId;
use crate::identity::UserId;

/// Something happened with an order that somebody waits for, or should see to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StaffAlerted {
    /// The occasion's.
    pub id: Uuid,
    pub work_order_id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub customer_name: String,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub technician_id: Option<UserId>,
    pub alert: StaffAlert,
}

/// The keys went back to the customer: the visit is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOrderHandedOver {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    /// It made an earlier visit good.
    pub is_comeback: bool,
}

impl Event for WorkOrderHandedOver {
    const KIND: &'static str = "work_order.handed_over_to_customer";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StaffAlert {
    /// The customer decided on jobs, on the page of their link.
    EstimateDecided {
        by: String,
        /// Titles of jobs.
        approved: Vec<String>,
        declined: Vec<String>,
    },
    /// The customer asked something about a job.
    QuestionAsked { job: String, text: String },
    /// All parts of these jobs are here.
    PartsArrived { jobs: Vec<String> },
    /// The promise is near, or past, and the work is not done.
    PromiseAtRisk { promised_at: DateTime<Utc> },
    /// Money came that the order asked for ahead.
    DepositCame { amount: Amount, currency: String },
}

impl Event for StaffAlerted {
    const KIND: &'static str = "work_order.staff_alerted";
    fn aggregate(&self) -> Uuid {
        self.work_order_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
