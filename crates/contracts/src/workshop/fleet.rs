//! Orders under way, as who watches over a fleet sees them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kernel::{Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::WorkOrderId;
use crate::customers::CustomerId;
use crate::vehicles::VehicleId;

/// A vehicle in the workshop, or about to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FleetOrder {
    pub id: WorkOrderId,
    #[schema(example = "LAC-2026-00042")]
    pub number: String,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    pub vehicle_id: VehicleId,
    pub plate: String,
    pub vehicle: String,
    #[schema(example = "in_progress")]
    pub state: String,
    pub title: String,
    pub promised_at: Option<DateTime<Utc>>,
    /// Jobs that wait for the customer's word.
    pub jobs_waiting: i32,
    /// Gross, in minor units of the currency.
    pub total: Amount,
    pub currency: String,
}

#[async_trait]
pub trait FleetWork: Send + Sync {
    /// The orders of these customers that are neither closed nor cancelled, next promise first; at most a hundred of each.
    async fn under_way(&self, customers: &[CustomerId]) -> Result<Vec<FleetOrder>, Problem>;
}
