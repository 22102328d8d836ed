//! Jobs that were offered and not done, for who offers them again.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};

use super::DeferredJobId;
use crate::customers::CustomerId;
use crate::vehicles::VehicleId;

/// A page of the customers of a site for whom something waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeferredAsked {
    pub site: SiteId,
    /// It was put off within these days.
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// Stands in its title, however it is spelt.
    pub word: Option<String>,
    /// Nobody else.
    pub among: Option<Vec<CustomerId>>,
    pub after: Option<CustomerId>,
    /// Customers.
    pub limit: u64,
}

/// A job that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingJob {
    pub id: DeferredJobId,
    pub customer_id: CustomerId,
    pub vehicle_id: VehicleId,
    pub title: String,
}

/// What waits, by the customer and then by when it was put off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingPage {
    pub jobs: Vec<WaitingJob>,
    /// Where the next page begins; none after the last.
    pub next: Option<CustomerId>,
}

/// What waits to be offered again.
#[async_trait]
pub trait DeferredWork: Send + Sync {
    /// Open ones that no work order offers.
    async fn waiting(&self, asked: &DeferredAsked) -> Result<WaitingPage, Problem>;
}

/// Secret links to what waits for a vehicle, at the prices of the day on which they are opened. As of an inspection, a link exists from the moment
/// its message is written.
#[async_trait]
pub trait OfferLinks: Send + Sync {
    /// To all that waits for the vehicle of this job and its customer; none where the job does not wait any more.
    async fn issue(&self, job: DeferredJobId) -> Result<Option<String>, Problem>;
}
