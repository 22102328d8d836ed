//! What other modules may ask of inventory.

use async_trait::async_trait;
use contracts::inventory::{
    Catalogue, MissingNumbers, MissingSearch, NumberSearch, NumberedPart, PRODUCT_READ, ProductCard, ProductCost, ProductId, SupplierId,
};
use contracts::search::{SearchHit, Searchable};
use contracts::workshop::WorkOrderId;
use kernel::search::Query;
use kernel::{Actor, Db, Problem, Quantity, SiteId};

use crate::products::{self, Product};
use crate::{costs, numbers, reservations, stock, suppliers};

pub struct Ports {
    pub(crate) db: Db,
}

#[async_trait]
impl Catalogue for Ports {
    async fn cards(&self, ids: &[ProductId]) -> Result<Vec<ProductCard>, Problem> {
        let products = products::store::find_many(self.db.reader(), ids).await?;
        Ok(products.into_iter().map(Product::card).collect())
    }

    async fn on_hand(&self, site: SiteId, ids: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, Problem> {
        Ok(stock::store::on_hand(self.db.reader(), site, ids).await?)
    }

    async fn available_to(&self, order: WorkOrderId, site: SiteId, ids: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, Problem> {
        Ok(reservations::store::available_to(self.db.reader(), order, site, ids).await?)
    }

    async fn costs(&self, site: SiteId, ids: &[ProductId]) -> Result<Vec<ProductCost>, Problem> {
        Ok(costs::of(self.db.reader(), site, ids).await?)
    }

    async fn supplier_names(&self, ids: &[SupplierId]) -> Result<Vec<(SupplierId, String)>, Problem> {
        let known = suppliers::store::find_many(self.db.reader(), ids).await?;
        Ok(known.into_iter().map(|supplier| (supplier.id, supplier.name)).collect())
    }

    async fn numbered(&self, search: &NumberSearch) -> Result<Vec<NumberedPart>, Problem> {
        Ok(numbers::store::search(self.db.reader(), search).await?)
    }

    async fn numbers_of(&self, orders: &[WorkOrderId]) -> Result<Vec<NumberedPart>, Problem> {
        Ok(numbers::store::on_orders(self.db.reader(), orders).await?)
    }

    async fn numbers_missing(&self, search: &MissingSearch) -> Result<Vec<MissingNumbers>, Problem> {
        Ok(numbers::store::missing(self.db.reader(), search).await?)
    }
}

#[async_trait]
impl Searchable for Ports {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        if !actor.may_anywhere(PRODUCT_READ) {
            return Ok(vec![]);
        }
        let found = products::store::search(self.db.reader(), query, limit).await?;
        Ok(found.into_iter().map(|product| SearchHit::new(product.id.0, product.name, product.sku)).collect())
    }
}
