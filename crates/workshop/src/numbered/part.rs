//! Pieces with the same number in one place, as the API shows them.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::inventory::{NumberId, NumberedPart, ProductId};
use contracts::vehicles::VehicleId;
use contracts::workshop::WorkOrderId;
use kernel::{Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::Owner;
use crate::work_orders::rows::NO_VEHICLE;

/// Pieces of an article with the same number: on a site's shelf, or fitted on an order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = NumberedPart)]
pub struct PartView {
    pub id: NumberId,
    pub product_id: ProductId,
    pub sku: String,
    #[serde(rename = "name")]
    pub product_name: String,
    pub unit: String,
    /// A serial number or a batch.
    pub number: String,
    pub quantity: Quantity,
    pub site_id: SiteId,
    /// Since when it is there, and who wrote it down.
    pub since: DateTime<Utc>,
    pub by: String,
    /// Null on a shelf.
    pub fitted: Option<FittedOn>,
}

/// Where it went.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FittedOn {
    pub work_order_id: WorkOrderId,
    pub work_order: String,
    /// When the work was completed; null while it goes on.
    pub completed_at: Option<DateTime<Utc>>,
    /// Kilometres, as they were read last on this visit.
    pub odometer: Option<i64>,
    /// Null of a sale at the counter.
    pub vehicle_id: Option<VehicleId>,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    /// Null for who may not read customers.
    pub customer: Option<PartOwner>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PartOwner {
    pub id: CustomerId,
    #[serde(rename = "name")]
    pub customer_name: String,
    pub phone: Option<String>,
}

impl PartView {
    /// Where it is: `owner` is of the order that it went on.
    pub fn new(part: NumberedPart, owner: Option<&Owner>, sees_customers: bool) -> Self {
        Self {
            id: part.id,
            product_id: part.product_id,
            sku: part.sku,
            product_name: part.name,
            unit: part.unit,
            number: part.number,
            quantity: part.quantity,
            site_id: part.site_id,
            since: part.since,
            by: part.by,
            fitted: owner.map(|owner| FittedOn::new(owner, sees_customers)),
        }
    }
}

impl FittedOn {
    pub fn new(owner: &Owner, sees_customers: bool) -> Self {
        let customer = PartOwner { id: owner.customer_id, customer_name: owner.customer_name.clone(), phone: owner.customer_phone.clone() };
        Self {
            work_order_id: owner.id,
            work_order: owner.number.clone(),
            completed_at: owner.completed_at,
            odometer: owner.odometer_out.or(owner.odometer_in),
            vehicle_id: Some(owner.vehicle_id).filter(|id| *id != NO_VEHICLE),
            vehicle_plate: owner.vehicle_plate.clone(),
            vehicle_label: owner.vehicle_label.clone(),
            customer: sees_customers.then_some(customer),
        }
    }
}
