//! What others need to know of an order before its work is completed.

use async_trait::async_trait;
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};

use super::WorkOrderId;
use crate::customers::CustomerId;

/// Whose order it is, and whether work on it goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOrderCard {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub currency: String,
    /// Empty of a sale at the counter.
    pub vehicle_plate: String,
    pub vehicle_label: String,
    /// Neither invoiced whole, nor closed, nor cancelled.
    pub is_under_way: bool,
}

#[async_trait]
pub trait WorkOrders: Send + Sync {
    /// None of an order that does not exist.
    async fn card(&self, id: WorkOrderId) -> Result<Option<WorkOrderCard>, Problem>;
}
