//! The only place that queries vehicles.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::WorkOrderId;
use kernel::search::{self, Query};
use kernel::{Binds, Problem, SiteId, Tx, db};
use sea_orm::sea_query::{Expr, ExprTrait, NullOrdering, OnConflict, Order};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, QueryFilter,
    QueryOrder, QuerySelect, Value,
};
use uuid::Uuid;

use super::record::{Column, Entity, old_plate, ownership, reading, visit};
use super::vehicle::{OldPlate, Ownership, Reading, Vehicle};
use crate::{Error, Plate, TERMS};

pub const COLUMNS: &str = "r.id, r.owner_id, r.owner_name, r.plate_country, r.plate_kind, r.plate_text, r.plate_norm, r.vin, r.make, \
                       r.model, r.year, r.fuel, r.colour, r.odometer_km, r.odometer_at, r.notes, r.created_at, r.version, \
                       r.odometer_unit, r.usage, r.first_registered_on, r.inspection_on, r.insurance_on, r.road_tax_on, \
                       r.key_tag, r.unit_number, r.engine_code, r.custom, r.archived_at, r.service_on, r.service_item, r.daily, \
                       r.planned, r.site_id, r.service_at, r.service_done_on, r.service_with";
const SOURCE: search::Source<'_> = search::Source { terms: TERMS, table: "vehicles_vehicles", columns: COLUMNS };
const ROWS_AT_ONCE: usize = 500;

/// The best hits of the search box.
pub async fn search<C: ConnectionTrait>(conn: &C, query: &Query, limit: u64) -> Result<Vec<Vehicle>, DbErr> {
    search::find(conn, SOURCE, query, limit, |_| String::new()).await
}

/// The vehicles of these customers, what is due first before the others.
pub async fn of_fleet<C: ConnectionTrait>(conn: &C, owners: &[CustomerId], limit: u64) -> Result<Vec<Vehicle>, DbErr> {
    if owners.is_empty() {
        return Ok(vec![]);
    }
    let of = Entity::find().filter(Column::OwnerId.is_in(owners.iter().copied())).filter(Column::ArchivedAt.is_null());
    let due_first = of.order_by_with_nulls(Column::ServiceOn, Order::Asc, NullOrdering::Last).order_by_asc(Column::PlateNorm);
    due_first.limit(limit).all(conn).await
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
    let old = old_plates(&**tx, &[vehicle.id]).await?;
    let terms = vehicle.terms().into_iter().chain(old.iter().flat_map(|plate| Plate::terms(&plate.norm))).collect();
    Ok(search::index(tx, TERMS, vehicle.id.0, terms).await?)
}

/// The plate that a vehicle gave up, if it did, and since when it had it.
pub async fn given_up(tx: &Tx, known: &Vehicle, vehicle: &Vehicle, now: DateTime<Utc>) -> Result<Option<OldPlate>, DbErr> {
    let before = old_plates(&**tx, &[vehicle.id]).await?;
    let since = before.first().map_or(known.created_at, |older| older.until);
    Ok(vehicle.plate_given_up(known, since, now))
}

