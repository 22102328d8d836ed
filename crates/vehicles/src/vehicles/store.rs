//! The only place that queries vehicles.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::WorkOrderId;
use kernel::paging::{Page, PageQuery};
use kernel::search::{self, Plan, Query};
use kernel::{Binds, Problem, SiteId, Tx, db};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, QueryFilter,
    QueryOrder, QuerySelect, Value,
};
use uuid::Uuid;

use super::record::{Column, Entity, ownership, reading, visit};
use super::vehicle::{Ownership, Reading, Vehicle};
use crate::{Error, TERMS};

const COLUMNS: &str = "r.id, r.owner_id, r.owner_name, r.plate_country, r.plate_kind, r.plate_text, r.plate_norm, r.vin, r.make, \
                       r.model, r.year, r.fuel, r.colour, r.odometer_km, r.odometer_at, r.notes, r.created_at, r.version";
const SOURCE: search::Source<'_> = search::Source { terms: TERMS, table: "vehicles_vehicles", columns: COLUMNS };
const ROWS_AT_ONCE: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Newest,
    Plate,
}

/// What a list shows.
pub struct Filter {
    pub query: Option<Query>,
    pub owner: Option<CustomerId>,
    pub sort: Sort,
}

/// One page of the list, by one query.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter, page: &PageQuery) -> Result<Page<Vehicle>, Problem> {
    let limit = page.limit()?;
    let mut binds = Binds::default();
    let mut from = match &filter.query {
        Some(query) => {
            let ids = Plan::of(conn, TERMS, query).await?.ids(&mut binds);
            format!("{ids} m cross join vehicles_vehicles r where r.id = m.id")
        }
        None => "vehicles_vehicles r where true".to_owned(),
    };
    if let Some(owner) = filter.owner {
        from += &format!(" and r.owner_id = {}", binds.add(owner));
    }
    let order = match filter.sort {
        Sort::Newest => {
            if let Some((at, id)) = page.cursor::<(DateTime<Utc>, Uuid)>()? {
                from += &format!(" and (r.created_at, r.id) < ({}, {})", binds.add(at), binds.add(id));
            }
            "r.created_at desc, r.id desc"
        }
        Sort::Plate => {
            if let Some((norm, id)) = page.cursor::<(String, Uuid)>()? {
                from += &format!(" and (r.plate_norm, r.id) > ({}, {})", binds.add(norm), binds.add(id));
            }
            "r.plate_norm, r.id"
        }
    };
    let sql = format!("select {COLUMNS} from {from} order by {order} limit {}", limit + 1);
    let rows: Vec<Vehicle> = db::all(conn, sql, binds.0).await?;
    Ok(match filter.sort {
        Sort::Newest => Page::cut(rows, limit, |row| (row.created_at, row.id)),
        Sort::Plate => Page::cut(rows, limit, |row| (row.plate_norm.clone(), row.id)),
    })
}

/// The best hits of the search box.
pub async fn search<C: ConnectionTrait>(conn: &C, query: &Query, limit: u64) -> Result<Vec<Vehicle>, DbErr> {
    search::find(conn, SOURCE, query, limit, |_| String::new()).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: VehicleId) -> Result<Vehicle, Problem> {
    Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn find_many<C: ConnectionTrait>(conn: &C, ids: &[VehicleId]) -> Result<Vec<Vehicle>, DbErr> {
    let mut found = vec![];
    for chunk in ids.chunks(ROWS_AT_ONCE) {
        found.extend(Entity::find().filter(Column::Id.is_in(chunk.iter().copied())).all(conn).await?);
    }
    Ok(found)
}

/// The vehicle, locked until the transaction ends.
pub async fn lock(tx: &Tx, id: VehicleId) -> Result<Option<Vehicle>, DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(&**tx).await
}

