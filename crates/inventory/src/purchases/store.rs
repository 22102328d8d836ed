//! The only place with queries on purchase orders.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use contracts::identity::SiteCard;
use contracts::inventory::{ProductId, PurchaseOrderId, SupplierId};
use contracts::workshop::LineId;
use kernel::{Amount, Backend, Binds, Problem, Quantity, SiteId, Tx, counters, db};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{FromQueryResult, IntoActiveModel, Iterable, PrimaryKeyToColumn, QueryOrder, QuerySelect};

use super::purchase_order::PurchaseOrder;
use super::rows::{self, line_rows, link_rows, order_row};
use super::state::PurchaseState;
use crate::MODULE;
use crate::entities::{purchase_lines, purchase_links, purchase_orders, receipt_lines, receipts};
use crate::newest::{Newest, newest};

/// The order whole, if it exists.
pub async fn find<C: ConnectionTrait>(conn: &C, id: PurchaseOrderId) -> Result<Option<PurchaseOrder>, DbErr> {
    match purchase_orders::Entity::find_by_id(id).one(conn).await? {
        Some(row) => whole(conn, row).await.map(Some),
        None => Ok(None),
    }
}

/// The order whole, with its row locked until the transaction ends.
pub async fn lock(tx: &Tx, id: PurchaseOrderId) -> Result<Option<PurchaseOrder>, DbErr> {
    let query = purchase_orders::Entity::find_by_id(id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    match query.one(&**tx).await? {
        Some(row) => whole(&**tx, row).await.map(Some),
        None => Ok(None),
    }
}

/// The newest draft of each of some suppliers at a site, locked in the order of their ids.
pub async fn drafts(tx: &Tx, site: SiteId, suppliers: &BTreeSet<SupplierId>) -> Result<BTreeMap<SupplierId, PurchaseOrder>, DbErr> {
    let query = purchase_orders::Entity::find()
        .filter(purchase_orders::Column::SiteId.eq(site))
        .filter(purchase_orders::Column::State.eq(PurchaseState::Draft))
        .filter(purchase_orders::Column::SupplierId.is_in(suppliers.iter().copied()))
        .order_by_asc(purchase_orders::Column::Id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    let mut drafts = BTreeMap::new();
    for row in query.all(&**tx).await? {
        let order = whole(&**tx, row).await?;
        drafts.insert(order.supplier.id, order);
    }
    Ok(drafts)
}

async fn whole<C: ConnectionTrait>(conn: &C, row: purchase_orders::Model) -> Result<PurchaseOrder, DbErr> {
    let lines = purchase_lines::Entity::find().filter(purchase_lines::Column::OrderId.eq(row.id));
    let lines = lines.order_by_asc(purchase_lines::Column::Position).all(conn).await?;
    let of = purchase_links::Column::PurchaseLineId.is_in(lines.iter().map(|line| line.id));
    let for_jobs = purchase_links::Entity::find().filter(of).order_by_asc(purchase_links::Column::LineId).all(conn).await?;
    Ok(rows::assemble(row, lines, &for_jobs))
}

/// Writes a new order and gives it its number. The number comes late: its counter stays locked until the commit.
pub async fn insert(tx: &Tx, order: &mut PurchaseOrder, site: &SiteCard) -> Result<(), DbErr> {
    order.number = next_number(tx, site, order.created_at).await?;
    put::<purchase_orders::Entity>(tx, vec![order_row(order)]).await?;
    put_lines(tx, order).await
}

/// Saves it over the version it was read at; 412 when somebody else saved meanwhile.
pub async fn save(tx: &Tx, before: &PurchaseOrder, order: &mut PurchaseOrder) -> Result<(), Problem> {
    order.version = before.version + 1;
    let row = order_row(order).into_active_model().reset_all();
    let update = purchase_orders::Entity::update_many().set(row).filter(purchase_orders::Column::Id.eq(order.id));
    if update.filter(purchase_orders::Column::Version.eq(before.version)).exec(&**tx).await?.rows_affected == 0 {
        return Err(Problem::stale());
    }
    let gone: Vec<_> = before.lines.iter().map(|line| line.id).filter(|id| order.lines.iter().all(|line| line.id != *id)).collect();
    if !gone.is_empty() {
        let links = purchase_links::Column::PurchaseLineId.is_in(gone.iter().copied());
        purchase_links::Entity::delete_many().filter(links).exec(&**tx).await?;
        purchase_lines::Entity::delete_many().filter(purchase_lines::Column::Id.is_in(gone)).exec(&**tx).await?;
    }
    Ok(put_lines(tx, order).await?)
}

async fn put_lines(tx: &Tx, order: &PurchaseOrder) -> Result<(), DbErr> {
    put::<purchase_lines::Entity>(tx, line_rows(order)).await?;
    put::<purchase_links::Entity>(tx, link_rows(order)).await
}

/// Inserts rows, and overwrites those that are there.
pub async fn put<E: EntityTrait>(tx: &Tx, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    const ROWS: usize = 200;
    let mut conflict = OnConflict::columns(E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column));
    conflict.update_columns(E::Column::iter().filter(|column| E::PrimaryKey::from_column(*column).is_none()));
    let mut rows: Vec<_> = rows.into_iter().map(IntoActiveModel::into_active_model).collect();
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS));
        E::insert_many(rows).on_conflict(conflict.clone()).exec_without_returning(&**tx).await?;
        rows = rest;
    }
    Ok(())
}

