//! A leftover as the API shows it.

use chrono::{DateTime, Utc};
use contracts::inventory::{LeftoverId, ProductId};
use contracts::workshop::WorkOrderId;
use kernel::{Quantity, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::Row;
use crate::products::Unit;
use crate::purchases::view::PurchaseSupplier;

/// What becomes of a part that a job no longer wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LeftoverDecision)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Decision {
    /// It stays, for whoever wants it.
    Shelf,
    /// It goes on a return to who sold it.
    Supplier,
    /// It is thrown away, for a reason.
    Scrap,
}

/// A part that was ordered for a job which no longer wants it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Leftover)]
pub struct LeftoverView {
    pub id: LeftoverId,
    pub site_id: SiteId,
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    pub quantity: Quantity,
    pub work_order_id: WorkOrderId,
    pub order_number: String,
    pub supplier: PurchaseSupplier,
    pub at: DateTime<Utc>,
    pub decision: Option<Decision>,
    pub reason: Option<String>,
    pub decided_by: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
}

impl From<Row> for LeftoverView {
    fn from(Row { leftover, sku, name, unit }: Row) -> Self {
        Self {
            id: leftover.id,
            site_id: leftover.site_id,
            product_id: leftover.product_id,
            sku,
            name,
            unit,
            quantity: leftover.quantity,
            work_order_id: leftover.work_order_id,
            order_number: leftover.order_number,
            supplier: PurchaseSupplier { id: leftover.supplier_id, name: leftover.supplier_name },
            at: leftover.at,
            decision: leftover.decision,
            reason: leftover.reason,
            decided_by: leftover.decided_by,
            decided_at: leftover.decided_at,
        }
    }
}
