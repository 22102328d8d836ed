//! The only place with queries on suppliers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductId, SupplierId};
use kernel::{Amount, Backend, Binds, Problem, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{FromQueryResult, IntoActiveModel, QuerySelect};

use super::{Item, Supplier};
use crate::entities::{supplier_items, suppliers};
use crate::products::Unit;

const ROWS: usize = 500;

pub async fn find<C: ConnectionTrait>(conn: &C, id: SupplierId) -> Result<Supplier, Problem> {
    suppliers::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn find_many<C: ConnectionTrait>(conn: &C, ids: &[SupplierId]) -> Result<Vec<Supplier>, DbErr> {
    suppliers::Entity::find().filter(suppliers::Column::Id.is_in(ids.iter().copied())).all(conn).await
}

pub async fn load(tx: &Tx, id: SupplierId) -> Result<Supplier, Problem> {
    let query = suppliers::Entity::find_by_id(id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    query.one(&**tx).await?.ok_or_else(Problem::not_found)
}

pub async fn insert(tx: &Tx, rows: &[Supplier]) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
    suppliers::Entity::insert_many(rows).exec_without_returning(&**tx).await.map(|_| ())
}

pub async fn save(tx: &Tx, supplier: &Supplier) -> Result<(), Problem> {
    let row = supplier.clone().into_active_model().reset_all();
    let read = suppliers::Entity::update_many().set(row).filter(suppliers::Column::Id.eq(supplier.id));
    let saved = read.filter(suppliers::Column::Version.eq(supplier.version - 1)).exec(&**tx).await?;
    if saved.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}

/// Where a page ended.
pub type Cursor = (String, SupplierId);

/// By name, without archived ones. They are few: words are looked for in their names.
pub async fn list<C: ConnectionTrait>(conn: &C, words: &str, after: Option<&Cursor>, limit: u64) -> Result<Vec<Supplier>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = "select * from inventory_suppliers where not archived".to_owned();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        sql += &format!(" and sort_name like {}", binds.add(format!("%{word}%")));
    }
    if let Some((name, id)) = after {
        sql += &format!(" and (sort_name, id) > ({}, {})", binds.add(name.as_str()), binds.add(*id));
    }
    sql += &format!(" order by sort_name, id limit {limit}");
    db::all(conn, sql, binds.0).await
}

/// What is sold, with the names of who sells it and of what it is.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ItemRow {
    #[sea_orm(nested)]
    pub item: Item,
    pub supplier_name: String,
    pub currency: String,
    pub sku: String,
    pub sku_key: String,
    pub product_name: String,
    pub unit: Unit,
}

const ITEMS: &str = "select i.*, s.name as supplier_name, s.currency, p.sku, p.sku_key, p.name as product_name, p.unit \
    from inventory_supplier_items i join inventory_suppliers s on s.id = i.supplier_id \
    join inventory_products p on p.id = i.product_id where true";

/// What a supplier sells, or who sells a product; by the product's code, then by the supplier.
pub async fn items<C: ConnectionTrait>(
    conn: &C,
    (supplier, product): (Option<SupplierId>, Option<ProductId>),
    after: Option<&(String, SupplierId)>,
    limit: u64,
) -> Result<Vec<ItemRow>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = ITEMS.to_owned();
    if let Some(supplier) = supplier {
        sql += &format!(" and i.supplier_id = {}", binds.add(supplier));
    }
    if let Some(product) = product {
        sql += &format!(" and i.product_id = {}", binds.add(product));
    }
    if let Some((key, id)) = after {
        sql += &format!(" and (p.sku_key, i.supplier_id) > ({}, {})", binds.add(key.as_str()), binds.add(*id));
    }
    sql += &format!(" order by p.sku_key, i.supplier_id limit {limit}");
    db::all(conn, sql, binds.0).await
}

pub async fn item<C: ConnectionTrait>(conn: &C, supplier: SupplierId, product: ProductId) -> Result<Option<Item>, DbErr> {
    supplier_items::Entity::find_by_id((supplier, product)).one(conn).await
}

/// What a supplier sells of some products.
pub async fn items_of<C: ConnectionTrait>(conn: &C, supplier: SupplierId, products: &[ProductId]) -> Result<Vec<Item>, DbErr> {
    let of = supplier_items::Entity::find().filter(supplier_items::Column::SupplierId.eq(supplier));
    of.filter(supplier_items::Column::ProductId.is_in(products.iter().copied())).all(conn).await
}

/// Where each product is bought: of the preferred supplier, else of the one who sold it last.
pub async fn sources<C: ConnectionTrait>(conn: &C, products: &[ProductId]) -> Result<BTreeMap<ProductId, Item>, DbErr> {
    let mut best = BTreeMap::<ProductId, Item>::new();
    for chunk in products.chunks(ROWS) {
        let mut binds = Binds::default();
        let sql = format!(
            "select i.* from inventory_supplier_items i join inventory_suppliers s on s.id = i.supplier_id \
             where not s.archived and i.product_id in ({})",
            binds.list(chunk.iter().copied())
        );
        for item in db::all::<Item, _>(conn, sql, binds.0).await? {
            let rank = |item: &Item| (item.preferred, item.updated_at, item.supplier_id);
            let place = best.entry(item.product_id).or_insert_with(|| item.clone());
            if rank(&item) > rank(place) {
                *place = item;
            }
        }
    }
    Ok(best)
}

pub async fn put_items(tx: &Tx, rows: &[Item]) -> Result<(), DbErr> {
    use supplier_items::Column::{ArticleNumber, PackCost, PackSize, Preferred, ProductId, SupplierId, UpdatedAt};
    for chunk in rows.chunks(ROWS) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        let over = OnConflict::columns([SupplierId, ProductId])
            .update_columns([ArticleNumber, PackSize, PackCost, Preferred, UpdatedAt])
            .to_owned();
        supplier_items::Entity::insert_many(rows).on_conflict(over).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Keeps what the supplier asked for a pack of some products that it is known to sell.
pub async fn asked(tx: &Tx, supplier: SupplierId, asked: &[(ProductId, Amount)], now: DateTime<Utc>) -> Result<(), DbErr> {
    for (product, pack_cost) in asked {
        let item = supplier_items::Entity::update_many()
            .col_expr(supplier_items::Column::PackCost, Expr::value(*pack_cost))
            .col_expr(supplier_items::Column::UpdatedAt, Expr::value(now))
            .filter(supplier_items::Column::SupplierId.eq(supplier))
            .filter(supplier_items::Column::ProductId.eq(*product));
        item.exec(&**tx).await?;
    }
    Ok(())
}

/// No other supplier is preferred for the product.
pub async fn prefer(tx: &Tx, item: &Item) -> Result<(), DbErr> {
    let others = supplier_items::Entity::update_many()
        .col_expr(supplier_items::Column::Preferred, Expr::value(false))
        .filter(supplier_items::Column::ProductId.eq(item.product_id))
        .filter(supplier_items::Column::SupplierId.ne(item.supplier_id))
        .filter(supplier_items::Column::Preferred.eq(true));
    others.exec(&**tx).await.map(|_| ())
}

pub async fn remove_item(tx: &Tx, supplier: SupplierId, product: ProductId) -> Result<bool, DbErr> {
    let removed = supplier_items::Entity::delete_by_id((supplier, product)).exec(&**tx).await?;
    Ok(removed.rows_affected > 0)
}