pub async fn insert_old_plate(tx: &Tx, plate: OldPlate) -> Result<(), DbErr> {
    old_plate::Entity::insert(plate.into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

/// The plates that these vehicles had before, newest first.
pub async fn old_plates<C: ConnectionTrait>(conn: &C, ids: &[VehicleId]) -> Result<Vec<OldPlate>, DbErr> {
    let mut found = vec![];
    for chunk in ids.chunks(ROWS_AT_ONCE) {
        let of = old_plate::Entity::find().filter(old_plate::Column::VehicleId.is_in(chunk.iter().copied()));
        found.extend(of.order_by_desc(old_plate::Column::Until).order_by_desc(old_plate::Column::Id).all(conn).await?);
    }
    Ok(found)
}

/// Who owned a vehicle, the present owner first; those that were undone are left out.
pub async fn ownerships<C: ConnectionTrait>(conn: &C, id: VehicleId) -> Result<Vec<Ownership>, DbErr> {
    let of = ownership::Entity::find().filter(ownership::Column::VehicleId.eq(id)).filter(ownership::Column::UndoneAt.is_null());
    of.order_by_desc(ownership::Column::Since).order_by_desc(ownership::Column::Id).all(conn).await
}

pub async fn save_ownership(tx: &Tx, link: Ownership) -> Result<(), DbErr> {
    ownership::Entity::update(link.into_active_model().reset_all()).exec(&**tx).await.map(|_| ())
}

/// Whether the vehicle was worked on for somebody since.
pub async fn is_visited_since(tx: &Tx, id: VehicleId, since: DateTime<Utc>) -> Result<bool, DbErr> {
    let visits = visit::Entity::find().filter(visit::Column::VehicleId.eq(id)).filter(visit::Column::CompletedAt.gte(since));
    Ok(visits.one(&**tx).await?.is_some())
}

/// The vehicles with this VIN, newest first.
pub async fn with_vin<C: ConnectionTrait>(conn: &C, vin: &str, limit: u64) -> Result<Vec<Vehicle>, DbErr> {
    Entity::find().filter(Column::Vin.eq(vin)).order_by_desc(Column::Id).limit(limit).all(conn).await
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

pub async fn forget_visit(tx: &Tx, order: WorkOrderId) -> Result<Option<visit::Model>, DbErr> {
    let visit = visit::Entity::find_by_id(order).one(&**tx).await?;
    visit::Entity::delete_by_id(order).exec(&**tx).await?;
    Ok(visit)
}

/// The visits of a vehicle at these sites (none: at all) before a place in its history, newest first.
pub async fn visits_before<C: ConnectionTrait>(
    conn: &C,
    vehicle: VehicleId,
    sites: Option<&[SiteId]>,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<visit::Model>, DbErr> {
    let mut find = visit::Entity::find().filter(visit::Column::VehicleId.eq(vehicle));
    if let Some(sites) = sites {
        find = find.filter(visit::Column::SiteId.is_in(sites.iter().copied()));
    }
    if let Some((at, id)) = before {
        let place = Expr::tuple([Expr::col(visit::Column::CompletedAt), Expr::col(visit::Column::WorkOrderId)]);
        find = find.filter(ExprTrait::lt(place, Expr::tuple([Expr::value(at), Expr::value(id)])));
    }
    find.order_by_desc(visit::Column::CompletedAt).order_by_desc(visit::Column::WorkOrderId).limit(limit).all(conn).await
}

/// Renames the owner on their vehicles.
pub async fn rename_owner(tx: &Tx, owner: CustomerId, name: &str) -> Result<(), DbErr> {
    let sql = "update vehicles_vehicles set owner_name = $1 where owner_id = $2 and (owner_name is null or owner_name <> $1) returning *";
    let renamed: Vec<Vehicle> = db::all(&**tx, sql, [name.into(), owner.into()]).await?;
    reindex(tx, &renamed).await
}

/// Replaces what vehicles are found by.
pub async fn reindex(tx: &Tx, vehicles: &[Vehicle]) -> Result<(), DbErr> {
    drop_terms(tx, &vehicles.iter().map(|vehicle| vehicle.id).collect::<Vec<_>>()).await?;
    let terms = terms_of(tx, vehicles).await?;
    search::insert(tx, TERMS, terms).await
}

/// What vehicles are found by, with the plates they had before.
pub async fn terms_of(tx: &Tx, vehicles: &[Vehicle]) -> Result<Vec<(Uuid, String)>, DbErr> {
    let ids: Vec<_> = vehicles.iter().map(|vehicle| vehicle.id).collect();
    let old = old_plates(&**tx, &ids).await?;
    let old = old.iter().flat_map(|plate| Plate::terms(&plate.norm).into_iter().map(|term| (plate.vehicle_id.0, term)));
    let present = vehicles.iter().flat_map(|vehicle| vehicle.terms().into_iter().map(|term| (vehicle.id.0, term)));
    let all: std::collections::BTreeSet<_> = present.chain(old).collect();
    Ok(all.into_iter().collect())
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
    let terms = terms_of(tx, vehicles).await?;
    search::insert(tx, TERMS, terms).await
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
            "update vehicles_vehicles set odometer_km = r.km, odometer_at = r.at, planned = 0 from \
             (select o.vehicle_id, max(o.km) as km, max(o.at) as at from vehicles_odometer o where o.vehicle_id in ({}) \
             group by o.vehicle_id) r where r.vehicle_id = vehicles_vehicles.id and r.km >= coalesce(vehicles_vehicles.odometer_km, 0)",
            marks.join(", ")
        );
        db::execute(&**tx, sql, chunk.iter().map(|id| Value::from(*id))).await?;
    }
    Ok(())
}
