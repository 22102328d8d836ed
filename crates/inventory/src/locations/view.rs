//! Locations as the API shows them.

use chrono::{DateTime, Utc};
use contracts::inventory::{LocationId, LocationMoveId, PRODUCT_WRITE, ProductId, STOCK_ISSUE, STOCK_SEE_COST};
use kernel::{Actor, Amount, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::books::MoveKind;
use super::location::Kind;
use super::store::{Lying, Moved, Place, Row};
use crate::products::Unit;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Location)]
pub struct LocationView {
    pub id: LocationId,
    pub site_id: SiteId,
    pub name: String,
    pub kind: Kind,
    pub archived: bool,
    /// How many products lie in it.
    pub products: i64,
    /// What they are worth at their average cost; null for those who may not see costs.
    pub value_cost: Option<Amount>,
    pub version: i64,
    /// `update`, `move`
    pub actions: Vec<String>,
}

impl LocationView {
    pub fn new(row: Row, actor: &Actor) -> Self {
        let actions = actor.allowed(row.site_id, &[("update", PRODUCT_WRITE), ("move", STOCK_ISSUE)]);
        Self {
            id: row.id,
            site_id: row.site_id,
            name: row.name,
            kind: row.kind,
            archived: row.archived,
            products: row.products,
            value_cost: actor.may(STOCK_SEE_COST, row.site_id).then_some(row.value_cost),
            version: row.version,
            actions: actions.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// A product that lies in a location.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LocationProduct {
    /// The product's.
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
    pub quantity: Quantity,
    pub bin: Option<String>,
}

impl From<Lying> for LocationProduct {
    fn from(row: Lying) -> Self {
        let Lying { product_id: id, sku, name, unit, quantity, bin, .. } = row;
        Self { id, sku, name, unit, quantity, bin }
    }
}

/// What moved in a location.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = LocationMove)]
pub struct LocationMoveView {
    pub id: LocationMoveId,
    pub at: DateTime<Utc>,
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub kind: MoveKind,
    /// Signed.
    pub quantity: Quantity,
    /// What lay there after it.
    pub balance: Quantity,
    /// The location at the other end; null for the site's own shelves, and for what is no move.
    pub other: Option<String>,
    /// The work order's or the stock take's number.
    pub reference: Option<String>,
    pub reason: Option<String>,
    pub by: String,
}

impl From<Moved> for LocationMoveView {
    fn from(row: Moved) -> Self {
        Self {
            id: row.id,
            at: row.at,
            product_id: row.product_id,
            sku: row.sku,
            name: row.name,
            kind: row.kind,
            quantity: row.quantity,
            balance: row.balance,
            other: row.other_name,
            reference: row.reference_label,
            reason: row.reason,
            by: row.by_name,
        }
    }
}

/// A location in which a product lies.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ProductLocation {
    pub location_id: LocationId,
    pub site_id: SiteId,
    pub name: String,
    pub kind: Kind,
    pub quantity: Quantity,
    pub bin: Option<String>,
}

impl From<Place> for ProductLocation {
    fn from(row: Place) -> Self {
        let Place { location_id, site_id, name, kind, quantity, bin } = row;
        Self { location_id, site_id, name, kind, quantity, bin }
    }
}
