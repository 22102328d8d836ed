//! The only place with queries on stock takes.

use chrono::{DateTime, Datelike, Utc};
use contracts::identity::SiteCard;
use contracts::inventory::{ProductId, StockTakeId};
use kernel::{Amount, Backend, Binds, Problem, SiteId, Tx, counters, db};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use super::state::TakeState;
use super::take::{StockTake, TakeLine};
use crate::MODULE;
use crate::entities::{stock_take_lines as lines, stock_takes as takes};
use crate::newest::{Newest, newest};
use crate::purchases::store::{put, today};
use crate::supplier_invoices::Approval;

pub async fn find<C: ConnectionTrait>(conn: &C, id: StockTakeId) -> Result<Option<StockTake>, DbErr> {
    Ok(takes::Entity::find_by_id(id).one(conn).await?.map(assemble))
}

pub async fn lock(tx: &Tx, id: StockTakeId) -> Result<Option<StockTake>, DbErr> {
    let query = takes::Entity::find_by_id(id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    Ok(query.one(&**tx).await?.map(assemble))
}

/// Writes a new take and gives it its number, with what its products are by the books now: what lies in the bin, or everything that the
/// site has.
pub async fn insert(tx: &Tx, take: &mut StockTake, site: &SiteCard) -> Result<(), DbErr> {
    let year = today(site, take.created_at).year();
    let sequence = counters::next(tx, MODULE, &format!("stock_take:{}:{year}", site.id)).await?;
    take.number = format!("IN-{}-{year}-{sequence:05}", site.code);
    put::<takes::Entity>(tx, vec![row(take)]).await?;
    let mut binds = Binds::default();
    let (id, of) = (binds.add(take.id), binds.add(site.id));
    let bin = take.bin.as_deref().map(|bin| binds.add(bin));
    // In a room or a van, or on the site's own shelves.
    let (lying, there, place) = if let Some(location) = take.location_id {
        let of = binds.add(location);
        let lying = "inventory_stock s join inventory_location_levels v on v.product_id = s.product_id and v.site_id = s.site_id";
        let place = bin.map_or("v.quantity <> 0".to_owned(), |bin| format!("v.bin = {bin}"));
        (lying, ("v.bin", "v.quantity"), format!("v.location_id = {of} and {place}"))
    } else {
        let place = bin.map_or("(s.on_hand <> s.elsewhere or s.bin is not null)".to_owned(), |bin| format!("s.bin = {bin}"));
        ("inventory_stock s", ("s.bin", "s.on_hand - s.elsewhere"), place)
    };
    let (bin, snapshot) = there;
    let sql = format!(
        "insert into inventory_stock_take_lines (take_id, product_id, sku, sku_key, description, unit, bin, snapshot, unit_cost) \
         select {id}, p.id, p.sku, p.sku_key, p.name, p.unit, coalesce({bin}, ''), {snapshot}, s.average_cost from {lying} \
         join inventory_products p on p.id = s.product_id where s.site_id = {of} and p.tracked and {place}"
    );
    db::execute(&**tx, sql, binds.0).await.map(|_| ())
}

pub async fn save(tx: &Tx, before: &StockTake, take: &mut StockTake) -> Result<(), Problem> {
    take.version = before.version + 1;
    let changed = row(take).into_active_model().reset_all();
    let update = takes::Entity::update_many().set(changed).filter(takes::Column::Id.eq(take.id));
    if update.filter(takes::Column::Version.eq(before.version)).exec(&**tx).await?.rows_affected == 0 {
        return Err(Problem::stale());
    }
    Ok(())
}

fn row(take: &StockTake) -> takes::Model {
    let approval = take.approval.as_ref();
    takes::Model {
        id: take.id,
        number: take.number.clone(),
        site_id: take.site_id,
        bin: take.bin.clone(),
        location_id: take.location_id,
        state: take.state,
        currency: take.currency.clone(),
        created_at: take.created_at,
        created_by: take.created_by.clone(),
        counted_at: take.counted_at,
        approved_by: approval.map(|approval| approval.by.clone()),
        approval_reason: approval.map(|approval| approval.reason.clone()),
        approved_at: approval.map(|approval| approval.at),
        cancel_reason: take.cancel_reason.clone(),
        variance_cost: take.variance_cost,
        version: take.version,
    }
}

fn assemble(row: takes::Model) -> StockTake {
    let approval = row.approved_by.zip(row.approval_reason).zip(row.approved_at);
    StockTake {
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        bin: row.bin,
        location_id: row.location_id,
        state: row.state,
        currency: row.currency,
        created_at: row.created_at,
        created_by: row.created_by,
        counted_at: row.counted_at,
        approval: approval.map(|((by, reason), at)| Approval { by, reason, at }),
        cancel_reason: row.cancel_reason,
        variance_cost: row.variance_cost,
        version: row.version,
    }
}

pub async fn line(tx: &Tx, take: StockTakeId, product: ProductId) -> Result<Option<TakeLine>, DbErr> {
    lines::Entity::find_by_id((take, product)).one(&**tx).await
}

pub async fn put_line(tx: &Tx, line: TakeLine) -> Result<(), DbErr> {
    put::<lines::Entity>(tx, vec![line]).await
}

/// What was counted, in the order of the products' ids.
pub async fn counted(tx: &Tx, take: StockTakeId) -> Result<Vec<TakeLine>, DbErr> {
    let of = lines::Entity::find().filter(lines::Column::TakeId.eq(take)).filter(lines::Column::Counted.is_not_null());
    of.order_by_asc(lines::Column::ProductId).all(&**tx).await
}

/// What of a take there is to see.
#[derive(Clone, Copy, Debug, Default, FromQueryResult)]
pub struct Sums {
    pub lines: i64,
    pub counted: i64,
    pub differing: i64,
    pub variance_cost: i64,
}

pub async fn sums<C: ConnectionTrait>(conn: &C, take: StockTakeId) -> Result<Sums, DbErr> {
    let mut binds = Binds::default();
    let sql = format!(
        "select count(*) as lines, count(counted) as counted, \
         cast(coalesce(sum(case when counted <> book then 1 else 0 end), 0) as bigint) as differing, \
         cast(coalesce(sum(round((counted - book) * (unit_cost / 1000.0))), 0) as bigint) as variance_cost \
         from inventory_stock_take_lines where take_id = {}",
        binds.add(take)
    );
    Ok(db::one(conn, sql, binds.0).await?.unwrap_or_default())
}

/// Which lines of a take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    #[default]
    All,
    Uncounted,
    Differing,
}

