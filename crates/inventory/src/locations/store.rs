//! The only place with queries on locations.

use chrono::{DateTime, Utc};
use contracts::inventory::{LocationId, LocationMoveId, ProductId};
use kernel::problem::is_unique_violation;
use kernel::{Amount, Backend, Binds, Problem, Quantity, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{FromQueryResult, IntoActiveModel, QuerySelect};

use super::books::{LocationLevel, LocationMove, MoveKind};
use super::location::{Kind, Location};
use crate::entities::{location_levels, location_moves, locations};
use crate::products::Unit;

pub async fn find<C: ConnectionTrait>(conn: &C, id: LocationId) -> Result<Option<Location>, DbErr> {
    locations::Entity::find_by_id(id).one(conn).await
}

pub async fn lock(tx: &Tx, id: LocationId) -> Result<Option<Location>, DbErr> {
    let query = locations::Entity::find_by_id(id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    query.one(&**tx).await
}

/// A location of a site that is used; a field problem at the pointer otherwise.
pub async fn in_use(tx: &Tx, site: SiteId, id: LocationId, pointer: &str) -> Result<Location, Problem> {
    let unknown = || Problem::field(pointer, "unknown", "The site has no such location");
    let query = locations::Entity::find_by_id(id).filter(locations::Column::SiteId.eq(site));
    // Whoever archives it waits until what comes in has come.
    let query = if tx.backend() == Backend::Postgres { query.lock_shared() } else { query };
    let location = query.one(&**tx).await?.ok_or_else(unknown)?;
    location.expect_in_use(pointer)?;
    Ok(location)
}

pub async fn insert(tx: &Tx, location: &Location) -> Result<(), Problem> {
    named(put(tx, location.clone()).await.map(|()| 1))
}

pub async fn put(tx: &Tx, location: Location) -> Result<(), DbErr> {
    locations::Entity::insert(location.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

pub async fn save(tx: &Tx, location: &Location) -> Result<(), Problem> {
    let row = location.clone().into_active_model().reset_all();
    let update = locations::Entity::update_many().set(row).filter(locations::Column::Id.eq(location.id));
    let saved = update.filter(locations::Column::Version.eq(location.version - 1)).exec(&**tx).await;
    named(saved.map(|saved| saved.rows_affected))
}

/// A name is of one location of a site.
fn named(written: Result<u64, DbErr>) -> Result<(), Problem> {
    match written {
        Err(error) if is_unique_violation(&error) => Err(Problem::field("/name", "taken", "Another location of the site has this name")),
        Ok(0) => Err(Problem::stale()),
        written => Ok(written.map(drop)?),
    }
}

pub async fn is_empty(tx: &Tx, id: LocationId) -> Result<bool, DbErr> {
    let lying = location_levels::Entity::find().filter(location_levels::Column::LocationId.eq(id));
    let lying = lying.filter(location_levels::Column::Quantity.gt(0)).limit(1);
    Ok(lying.one(&**tx).await?.is_none())
}

pub async fn level(tx: &Tx, location: LocationId, product: ProductId) -> Result<Option<LocationLevel>, DbErr> {
    location_levels::Entity::find_by_id((location, product)).one(&**tx).await
}

pub async fn put_level(tx: &Tx, level: LocationLevel) -> Result<(), DbErr> {
    use location_levels::Column::{Bin, LocationId, ProductId, Quantity};
    let over = OnConflict::columns([LocationId, ProductId]).update_columns([Quantity, Bin]).to_owned();
    location_levels::Entity::insert(level.into_active_model()).on_conflict(over).exec_without_returning(&**tx).await.map(|_| ())
}

pub async fn append(tx: &Tx, moves: Vec<LocationMove>) -> Result<(), DbErr> {
    if moves.is_empty() {
        return Ok(());
    }
    let rows = moves.into_iter().map(IntoActiveModel::into_active_model);
    location_moves::Entity::insert_many(rows).exec_without_returning(&**tx).await.map(|_| ())
}

/// A location with how much lies in it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: LocationId,
    pub site_id: SiteId,
    pub name: String,
    pub kind: Kind,
    pub archived: bool,
    pub version: i64,
    pub products: i64,
    pub value_cost: Amount,
}

/// Where one page of locations ended.
pub type Cursor = (SiteId, String, LocationId);

/// Of some sites by name, without archived ones. They are few.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    after: Option<&Cursor>,
    limit: u64,
) -> Result<Vec<(Row, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Keyed {
        #[sea_orm(nested)]
        row: Row,
        name_key: String,
    }
    let mut binds = Binds::default();
    let mut which = format!("not l.archived{}", binds.and_among("l.site_id", sites));
    if let Some((site, name, id)) = after {
        let from = (binds.add(*site), binds.add(name.as_str()), binds.add(*id));
        which += &format!(" and (l.site_id, l.name_key, l.id) > ({}, {}, {})", from.0, from.1, from.2);
    }
    let sql = format!("select l.name_key, {ROW} where {which} order by l.site_id, l.name_key, l.id limit {limit}");
    let rows: Vec<Keyed> = db::all(conn, sql, binds.0).await?;
    Ok(rows.into_iter().map(|keyed| (keyed.row, keyed.name_key)).collect())
}

pub async fn row<C: ConnectionTrait>(conn: &C, id: LocationId) -> Result<Option<Row>, DbErr> {
    db::one(conn, format!("select {ROW} where l.id = $1"), [id.into()]).await
}

const ROW: &str = "l.id, l.site_id, l.name, l.kind, l.archived, l.version, \
    (select count(*) from inventory_location_levels v where v.location_id = l.id and v.quantity > 0) as products, \
    cast((select coalesce(sum(round(v.quantity * (s.average_cost / 1000.0))), 0) from inventory_location_levels v \
    join inventory_stock s on s.product_id = v.product_id and s.site_id = v.site_id \
    where v.location_id = l.id and v.quantity > 0) as bigint) as value_cost from inventory_locations l";

/// A product that lies in a location.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Lying {
    pub product_id: ProductId,
    pub sku: String,
    pub sku_key: String,
    pub name: String,
    pub unit: Unit,
    pub quantity: Quantity,
    pub bin: Option<String>,
}

/// What lies there, by code.
pub async fn products<C: ConnectionTrait>(conn: &C, id: LocationId, after: Option<&str>, limit: u64) -> Result<Vec<Lying>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!(
        "select v.product_id, p.sku, p.sku_key, p.name, p.unit, v.quantity, v.bin from inventory_location_levels v \
         join inventory_products p on p.id = v.product_id where v.location_id = {} and v.quantity > 0",
        binds.add(id)
    );
    if let Some(key) = after {
        sql += &format!(" and p.sku_key > {}", binds.add(key));
    }
    sql += &format!(" order by p.sku_key limit {limit}");
    db::all(conn, sql, binds.0).await
}

