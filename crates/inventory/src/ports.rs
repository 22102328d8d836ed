//! What other modules may ask of inventory.

use async_trait::async_trait;
use contracts::inventory::{Catalogue, PRODUCT_READ, ProductCard, ProductId};
use contracts::search::{SearchHit, Searchable};
use kernel::search::{self, Query};
use kernel::{Actor, Db, Problem, Quantity, SiteId};

use crate::products::{self, Product};
use crate::{TERMS, stock};

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
}

#[async_trait]
impl Searchable for Ports {
    async fn search(&self, actor: &Actor, query: &Query, limit: u64) -> Result<Vec<SearchHit>, Problem> {
        if !actor.may_anywhere(PRODUCT_READ) {
            return Ok(vec![]);
        }
        let ids: Vec<_> = search::find(self.db.reader(), TERMS, query, limit).await?.into_iter().map(ProductId).collect();
        let products = products::store::find_many(self.db.reader(), &ids).await?;
        let best_first = ids.iter().filter_map(|id| products.iter().find(|product| product.id == *id));
        let hit =
            |product: &Product| SearchHit { id: product.id.0, title: product.name.clone(), subtitle: product.sku.clone(), owner_id: None };
        Ok(best_first.map(hit).collect())
    }
}
