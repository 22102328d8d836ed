//! The only place with queries on leftovers.

use contracts::inventory::{LeftoverId, ProductId, PurchaseLineId, SupplierId};
use contracts::workshop::LineId;
use kernel::{Backend, Binds, Quantity, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, IntoActiveModel, QuerySelect};

use super::Leftover;
use crate::entities::leftovers as rows;
use crate::products::Unit;

/// What came of an order for a line of a work order.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Came {
    pub line_id: LineId,
    pub product_id: ProductId,
    pub purchase_line_id: PurchaseLineId,
    pub supplier_id: SupplierId,
    pub supplier_name: String,
    pub served: Quantity,
}

/// The newest order of each line of which something came for it.
pub async fn came_for(tx: &Tx, lines: &[LineId]) -> Result<Vec<Came>, DbErr> {
    let mut binds = Binds::default();
    let sql = format!(
        "select k.line_id, l.product_id, k.purchase_line_id, o.supplier_id, o.supplier_name, k.served \
         from inventory_purchase_links k join inventory_purchase_lines l on l.id = k.purchase_line_id \
         join inventory_purchase_orders o on o.id = l.order_id where k.served > 0 and k.line_id in ({}) order by o.id desc",
        binds.list(lines.iter().copied())
    );
    let mut found: Vec<Came> = db::all(&**tx, sql, binds.0).await?;
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|came| seen.insert(came.line_id));
    Ok(found)
}

pub async fn insert(tx: &Tx, asked: Vec<Leftover>) -> Result<(), DbErr> {
    if asked.is_empty() {
        return Ok(());
    }
    let rows = asked.into_iter().map(IntoActiveModel::into_active_model);
    rows::Entity::insert_many(rows).exec_without_returning(&**tx).await.map(|_| ())
}

/// These lines want their parts again: nobody is asked.
pub async fn forget(tx: &Tx, lines: &[LineId]) -> Result<(), DbErr> {
    if lines.is_empty() {
        return Ok(());
    }
    let open = rows::Entity::delete_many().filter(rows::Column::Decision.is_null());
    open.filter(rows::Column::LineId.is_in(lines.iter().copied())).exec(&**tx).await.map(|_| ())
}

pub async fn lock(tx: &Tx, id: LeftoverId) -> Result<Option<Leftover>, DbErr> {
    let query = rows::Entity::find_by_id(id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    query.one(&**tx).await
}

pub async fn save(tx: &Tx, leftover: &Leftover) -> Result<(), DbErr> {
    let row = leftover.clone().into_active_model().reset_all();
    rows::Entity::update_many().set(row).filter(rows::Column::Id.eq(leftover.id)).exec(&**tx).await.map(|_| ())
}

/// A leftover with what the catalogue calls its product.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    #[sea_orm(nested)]
    pub leftover: Leftover,
    pub sku: String,
    pub name: String,
    pub unit: Unit,
}

/// What nobody decided, the oldest first.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    after: Option<LeftoverId>,
    limit: u64,
) -> Result<Vec<Row>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = "select f.*, p.sku, p.name, p.unit from inventory_leftovers f cross join inventory_products p \
                   where f.decision is null and p.id = f.product_id"
        .to_owned();
    sql += &binds.and_among("f.site_id", sites);
    if let Some(id) = after {
        sql += &format!(" and f.id > {}", binds.add(id));
    }
    sql += &format!(" order by f.id limit {limit}");
    db::all(conn, sql, binds.0).await
}

pub async fn one<C: ConnectionTrait>(conn: &C, id: LeftoverId) -> Result<Option<Row>, DbErr> {
    let mut binds = Binds::default();
    let sql = format!(
        "select f.*, p.sku, p.name, p.unit from inventory_leftovers f join inventory_products p on p.id = f.product_id where f.id = {}",
        binds.add(id)
    );
    db::one(conn, sql, binds.0).await
}