/// In the order in which one walks along the shelves: by bin, then by code.
pub async fn list_lines<C: ConnectionTrait>(
    conn: &C,
    take: StockTakeId,
    which: Which,
    after: Option<&(String, String)>,
    limit: u64,
) -> Result<Vec<TakeLine>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select * from inventory_stock_take_lines where take_id = {}", binds.add(take));
    sql += match which {
        Which::All => "",
        Which::Uncounted => " and counted is null",
        Which::Differing => " and counted <> book",
    };
    if let Some((bin, sku)) = after {
        sql += &format!(" and (bin, sku_key) > ({}, {})", binds.add(bin.as_str()), binds.add(sku.as_str()));
    }
    sql += &format!(" order by bin, sku_key limit {limit}");
    db::all(conn, sql, binds.0).await
}

/// A take as lists show it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: StockTakeId,
    pub number: String,
    pub site_id: SiteId,
    pub bin: Option<String>,
    pub location: Option<String>,
    pub state: TakeState,
    pub currency: String,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
    pub variance_cost: Option<Amount>,
}

/// Which, from where on.
pub type Filter = Newest<TakeState, StockTakeId>;

/// Newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let columns = "r.id, r.number, r.site_id, r.bin, \
        (select l.name from inventory_locations l where l.id = r.location_id) as location, r.state, r.currency, r.created_at, r.created_by, r.variance_cost";
    newest(conn, ("inventory_stock_takes", columns), filter).await
}
