//! A movement as the API shows it.

use chrono::{DateTime, Utc};
use contracts::inventory::{MovementId, STOCK_SEE_COST};
use kernel::{Actor, Amount, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Movement, MovementKind, Reference};

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Movement)]
pub struct MovementView {
    pub id: MovementId,
    pub at: DateTime<Utc>,
    pub site_id: SiteId,
    pub kind: MovementKind,
    /// Signed.
    pub quantity: Quantity,
    /// After it.
    pub on_hand: Quantity,
    /// Null for those who may not see costs.
    pub unit_cost: Option<Amount>,
    pub reference: Option<Reference>,
    pub reason: Option<String>,
    pub by: String,
}

impl MovementView {
    pub fn new(movement: Movement, actor: &Actor) -> Self {
        let label = movement.reference_label.unwrap_or_default();
        Self {
            id: movement.id,
            at: movement.at,
            site_id: movement.site_id,
            kind: movement.kind,
            quantity: movement.quantity,
            on_hand: movement.on_hand,
            unit_cost: actor.may(STOCK_SEE_COST, movement.site_id).then_some(movement.unit_cost),
            reference: movement.reference_kind.map(|kind| Reference { kind, id: movement.reference_id, label }),
            reason: movement.reason,
            by: movement.by_name,
        }
    }
}
