//! An issue as the API answers it.

use contracts::inventory::{PartState, ProductId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::Quantity;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::numbers::Numbering;
use crate::products::{Product, Unit};
use crate::reservations::claims::Claim;
use crate::reservations::store::standing;

/// What left the shelf or came back, and how the line stands after it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Issue)]
pub struct IssueView {
    pub work_order_id: WorkOrderId,
    pub line_id: LineId,
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    /// That moved.
    pub quantity: Quantity,
    /// All that the line has of the shelf now.
    pub issued: Quantity,
    /// What it still wants.
    pub wanted: Quantity,
    pub state: PartState,
    /// By what its pieces are known: their numbers may be told now.
    #[serde(default)]
    pub numbering: Numbering,
}

impl IssueView {
    pub fn new(claim: &Claim, product: Product, quantity: Quantity) -> Self {
        Self {
            work_order_id: claim.work_order_id,
            line_id: claim.line_id,
            product_id: product.id,
            sku: product.sku,
            name: product.name,
            unit: product.unit,
            quantity,
            issued: claim.issued,
            wanted: claim.wanted,
            state: standing(claim).state(),
            numbering: product.numbering,
        }
    }
}
