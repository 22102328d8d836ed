//! Old parts that are worth a deposit.

use kernel::outbox::Event;
use kernel::{Amount, Quantity, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{LineId, WorkOrderId};
use crate::inventory::ProductId;

/// What became of the old part, as the customer's order knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum CoreState {
    /// Nobody has it or said anything.
    Expected,
    /// The garage has it: nothing is charged for it.
    InHand,
    /// The customer keeps it: the charge stays.
    Kept,
}

/// The old part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCore {
    pub line_id: LineId,
    pub product_id: ProductId,
    pub description: String,
    pub quantity: Quantity,
    /// Of one, net: what the customer pays without it.
    pub charge: Amount,
    pub state: CoreState,
}

/// The old parts that an order's authorised jobs bring changed: all of them as they stand now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOrderCores {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub vehicle_plate: String,
    pub customer_name: String,
    pub currency: String,
    pub cores: Vec<OrderCore>,
}

impl Event for WorkOrderCores {
    const KIND: &'static str = "work_order.cores";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
