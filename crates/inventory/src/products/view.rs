//! An article as the API shows it.

use contracts::inventory::{PRODUCT_WRITE, ProductId, STOCK_ADJUST, STOCK_RECEIVE, STOCK_SEE_COST, SalePack};
use kernel::{Actor, Amount, BasisPoints, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Product, Unit, packs};
use crate::numbers::Numbering;
use crate::stock::Level;

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Product)]
pub struct ProductView {
    pub id: ProductId,
    pub sku: String,
    pub barcode: Option<String>,
    pub name: String,
    pub category: Option<String>,
    /// Whose make it is.
    pub brand: Option<String>,
    pub unit: Unit,
    /// Net, of one unit.
    pub price: Amount,
    pub vat_rate: BasisPoints,
    /// Whether stock is kept of it.
    pub tracked: bool,
    pub archived: bool,
    /// What it is also sold in.
    #[serde(default)]
    pub packs: Vec<SalePack>,
    /// What is charged for one, net, until its old part comes.
    #[serde(default)]
    pub core_charge: Option<Amount>,
    /// By what its pieces are known.
    #[serde(default)]
    pub numbering: Numbering,
    /// A levy on the price that VAT is charged on too, at sites whose country has one; 0 for none.
    #[serde(default)]
    pub levy_rate: BasisPoints,
    /// Of the sites the caller sees.
    pub stock: Vec<StockLevel>,
    pub version: i64,
    /// `update`, `receive`, `adjust`, `set_minimum`.
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct StockLevel {
    pub site_id: SiteId,
    pub on_hand: Quantity,
    /// Put aside for work orders.
    pub reserved: Quantity,
    /// On hand and not reserved; below zero when work took more than there was.
    pub available: Quantity,
    /// On purchase orders that were sent, and not here yet.
    pub on_order: Quantity,
    /// Available when all that is on order has come.
    pub projected: Quantity,
    pub minimum: Quantity,
    /// Up to how much is ordered; the minimum, when that is more.
    pub maximum: Quantity,
    /// Of what is on hand, what is known by its number. More when pieces left and nobody said which.
    #[serde(default)]
    pub numbered: Quantity,
    /// Where it lies.
    pub bin: Option<String>,
    /// What of it lies in rooms and vans of the site; the rest of what is on hand is on its own shelves.
    pub elsewhere: Quantity,
    /// Null for those who may not see costs.
    pub average_cost: Option<Amount>,
}

impl ProductView {
    pub fn new(product: Product, levels: Vec<Level>, actor: &Actor) -> Self {
        Self {
            actions: actions(&product, actor),
            id: product.id,
            sku: product.sku,
            barcode: product.barcode,
            name: product.name,
            category: product.category,
            brand: product.brand,
            unit: product.unit,
            price: product.price,
            vat_rate: product.vat_rate,
            tracked: product.tracked,
            archived: product.archived,
            packs: packs::read(product.packs.as_deref()),
            core_charge: product.core_charge,
            numbering: product.numbering,
            levy_rate: product.levy_rate,
            stock: levels.into_iter().map(|level| stock_level(&level, actor)).collect(),
            version: product.version,
        }
    }
}

fn stock_level(level: &Level, actor: &Actor) -> StockLevel {
    StockLevel {
        site_id: level.site_id,
        on_hand: level.on_hand,
        reserved: level.reserved,
        available: level.available(),
        on_order: level.on_order,
        projected: level.available() + level.on_order,
        minimum: level.minimum,
        maximum: level.maximum,
        numbered: Quantity::ZERO,
        bin: level.bin.clone(),
        elsewhere: level.elsewhere,
        average_cost: actor.may(STOCK_SEE_COST, level.site_id).then_some(level.average_cost),
    }
}

/// What the caller may do with it, at one site at least.
fn actions(product: &Product, actor: &Actor) -> Vec<String> {
    let all = [("update", PRODUCT_WRITE), ("receive", STOCK_RECEIVE), ("adjust", STOCK_ADJUST), ("set_minimum", PRODUCT_WRITE)];
    let offered = all.iter().filter(|(action, _)| product.tracked || *action == "update");
    offered.filter(|(_, permission)| actor.may_anywhere(*permission)).map(|(action, _)| (*action).to_owned()).collect()
}
