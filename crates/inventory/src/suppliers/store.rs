//! The only place with queries on suppliers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::inventory::{ProductId, SupplierId};
use kernel::{Amount, Backend, Binds, Problem, SiteId, Tx, db};
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

/// An order that was sent, and how it came.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Delivered {
    pub sent_at: DateTime<Utc>,
    /// Its first delivery.
    pub came_at: Option<DateTime<Utc>>,
    pub lines: i64,
    /// Lines that came whole with the first delivery.
    pub whole: i64,
}

/// Orders looked at, the newest: enough to tell a supplier by.
const MOST_ORDERS: u64 = 1_000;

pub async fn delivered<C: ConnectionTrait>(
    conn: &C,
    supplier: SupplierId,
    sites: Option<&[SiteId]>,
    since: DateTime<Utc>,
) -> Result<Vec<Delivered>, DbErr> {
    let mut binds = Binds::default();
    let first = |column: &str| format!("(select r.{column} from inventory_receipts r where r.order_id = o.id order by r.at, r.id limit 1)");
    let lines = "select count(*) from inventory_purchase_lines l where l.order_id = o.id";
    let mut sql = format!(
        "select o.sent_at, {} as came_at, ({lines}) as lines, ({lines} and l.quantity <= coalesce((select x.quantity from \
         inventory_receipt_lines x where x.purchase_line_id = l.id and x.receipt_id = {}), 0)) as whole \
         from inventory_purchase_orders o where o.supplier_id = {} and o.sent_at >= {} and o.state <> 'cancelled'",
        first("at"),
        first("id"),
        binds.add(supplier),
        binds.add(since)
    );
    sql += &binds.and_among("o.site_id", sites);
    sql += &format!(" order by o.id desc limit {MOST_ORDERS}");
    db::all(conn, sql, binds.0).await
}

/// What came of a supplier and what went back, at cost.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct CameAndWent {
    pub came: Amount,
    pub went: Amount,
    pub last_received_at: Option<DateTime<Utc>>,
}

pub async fn came_and_went<C: ConnectionTrait>(
    conn: &C,
    supplier: SupplierId,
    sites: Option<&[SiteId]>,
    since: DateTime<Utc>,
) -> Result<CameAndWent, DbErr> {
    let mut binds = Binds::default();
    let (supplier, since) = (binds.add(supplier), binds.add(since));
    let (of_order, of_return) = (binds.and_among("o.site_id", sites), binds.and_among("b.site_id", sites));
    let receipts = format!(
        "inventory_receipts r join inventory_purchase_orders o on o.id = r.order_id where o.supplier_id = {supplier} and r.at >= {since}{of_order}"
    );
    let sql = format!(
        "select cast((select coalesce(sum(round(x.quantity * (x.unit_cost / 1000.0))), 0) from inventory_receipt_lines x \
         where x.receipt_id in (select r.id from {receipts})) as bigint) as came, \
         cast((select coalesce(sum(b.expected_cost), 0) from inventory_supplier_returns b where b.supplier_id = {supplier} \
         and b.shipped_at >= {since} and b.state <> 'cancelled'{of_return}) as bigint) as went, \
         (select r.at from {receipts} order by r.at desc, r.id desc limit 1) as last_received_at"
    );
    Ok(db::one(conn, sql, binds.0).await?.unwrap_or_default())
}
