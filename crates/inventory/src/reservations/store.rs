//! The only place with queries on claims and reservations.

use std::collections::BTreeSet;

use contracts::inventory::{PartStanding, PartsChanged, ProductId};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Actor, Binds, Clock, Quantity, SiteId, Tx, db, outbox};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{FromQueryResult, IntoActiveModel, Iterable, PrimaryKeyToColumn, QueryOrder};

use super::claims::{Claim, Claims};
use crate::MODULE;
use crate::entities::{claims, reservations};

const ROWS: usize = 500;

/// The claims on some products at a site. Lock their levels before: whoever changes a claim does.
pub async fn of_products(tx: &Tx, site: SiteId, products: &BTreeSet<ProductId>) -> Result<Claims, DbErr> {
    let mut found = vec![];
    for chunk in products.iter().copied().collect::<Vec<_>>().chunks(ROWS) {
        let of = claims::Entity::find().filter(claims::Column::ProductId.is_in(chunk.iter().copied()));
        found.extend(of.filter(claims::Column::SiteId.eq(site)).all(&**tx).await?);
    }
    Ok(Claims::new(found))
}

/// What the order claims: as it is read, unlocked.
pub async fn of_order(tx: &Tx, order: WorkOrderId) -> Result<Vec<Claim>, DbErr> {
    claims::Entity::find().filter(claims::Column::WorkOrderId.eq(order)).order_by_asc(claims::Column::LineId).all(&**tx).await
}

pub async fn of_line(tx: &Tx, line: LineId) -> Result<Option<Claim>, DbErr> {
    claims::Entity::find_by_id(line).one(&**tx).await
}

/// Writes what changed, and tells every order that stands otherwise now.
pub async fn save(tx: &mut Tx, site: SiteId, changed: &Claims, actor: &Actor, clock: &dyn Clock) -> Result<(), DbErr> {
    let (rows, closed) = changed.changes();
    for chunk in closed.chunks(ROWS) {
        claims::Entity::delete_many().filter(claims::Column::LineId.is_in(chunk.iter().copied())).exec(&**tx).await?;
    }
    put(tx, &rows).await?;
    for chunk in changed.entries().chunks(ROWS) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        reservations::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    tell(tx, site, changed.orders(), actor, clock).await
}

pub async fn put(tx: &Tx, rows: &[Claim]) -> Result<(), DbErr> {
    let mut over = OnConflict::column(claims::Column::LineId);
    over.update_columns(claims::Column::iter().filter(|column| claims::PrimaryKey::from_column(*column).is_none()));
    for chunk in rows.chunks(ROWS) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        claims::Entity::insert_many(rows).on_conflict(over.clone()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Says of each order how all its claims stand.
pub async fn tell(tx: &mut Tx, site_id: SiteId, orders: &BTreeSet<WorkOrderId>, actor: &Actor, clock: &dyn Clock) -> Result<(), DbErr> {
    for chunk in orders.iter().copied().collect::<Vec<_>>().chunks(ROWS) {
        let of = claims::Entity::find().filter(claims::Column::WorkOrderId.is_in(chunk.iter().copied()));
        let all = of.order_by_asc(claims::Column::LineId).all(&**tx).await?;
        let lines = |order: WorkOrderId| all.iter().filter(|claim| claim.work_order_id == order).map(standing).collect();
        let events: Vec<_> = chunk.iter().map(|order| PartsChanged { work_order_id: *order, site_id, lines: lines(*order) }).collect();
        outbox::append_many(tx, MODULE, &events, actor, clock).await?;
    }
    Ok(())
}

pub fn standing(claim: &Claim) -> PartStanding {
    let Claim { line_id, wanted, reserved, ordered, expected_on, issued, returned, .. } = claim.clone();
    PartStanding { line_id, wanted, reserved, ordered, expected_on, issued, returned }
}

/// What an order may take of tracked products: on hand, without what others have reserved.
pub async fn available_to<C: ConnectionTrait>(
    conn: &C,
    order: WorkOrderId,
    site: SiteId,
    products: &[ProductId],
) -> Result<Vec<(ProductId, Quantity)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Available {
        id: ProductId,
        available: Quantity,
    }
    let mut found = Vec::with_capacity(products.len());
    for chunk in products.chunks(ROWS) {
        let mut binds = Binds::default();
        let (order, site) = (binds.add(order), binds.add(site));
        let sql = format!(
            "select p.id, cast(coalesce(s.on_hand - s.reserved, 0) + coalesce((select sum(c.reserved) from inventory_claims c \
             where c.work_order_id = {order} and c.product_id = p.id and c.site_id = {site}), 0) as bigint) as available \
             from inventory_products p left join inventory_stock s on s.product_id = p.id and s.site_id = {site} \
             where p.tracked and p.id in ({})",
            binds.list(chunk.iter().copied())
        );
        found.extend(db::all::<Available, _>(conn, sql, binds.0).await?);
    }
    Ok(found.into_iter().map(|row| (row.id, row.available)).collect())
}

/// Which claims, in which order, from where on.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    pub product: Option<ProductId>,
    pub order: Option<WorkOrderId>,
    pub which: Which,
    pub after: Option<Cursor>,
    pub limit: u64,
}

/// Which of the claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Whatever is still wanted.
    #[default]
    Wanted,
    /// Of which less is reserved than is wanted.
    Short,
    /// Of which something was issued.
    Issued,
}

/// Where a page ended.
pub type Cursor = (i64, LineId);

/// A claim with what the catalogue calls its product.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    #[sea_orm(nested)]
    pub claim: Claim,
    pub sku: String,
    pub name: String,
    pub unit: crate::products::Unit,
}

/// The earliest promise first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = "select c.*, p.sku, p.name, p.unit from inventory_claims c \
                   cross join inventory_products p where p.id = c.product_id"
        .to_owned();
    sql += &binds.and_among("c.site_id", filter.sites.as_deref());
    if let Some(product) = filter.product {
        sql += &format!(" and c.product_id = {}", binds.add(product));
    }
    if let Some(order) = filter.order {
        sql += &format!(" and c.work_order_id = {}", binds.add(order));
    }
    sql += match filter.which {
        Which::Wanted => " and c.wanted > 0",
        Which::Short => " and c.reserved < c.wanted",
        Which::Issued => " and c.issued > 0",
    };
    if let Some((key, line)) = filter.after {
        sql += &format!(" and (c.promise_key, c.line_id) > ({}, {})", binds.add(key), binds.add(line));
    }
    sql += &format!(" order by c.promise_key, c.line_id limit {}", filter.limit);
    db::all(conn, sql, binds.0).await
}
