//! The only place that queries what vehicles' care is reckoned from.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::vehicles::VehicleId;
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId, Tx, db};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, QueryFilter, QueryOrder, QuerySelect,
    Value,
};
use uuid::Uuid;

use crate::past;
use crate::vehicles::record::{Column, Entity, care, own_item, reading, visit};
use crate::vehicles::vehicle::{Reading, Vehicle};

/// What is known of some vehicles.
#[derive(Default)]
pub struct Known {
    pub readings: HashMap<VehicleId, Vec<Reading>>,
    /// What was done to it, oldest first: here, and before the garage had this system.
    pub visits: HashMap<VehicleId, Vec<Done>>,
    pub care: HashMap<VehicleId, Vec<care::Model>>,
    pub own_items: HashMap<VehicleId, Vec<own_item::Model>>,
}

/// What a visit says that something was done.
pub struct Done {
    pub at: DateTime<Utc>,
    pub site_id: SiteId,
    pub odometer_km: Option<i64>,
    pub summary: String,
}

pub async fn known<C: ConnectionTrait>(conn: &C, ids: &[VehicleId]) -> Result<Known, DbErr> {
    let mut known = Known::default();
    let of = |column: reading::Column| column.is_in(ids.iter().copied());
    let readings = reading::Entity::find().filter(of(reading::Column::VehicleId));
    for row in readings.order_by_asc(reading::Column::At).order_by_asc(reading::Column::Id).all(conn).await? {
        known.readings.entry(row.vehicle_id).or_default().push(row);
    }
    let visits = visit::Entity::find().filter(visit::Column::VehicleId.is_in(ids.iter().copied()));
    for row in visits.order_by_asc(visit::Column::CompletedAt).all(conn).await? {
        let done = Done { at: row.completed_at, site_id: row.site_id, odometer_km: row.odometer_km, summary: row.summary };
        known.visits.entry(row.vehicle_id).or_default().push(done);
    }
    for row in past::store::of_vehicles(conn, ids).await? {
        let done = Done { at: row.at, site_id: row.site_id, odometer_km: row.odometer_km, summary: row.summary };
        known.visits.entry(row.vehicle_id).or_default().push(done);
    }
    known.visits.values_mut().for_each(|visits| visits.sort_by_key(|done| done.at));
    for row in care::Entity::find().filter(care::Column::VehicleId.is_in(ids.iter().copied())).all(conn).await? {
        known.care.entry(row.vehicle_id).or_default().push(row);
    }
    for row in own_items(conn, ids).await? {
        known.own_items.entry(row.vehicle_id).or_default().push(row);
    }
    Ok(known)
}

/// Items that only these vehicles have.
pub async fn own_items<C: ConnectionTrait>(conn: &C, ids: &[VehicleId]) -> Result<Vec<own_item::Model>, DbErr> {
    let of = own_item::Column::VehicleId.is_in(ids.iter().copied());
    own_item::Entity::find().filter(of).order_by_asc(own_item::Column::Item).all(conn).await
}

pub async fn put_own(tx: &Tx, row: own_item::Model) -> Result<(), DbErr> {
    let columns = own_item::Column::iter().filter(|column| !matches!(column, own_item::Column::VehicleId | own_item::Column::Item));
    let overwrite = OnConflict::columns([own_item::Column::VehicleId, own_item::Column::Item]).update_columns(columns).to_owned();
    own_item::Entity::insert(row.into_active_model()).on_conflict(overwrite).exec_without_returning(&**tx).await.map(|_| ())
}

/// Writes what is known of an item for a vehicle.
pub async fn put_care(tx: &Tx, row: care::Model) -> Result<(), DbErr> {
    let columns = care::Column::iter().filter(|column| !matches!(column, care::Column::VehicleId | care::Column::Item));
    let overwrite = OnConflict::columns([care::Column::VehicleId, care::Column::Item]).update_columns(columns).to_owned();
    care::Entity::insert(row.into_active_model()).on_conflict(overwrite).exec_without_returning(&**tx).await.map(|_| ())
}

/// Writes what is known of many vehicles that nothing is known of yet.
pub async fn put_all_care(tx: &Tx, rows: Vec<care::Model>) -> Result<(), DbErr> {
    for chunk in rows.chunks(1_000) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        care::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// The readings of a vehicle, newest first.
pub async fn readings<C: ConnectionTrait>(conn: &C, vehicle: VehicleId, page: &PageQuery) -> Result<Page<Reading>, Problem> {
    let limit = page.limit()?;
    let mut find = reading::Entity::find().filter(reading::Column::VehicleId.eq(vehicle));
    if let Some((at, id)) = page.cursor::<(DateTime<Utc>, Uuid)>()? {
        let place = Expr::tuple([Expr::col(reading::Column::At), Expr::col(reading::Column::Id)]);
        find = find.filter(ExprTrait::lt(place, Expr::tuple([Expr::value(at), Expr::value(id)])));
    }
    let rows = find.order_by_desc(reading::Column::At).order_by_desc(reading::Column::Id).limit(limit + 1).all(conn).await?;
    Ok(Page::cut(rows, limit, |row| (row.at, row.id)))
}

/// Some vehicles that were reckoned by another version of the plan, locked.
pub async fn behind(tx: &Tx, plan: i64, limit: u64) -> Result<Vec<Vehicle>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: VehicleId,
    }
    // Each half walks the index on one side of the present version.
    let half = |sign| format!("select * from (select id from vehicles_vehicles where planned {sign} $1 order by planned, id limit $2) h");
    let sql = format!("{} union all {}", half("<"), half(">"));
    let rows: Vec<Row> = db::all(&**tx, sql, [Value::from(plan), Value::from(limit)]).await?;
    let ids = rows.into_iter().map(|row| row.id).take(usize::try_from(limit).unwrap_or(usize::MAX));
    Entity::find().filter(Column::Id.is_in(ids)).order_by_asc(Column::Id).lock_exclusive().all(&**tx).await
}

/// Whether any vehicle is behind.
pub async fn is_behind<C: ConnectionTrait>(conn: &C, plan: i64) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        #[expect(dead_code, reason = "that there is one is all that is asked")]
        planned: i64,
    }
    for sign in ["<", ">"] {
        let sql = format!("select planned from vehicles_vehicles where planned {sign} $1 limit 1");
        if db::one::<Row, _>(conn, sql, [plan.into()]).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes what was reckoned and nothing else.
pub async fn save_reckoned(tx: &Tx, vehicles: &[Vehicle]) -> Result<(), DbErr> {
    let columns = [
        Column::ServiceOn,
        Column::ServiceItem,
        Column::Daily,
        Column::Planned,
        Column::SiteId,
        Column::ServiceAt,
        Column::ServiceDoneOn,
        Column::ServiceWith,
    ];
    let overwrite = OnConflict::column(Column::Id).update_columns(columns).to_owned();
    let rows = vehicles.iter().cloned().map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows).on_conflict(overwrite).exec_without_returning(&**tx).await.map(|_| ())
}