/// What moved in a location, or of one product there.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Moved {
    pub id: LocationMoveId,
    pub at: DateTime<Utc>,
    pub product_id: ProductId,
    pub sku: String,
    pub name: String,
    pub kind: MoveKind,
    pub quantity: Quantity,
    pub balance: Quantity,
    pub other_name: Option<String>,
    pub reference_label: Option<String>,
    pub reason: Option<String>,
    pub by_name: String,
}

/// Newest first.
pub async fn moves<C: ConnectionTrait>(conn: &C, id: LocationId, after: Option<LocationMoveId>, limit: u64) -> Result<Vec<Moved>, DbErr> {
    let mut binds = Binds::default();
    let mut which = format!("m.location_id = {}", binds.add(id));
    if let Some(after) = after {
        which += &format!(" and m.id < {}", binds.add(after));
    }
    let sql = format!(
        "select m.id, m.at, m.product_id, p.sku, p.name, m.kind, m.quantity, m.balance, o.name as other_name, \
         m.reference_label, m.reason, m.by_name from inventory_location_moves m join inventory_products p on p.id = m.product_id \
         left join inventory_locations o on o.id = m.other_location_id where {which} order by m.id desc limit {limit}"
    );
    db::all(conn, sql, binds.0).await
}

/// Where a product lies.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Place {
    pub location_id: LocationId,
    pub site_id: SiteId,
    pub name: String,
    pub kind: Kind,
    pub quantity: Quantity,
    pub bin: Option<String>,
}

/// The locations of some sites in which a product lies, by name.
pub async fn places<C: ConnectionTrait>(conn: &C, product: ProductId, sites: Option<&[SiteId]>) -> Result<Vec<Place>, DbErr> {
    let mut binds = Binds::default();
    let sql = format!(
        "select v.location_id, v.site_id, l.name, l.kind, v.quantity, v.bin from inventory_location_levels v \
         join inventory_locations l on l.id = v.location_id where v.product_id = {} and v.quantity > 0{} \
         order by v.site_id, l.name_key, l.id",
        binds.add(product),
        binds.and_among("v.site_id", sites)
    );
    db::all(conn, sql, binds.0).await
}
