//! The catalogue of parts and the stock of each site.

use async_trait::async_trait;
use kernel::outbox::Event;
use kernel::{Amount, BasisPoints, Permission, Problem, Quantity, SiteId, define_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

define_id!(
    /// An article of the catalogue.
    ProductId
);
define_id!(
    /// One change of a stock quantity.
    MovementId
);

pub const PRODUCT_READ: Permission = Permission("product.read");
pub const PRODUCT_WRITE: Permission = Permission("product.write");
pub const PRODUCT_IMPORT: Permission = Permission("product.import");
pub const STOCK_RECEIVE: Permission = Permission("stock.receive");
pub const STOCK_ADJUST: Permission = Permission("stock.adjust");
pub const STOCK_SEE_COST: Permission = Permission("stock.see_cost");

/// Whether a field of a record (`unit_cost`, `lines/<id>/unit_cost`) says what something cost: only for who holds
/// [`STOCK_SEE_COST`].
pub fn is_cost(field: &str) -> bool {
    field.rsplit('/').next().is_some_and(|name| name == "cost" || name.ends_with("_cost"))
}

/// What a work order line snapshots of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCard {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    pub unit: String,
    pub price: Amount,
    pub vat_rate: BasisPoints,
    /// Whether stock is kept of it.
    pub tracked: bool,
    pub archived: bool,
}

#[async_trait]
pub trait Catalogue: Send + Sync {
    async fn cards(&self, ids: &[ProductId]) -> Result<Vec<ProductCard>, Problem>;
    /// Quantity on hand at a site; zero for what was never there. Untracked articles are left out.
    async fn on_hand(&self, site: SiteId, ids: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, Problem>;
}

/// An article was created or changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProductSaved {
    pub id: ProductId,
    pub sku: String,
}

impl Event for ProductSaved {
    const KIND: &'static str = "product.saved";
    fn aggregate(&self) -> Uuid {
        self.id.0
    }
}

/// The stock of an article changed at a site.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StockMoved {
    pub product_id: ProductId,
    pub site_id: SiteId,
    pub movement_id: MovementId,
    /// Signed.
    pub quantity: Quantity,
    pub on_hand: Quantity,
}

impl Event for StockMoved {
    const KIND: &'static str = "stock.moved";
    fn aggregate(&self) -> Uuid {
        self.product_id.0
    }
    fn site(&self) -> Option<SiteId> {
        Some(self.site_id)
    }
}
