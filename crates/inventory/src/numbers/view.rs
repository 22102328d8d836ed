//! Numbers as the API answers them.

use chrono::{DateTime, Utc};
use contracts::inventory::{NumberId, ProductId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Numbering;
use super::book::Holding;
use super::store::Taken;
use crate::products::Unit;

/// Pieces with the same number on a site's shelf.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ShelfNumber)]
pub struct NumberView {
    pub id: NumberId,
    pub site_id: SiteId,
    pub number: String,
    pub quantity: Quantity,
    /// When the last of them came.
    pub since: DateTime<Utc>,
    /// Who wrote it down.
    pub by: String,
}

/// What an article has on a site's shelf, and how much of it is known by its number.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NumberedShelf {
    pub product_id: ProductId,
    pub site_id: SiteId,
    pub on_hand: Quantity,
    pub numbered: Quantity,
}

/// A line of a work order that took what has numbers.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = FittedLine)]
pub struct FittedView {
    pub line_id: LineId,
    pub work_order_id: WorkOrderId,
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    pub numbering: Numbering,
    /// What it took of the shelf.
    pub quantity: Quantity,
    /// Of it, what is known by its number.
    pub numbered: Quantity,
    pub numbers: Vec<FittedNumber>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FittedNumber {
    pub number: String,
    pub quantity: Quantity,
    pub since: DateTime<Utc>,
    /// Who wrote it down.
    pub by: String,
}

impl NumberView {
    pub fn new(holding: Holding) -> Self {
        let Holding { id, site_id, number, quantity, since, by_name, .. } = holding;
        Self { id, site_id, number, quantity, since, by: by_name }
    }
}

impl FittedView {
    pub fn new(taken: Taken, order: WorkOrderId, holdings: &[Holding]) -> Self {
        let of_line = holdings.iter().filter(|held| held.line_id == Some(taken.line_id) && held.product_id == taken.product_id);
        let number = |held: &Holding| FittedNumber {
            number: held.number.clone(),
            quantity: held.quantity,
            since: held.since,
            by: held.by_name.clone(),
        };
        let numbers: Vec<_> = of_line.map(number).collect();
        Self {
            line_id: taken.line_id,
            work_order_id: order,
            product_id: taken.product_id,
            sku: taken.sku,
            name: taken.name,
            unit: taken.unit,
            numbering: taken.numbering,
            quantity: taken.quantity,
            numbered: numbers.iter().fold(Quantity::ZERO, |sum, number| sum + number.quantity),
            numbers,
        }
    }
}
