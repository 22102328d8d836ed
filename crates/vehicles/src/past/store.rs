//! The only place that queries past visits.

use chrono::{DateTime, Utc};
use contracts::vehicles::VehicleId;
use kernel::{SiteId, Tx};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::record::{Column, Entity, Model as PastVisit};
use crate::vehicles::record::{Column as VehicleColumn, Entity as Vehicles, old_plate, reading};
use crate::vehicles::vehicle::{OldPlate, Reading, Vehicle};

const ROWS_AT_ONCE: usize = 500;

/// The past visits of a vehicle from these sites (none: all) before a place in its history, newest first.
pub async fn before<C: ConnectionTrait>(
    conn: &C,
    vehicle: VehicleId,
    sites: Option<&[SiteId]>,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<PastVisit>, DbErr> {
    let mut find = Entity::find().filter(Column::VehicleId.eq(vehicle));
    if let Some(sites) = sites {
        find = find.filter(Column::SiteId.is_in(sites.iter().copied()));
    }
    if let Some((at, id)) = before {
        let place = Expr::tuple([Expr::col(Column::At), Expr::col(Column::Id)]);
        find = find.filter(ExprTrait::lt(place, Expr::tuple([Expr::value(at), Expr::value(id)])));
    }
    find.order_by_desc(Column::At).order_by_desc(Column::Id).limit(limit).all(conn).await
}

/// All of these vehicles, oldest first.
pub async fn of_vehicles<C: ConnectionTrait>(conn: &C, ids: &[VehicleId]) -> Result<Vec<PastVisit>, DbErr> {
    let of = Entity::find().filter(Column::VehicleId.is_in(ids.iter().copied()));
    of.order_by_asc(Column::At).order_by_asc(Column::Id).all(conn).await
}

pub async fn has_any(tx: &Tx, vehicle: VehicleId) -> Result<bool, DbErr> {
    Ok(Entity::find().filter(Column::VehicleId.eq(vehicle)).one(&**tx).await?.is_some())
}

/// Those of these that are there.
pub async fn with_ids<C: ConnectionTrait>(conn: &C, ids: &[Uuid]) -> Result<Vec<PastVisit>, DbErr> {
    let mut found = vec![];
    for chunk in ids.chunks(ROWS_AT_ONCE) {
        found.extend(Entity::find().filter(Column::Id.is_in(chunk.iter().copied())).all(conn).await?);
    }
    Ok(found)
}

/// Writes new ones and those that were told anew.
pub async fn put(tx: &Tx, visits: &[PastVisit]) -> Result<(), DbErr> {
    let overwrite = OnConflict::column(Column::Id).update_columns(Column::iter().filter(|column| !matches!(column, Column::Id))).to_owned();
    for chunk in visits.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).on_conflict(overwrite.clone()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

pub async fn remove(tx: &Tx, id: Uuid) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(&**tx).await.map(|_| ())
}

/// The readings of these vehicles, as they were taken.
pub async fn readings<C: ConnectionTrait>(conn: &C, ids: &[VehicleId]) -> Result<Vec<Reading>, DbErr> {
    let mut found = vec![];
    for chunk in ids.chunks(ROWS_AT_ONCE) {
        let of = reading::Entity::find().filter(reading::Column::VehicleId.is_in(chunk.iter().copied()));
        found.extend(of.order_by_asc(reading::Column::At).order_by_asc(reading::Column::Id).all(conn).await?);
    }
    Ok(found)
}

/// Takes away what these past visits told of the odometer.
pub async fn drop_readings(tx: &Tx, visits: &[Uuid]) -> Result<(), DbErr> {
    for chunk in visits.chunks(ROWS_AT_ONCE) {
        let of = reading::Entity::delete_many().filter(reading::Column::PastVisitId.is_in(chunk.iter().copied()));
        of.exec(&**tx).await?;
    }
    Ok(())
}

/// These vehicles, locked one after the other in the order of their ids.
pub async fn lock_vehicles(tx: &Tx, ids: &[VehicleId]) -> Result<Vec<Vehicle>, DbErr> {
    let mut found = vec![];
    for chunk in ids.chunks(ROWS_AT_ONCE) {
        let these = Vehicles::find().filter(VehicleColumn::Id.is_in(chunk.iter().copied()));
        found.extend(these.order_by_asc(VehicleColumn::Id).lock_exclusive().all(&**tx).await?);
    }
    Ok(found)
}

/// Writes where the odometer stands; what is due is reckoned afterwards, some at a time. The version stays: nobody changed the record.
pub async fn save_odometer(tx: &Tx, vehicle: &Vehicle) -> Result<(), DbErr> {
    let update = Vehicles::update_many()
        .col_expr(VehicleColumn::OdometerKm, Expr::value(vehicle.odometer_km))
        .col_expr(VehicleColumn::OdometerAt, Expr::value(vehicle.odometer_at))
        .col_expr(VehicleColumn::Planned, Expr::value(0_i64));
    update.filter(VehicleColumn::Id.eq(vehicle.id)).exec(&**tx).await.map(|_| ())
}

/// Who had these plates of a country before, the last one first.
pub async fn with_old_plates<C: ConnectionTrait>(conn: &C, country: &str, norms: &[&str]) -> Result<Vec<OldPlate>, DbErr> {
    let mut found = vec![];
    for chunk in norms.chunks(ROWS_AT_ONCE) {
        let these = old_plate::Entity::find()
            .filter(old_plate::Column::Country.eq(country))
            .filter(old_plate::Column::Norm.is_in(chunk.iter().copied()));
        found.extend(these.order_by_desc(old_plate::Column::Until).order_by_desc(old_plate::Column::Id).all(conn).await?);
    }
    Ok(found)
}