/// Refuses a plate that another vehicle has.
pub async fn refuse_known_plate(tx: &Tx, vehicle: &Vehicle) -> Result<(), Problem> {
    #[derive(FromQueryResult)]
    struct Other {
        id: VehicleId,
    }
    let sql = "select r.id from vehicles_vehicles r where r.plate_norm = $1 and r.plate_country = $2 and r.id <> $3 \
               order by r.id desc limit 1";
    let values = [vehicle.plate_norm.clone().into(), vehicle.plate_country.clone().into(), vehicle.id.into()];
    match db::one::<Other, _>(&**tx, sql, values).await? {
        Some(other) => Err(Error::PlateExists(other.id).into()),
        None => Ok(()),
    }
}

pub async fn insert(tx: &Tx, vehicle: &Vehicle) -> Result<(), DbErr> {
    Entity::insert(vehicle.clone().into_active_model()).exec_without_returning(&**tx).await?;
    search::index(tx, TERMS, vehicle.id.0, vehicle.terms()).await
}

/// Writes the vehicle as the next version of itself.
pub async fn save(tx: &Tx, vehicle: &mut Vehicle) -> Result<(), Problem> {
    let read = vehicle.version;
    vehicle.version += 1;
    let row = vehicle.clone().into_active_model().reset_all();
    let update = Entity::update_many().set(row).filter(Column::Id.eq(vehicle.id)).filter(Column::Version.eq(read));
    if update.exec(&**tx).await?.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}

/// As [`save`], when what the vehicle is found by may have changed.
pub async fn save_and_index(tx: &Tx, vehicle: &mut Vehicle) -> Result<(), Problem> {
    save(tx, vehicle).await?;
    Ok(search::index(tx, TERMS, vehicle.id.0, vehicle.terms()).await?)
}

