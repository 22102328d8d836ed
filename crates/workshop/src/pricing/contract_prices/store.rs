//! The only place with queries about contract prices.

use contracts::customers::CustomerId;
use contracts::inventory::ProductId;
use contracts::workshop::ContractPriceId;
use kernel::{SiteId, Tx};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::tables::{Column, Entity, Model};
use crate::work_orders::store::put;

/// What was agreed with the customer at the site for these articles, and the level of all others; the newest last.
pub async fn of_customer<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    customer: CustomerId,
    products: &[ProductId],
) -> Result<Vec<Model>, DbErr> {
    if products.is_empty() {
        return Ok(vec![]);
    }
    let either = Condition::any().add(Column::ProductId.is_null()).add(Column::ProductId.is_in(products.to_vec()));
    let select = Entity::find().filter(Column::CustomerId.eq(customer)).filter(Column::SiteId.eq(site)).filter(either);
    select.order_by_asc(Column::Id).all(conn).await
}

/// The one that counts for the article, or for all parts.
pub async fn agreed<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    customer: CustomerId,
    product: Option<ProductId>,
) -> Result<Option<Model>, DbErr> {
    let select = Entity::find().filter(Column::CustomerId.eq(customer)).filter(Column::SiteId.eq(site));
    let select = match product {
        Some(product) => select.filter(Column::ProductId.eq(product)),
        None => select.filter(Column::ProductId.is_null()),
    };
    select.order_by_desc(Column::Id).limit(1).one(conn).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: ContractPriceId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(conn).await
}

pub async fn save(tx: &Tx, row: Model) -> Result<(), DbErr> {
    put::<Entity>(tx, vec![row]).await
}

pub async fn forget(tx: &Tx, id: ContractPriceId) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(&**tx).await.map(drop)
}

/// What to list. The sites are those that may be seen; none are all.
pub struct Filter {
    pub sites: Option<Vec<SiteId>>,
    pub customer: Option<CustomerId>,
    pub after: Option<ContractPriceId>,
    pub limit: u64,
}

/// The newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: Filter) -> Result<Vec<Model>, DbErr> {
    let mut select = Entity::find();
    if let Some(sites) = filter.sites {
        select = select.filter(Column::SiteId.is_in(sites));
    }
    if let Some(customer) = filter.customer {
        select = select.filter(Column::CustomerId.eq(customer));
    }
    if let Some(after) = filter.after {
        select = select.filter(Column::Id.lt(after));
    }
    select.order_by_desc(Column::Id).limit(filter.limit).all(conn).await
}
