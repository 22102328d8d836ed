//! Estimates: what a customer was offered, version by version.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kernel::outbox::Event;
use kernel::{Problem, SiteId, define_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::WorkOrderId;
use crate::customers::{Approver, CustomerId};

define_id!(
    /// A version of a work order's estimate, as it was sent.
    EstimateId
);

define_id!(
    /// How a vehicle came in, on one sheet.
    IntakeId
);

/// Somebody wants the customer to be sent this version. The link is made when the message is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EstimateSent {
    pub id: EstimateId,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    pub number: String,
    pub version: i64,
    pub customer_id: CustomerId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    /// The customer may decide until then.
    pub expires_at: DateTime<Utc>,
    /// Whom of the customer it goes to; the customer's own address when none.
    #[serde(default)]
    pub to: Option<Approver>,
}

impl Event for EstimateSent {
    const KIND: &'static str = "estimate.sent";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// The desk answered on a job of an estimate: the customer is to be told. The link is made when the message is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EstimateAnswered {
    /// The answer.
    pub id: Uuid,
    /// The newest version.
    pub estimate_id: EstimateId,
    pub site_id: SiteId,
    pub work_order_id: WorkOrderId,
    pub number: String,
    pub customer_id: CustomerId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    /// Its title.
    pub job: String,
    /// What the customer asked last on it.
    pub question: Option<String>,
    pub answer: String,
}

impl Event for EstimateAnswered {
    const KIND: &'static str = "estimate.answered";
    fn aggregate(&self) -> Uuid {
        self.id
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}

/// Makes the secret links of estimates.
#[async_trait]
pub trait EstimateLinks: Send + Sync {
    /// A new link to the estimate of this version's order, for a contact of its customer or for whoever has it; none when a newer version
    /// was sent, or this one is over.
    async fn issue(&self, version: EstimateId, contact: Option<Uuid>) -> Result<Option<String>, Problem>;

    /// Whose estimate the token of a link opens; none for any other text, and for a link of one of their contacts.
    async fn whose(&self, token: &str) -> Result<Option<CustomerId>, Problem>;
}