/// Ends the present ownership of these vehicles.
pub async fn end_ownerships(tx: &Tx, ids: &[VehicleId], now: DateTime<Utc>) -> Result<(), DbErr> {
    for chunk in ids.chunks(ROWS_AT_ONCE) {
        ownership::Entity::update_many()
            .col_expr(ownership::Column::Until, Expr::value(now))
            .filter(ownership::Column::VehicleId.is_in(chunk.iter().copied()))
            .filter(ownership::Column::Until.is_null())
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

pub async fn insert_ownerships(tx: &Tx, links: &[Ownership]) -> Result<(), DbErr> {
    for chunk in links.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        ownership::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

pub async fn insert_readings(tx: &Tx, readings: &[Reading]) -> Result<(), DbErr> {
    for chunk in readings.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        reading::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// What the order said at its last completion.
pub async fn last_reading_of(tx: &Tx, vehicle: VehicleId, order: WorkOrderId) -> Result<Option<i64>, DbErr> {
    let last = reading::Entity::find()
        .filter(reading::Column::VehicleId.eq(vehicle))
        .filter(reading::Column::WorkOrderId.eq(order))
        .order_by_desc(reading::Column::Id)
        .one(&**tx);
    Ok(last.await?.map(|reading| reading.km))
}

/// Adds visits, or overwrites what is known of them.
pub async fn put_visits(tx: &Tx, visits: &[visit::Model]) -> Result<(), DbErr> {
    let columns = visit::Column::iter().filter(|column| !matches!(column, visit::Column::WorkOrderId));
    let overwrite = OnConflict::column(visit::Column::WorkOrderId).update_columns(columns).to_owned();
    for chunk in visits.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        visit::Entity::insert_many(rows).on_conflict(overwrite.clone()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

pub async fn forget_visit(tx: &Tx, order: WorkOrderId) -> Result<(), DbErr> {
    visit::Entity::delete_by_id(order).exec(&**tx).await.map(|_| ())
}

/// The visits of a vehicle at these sites (none: at all), newest first.
pub async fn visits<C: ConnectionTrait>(
    conn: &C,
    vehicle: VehicleId,
    sites: Option<&[SiteId]>,
    page: &PageQuery,
) -> Result<Page<visit::Model>, Problem> {
    let limit = page.limit()?;
    let mut find = visit::Entity::find().filter(visit::Column::VehicleId.eq(vehicle));
    if let Some(sites) = sites {
        find = find.filter(visit::Column::SiteId.is_in(sites.iter().copied()));
    }
    if let Some((at, id)) = page.cursor::<(DateTime<Utc>, Uuid)>()? {
        let place = Expr::tuple([Expr::col(visit::Column::CompletedAt), Expr::col(visit::Column::WorkOrderId)]);
        find = find.filter(ExprTrait::lt(place, Expr::tuple([Expr::value(at), Expr::value(id)])));
    }
    let rows = find.order_by_desc(visit::Column::CompletedAt).order_by_desc(visit::Column::WorkOrderId).limit(limit + 1);
    Ok(Page::cut(rows.all(conn).await?, limit, |row| (row.completed_at, row.work_order_id)))
}

/// Renames the owner on their vehicles.
pub async fn rename_owner(tx: &Tx, owner: CustomerId, name: &str) -> Result<(), DbErr> {
    let sql = "update vehicles_vehicles set owner_name = $1 where owner_id = $2 and (owner_name is null or owner_name <> $1) returning *";
    let renamed: Vec<Vehicle> = db::all(&**tx, sql, [name.into(), owner.into()]).await?;
    drop_terms(tx, &renamed.iter().map(|vehicle| vehicle.id).collect::<Vec<_>>()).await?;
    search::insert(tx, TERMS, terms_of(&renamed)).await
}

fn terms_of(vehicles: &[Vehicle]) -> Vec<(Uuid, String)> {
    vehicles.iter().flat_map(|vehicle| vehicle.terms().into_iter().map(|term| (vehicle.id.0, term))).collect()
}

/// The vehicles with these plates of one country, newest first, in one query.
pub async fn with_plates<C: ConnectionTrait>(conn: &C, lock: &str, country: &str, norms: &[&str]) -> Result<Vec<Vehicle>, DbErr> {
    if norms.is_empty() {
        return Ok(vec![]);
    }
    let marks: Vec<_> = (2..=norms.len() + 1).map(|place| format!("${place}")).collect();
    let sql = format!(
        "select {COLUMNS} from vehicles_vehicles r where r.plate_country = $1 and r.plate_norm in ({}) \
         order by r.created_at desc, r.id desc{lock}",
        marks.join(", ")
    );
    let values = std::iter::once(country).chain(norms.iter().copied()).map(Value::from);
    db::all(conn, sql, values).await
}

/// The vehicles with these VINs, in one query.
pub async fn with_vins<C: ConnectionTrait>(conn: &C, vins: &[&str]) -> Result<Vec<Vehicle>, DbErr> {
    if vins.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let places = binds.list(vins.iter().copied());
    db::all(conn, format!("select {COLUMNS} from vehicles_vehicles r where r.vin in ({places}) order by r.id"), binds.0).await
}

/// Inserts the new ones and overwrites those that are there, with their terms. The caller holds their locks.
pub async fn put_many(tx: &Tx, vehicles: &[Vehicle]) -> Result<(), DbErr> {
    let columns = Column::iter().filter(|column| !matches!(column, Column::Id | Column::CreatedAt));
    let overwrite = OnConflict::column(Column::Id).update_columns(columns).to_owned();
    for chunk in vehicles.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).on_conflict(overwrite.clone()).exec_without_returning(&**tx).await?;
    }
    search::insert(tx, TERMS, terms_of(vehicles)).await
}

/// Forgets what these vehicles were found by.
pub async fn drop_terms(tx: &Tx, ids: &[VehicleId]) -> Result<(), DbErr> {
    search::forget(tx, TERMS, ids).await
}

/// Brings vehicles to their highest reading, after readings were added in bulk.
pub async fn catch_up(tx: &Tx, ids: &[VehicleId]) -> Result<(), DbErr> {
    for chunk in ids.chunks(ROWS_AT_ONCE) {
        let marks: Vec<_> = (1..=chunk.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "update vehicles_vehicles set odometer_km = r.km, odometer_at = r.at from \
             (select o.vehicle_id, max(o.km) as km, max(o.at) as at from vehicles_odometer o where o.vehicle_id in ({}) \
             group by o.vehicle_id) r where r.vehicle_id = vehicles_vehicles.id and r.km >= coalesce(vehicles_vehicles.odometer_km, 0)",
            marks.join(", ")
        );
        db::execute(&**tx, sql, chunk.iter().map(|id| Value::from(*id))).await?;
    }
    Ok(())
}