/// `PO-LAC-2026-00042`, in the year it is at the site.
async fn next_number(tx: &Tx, site: &SiteCard, at: DateTime<Utc>) -> Result<String, DbErr> {
    let year = today(site, at).year();
    let sequence = counters::next(tx, MODULE, &series(site.id, year)).await?;
    Ok(number(&site.code, year, sequence))
}

pub fn series(site: SiteId, year: i32) -> String {
    format!("purchase_order:{site}:{year}")
}

pub fn number(code: &str, year: i32, sequence: i64) -> String {
    format!("PO-{code}-{year}-{sequence:05}")
}

/// The day that it is at the site.
pub fn today(site: &SiteCard, at: DateTime<Utc>) -> NaiveDate {
    let zone: chrono_tz::Tz = site.time_zone.parse().unwrap_or(chrono_tz::UTC);
    at.with_timezone(&zone).date_naive()
}

/// What is ordered for a line of a work order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ordered {
    pub drafted: Quantity,
    pub sent: Quantity,
    pub expected_on: Option<NaiveDate>,
}

/// What is ordered for some lines of work orders, over all purchase orders.
pub async fn ordered_for(tx: &Tx, lines: &BTreeSet<LineId>) -> Result<BTreeMap<LineId, Ordered>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        line_id: LineId,
        open: Quantity,
        state: PurchaseState,
        expected_on: Option<NaiveDate>,
    }
    let mut found: BTreeMap<_, Ordered> = lines.iter().map(|line| (*line, Ordered::default())).collect();
    if lines.is_empty() {
        return Ok(found);
    }
    let mut binds = Binds::default();
    let sql = format!(
        "select k.line_id, k.quantity - k.served as open, o.state, o.expected_on from inventory_purchase_links k \
         join inventory_purchase_lines l on l.id = k.purchase_line_id join inventory_purchase_orders o on o.id = l.order_id \
         where k.line_id in ({}) and o.state in ('draft', 'sent', 'partly_received') and k.quantity > k.served",
        binds.list(lines.iter().copied())
    );
    for row in db::all::<Row, _>(&**tx, sql, binds.0).await? {
        let place = found.entry(row.line_id).or_default();
        if row.state.is_on_its_way() {
            place.sent = place.sent + row.open;
            place.expected_on = place.expected_on.max(row.expected_on);
        } else {
            place.drafted = place.drafted + row.open;
        }
    }
    Ok(found)
}

/// What of some products stands on purchase orders of a site that are not sent.
pub async fn drafted<C: ConnectionTrait>(conn: &C, site: SiteId, products: &[ProductId]) -> Result<BTreeMap<ProductId, Quantity>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        product_id: ProductId,
        quantity: Quantity,
    }
    if products.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut binds = Binds::default();
    let site = binds.add(site);
    let sql = format!(
        "select l.product_id, cast(sum(l.quantity) as bigint) as quantity from inventory_purchase_lines l \
         join inventory_purchase_orders o on o.id = l.order_id where o.site_id = {site} and o.state = 'draft' \
         and l.product_id in ({}) group by l.product_id",
        binds.list(products.iter().copied())
    );
    let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|row| (row.product_id, row.quantity)).collect())
}

/// A delivery as it was written down.
pub struct Delivery {
    pub receipt: receipts::Model,
    pub lines: Vec<receipt_lines::Model>,
}

pub async fn add_delivery(tx: &Tx, delivery: Delivery) -> Result<(), DbErr> {
    put::<receipts::Entity>(tx, vec![delivery.receipt]).await?;
    put::<receipt_lines::Entity>(tx, delivery.lines).await
}

/// What came of an order, oldest first.
pub async fn deliveries<C: ConnectionTrait>(conn: &C, order: PurchaseOrderId) -> Result<Vec<Delivery>, DbErr> {
    let of = receipts::Entity::find().filter(receipts::Column::OrderId.eq(order)).order_by_asc(receipts::Column::Id);
    let found = of.all(conn).await?;
    let of = receipt_lines::Column::ReceiptId.is_in(found.iter().map(|receipt| receipt.id));
    let mut lines = receipt_lines::Entity::find().filter(of).all(conn).await?;
    let delivery = |receipt: receipts::Model| {
        let (mine, rest) = std::mem::take(&mut lines).into_iter().partition(|line| line.receipt_id == receipt.id);
        lines = rest;
        Delivery { receipt, lines: mine }
    };
    Ok(found.into_iter().map(delivery).collect())
}

/// A purchase order as lists show it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: PurchaseOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub supplier_id: SupplierId,
    pub supplier_name: String,
    pub state: PurchaseState,
    pub currency: String,
    pub expected_on: Option<NaiveDate>,
    pub total_cost: Amount,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
}

/// Which, from where on.
pub type Filter = Newest<PurchaseState, PurchaseOrderId>;

/// Newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let columns = "r.id, r.number, r.site_id, r.supplier_id, r.supplier_name, r.state, r.currency, r.expected_on, r.total_cost, \
                   r.created_at, r.sent_at";
    newest(conn, ("inventory_purchase_orders", columns), filter).await
}

/// A product that should be ordered.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Low {
    pub product_id: ProductId,
    pub site_id: SiteId,
    pub sku: String,
    pub name: String,
    pub unit: crate::products::Unit,
    pub on_hand: Quantity,
    pub reserved: Quantity,
    pub on_order: Quantity,
    pub minimum: Quantity,
    pub maximum: Quantity,
}

/// What a site has less of than its minimum, without what is reserved and with what is on order.
pub async fn low<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    after: Option<(SiteId, ProductId)>,
    limit: u64,
) -> Result<Vec<Low>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = "select s.product_id, s.site_id, p.sku, p.name, p.unit, s.on_hand, s.reserved, s.on_order, s.minimum, s.maximum \
                   from inventory_stock s cross join inventory_products p \
                   where s.on_hand - s.reserved + s.on_order < s.minimum and p.id = s.product_id and p.tracked and not p.archived"
        .to_owned();
    sql += &binds.and_among("s.site_id", sites);
    if let Some((site, product)) = after {
        sql += &format!(" and (s.site_id, s.product_id) > ({}, {})", binds.add(site), binds.add(product));
    }
    sql += &format!(" order by s.site_id, s.product_id limit {limit}");
    db::all(conn, sql, binds.0).await
}
