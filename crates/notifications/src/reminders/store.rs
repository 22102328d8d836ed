//! The only place with queries on reminders and their runs.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::scheduling::AppointmentId;
use contracts::vehicles::VehicleId;
use kernel::{Binds, Problem, SiteId, Tx, db};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::reminder::{Column, Entity, Reminder, Stop};
use super::run::{self, Run};
use super::settings::{self, ReminderSettings};
use crate::messages::MessageState;

/// The runs.
pub const RUNS: &str = "notifications_reminder_runs";

/// The sites whose daily run is to begin.
pub async fn to_begin<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>) -> Result<Vec<ReminderSettings>, DbErr> {
    let due = settings::Entity::find().filter(settings::Column::NextAt.lte(now)).filter(settings::Column::Enabled.eq(true));
    due.order_by_asc(settings::Column::NextAt).limit(20).all(conn).await
}

/// Moves on when the next run begins. The version stays: nobody changed a choice.
pub async fn begin_next_at(tx: &Tx, site: SiteId, at: Option<DateTime<Utc>>) -> Result<(), DbErr> {
    let sql = "update notifications_reminder_settings set next_at = $1 where site_id = $2";
    db::execute(&**tx, sql, [at.into(), site.into()]).await.map(drop)
}

/// Writes down a run, held by nobody; false where the day has one.
pub async fn insert_run(tx: &Tx, run: &Run) -> Result<bool, DbErr> {
    let once = OnConflict::columns([run::Column::SiteId, run::Column::Key]).do_nothing().to_owned();
    let inserted = run::Entity::insert(run.clone().into_active_model()).on_conflict(once).exec_without_returning(&**tx).await?;
    Ok(inserted == 1)
}

pub async fn find_run<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Run, Problem> {
    run::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

/// Newest first.
pub async fn runs<C: ConnectionTrait>(conn: &C, site: SiteId, before: Option<Uuid>, limit: u64) -> Result<Vec<Run>, DbErr> {
    let mut find = run::Entity::find().filter(run::Column::SiteId.eq(site));
    if let Some(before) = before {
        find = find.filter(run::Column::Id.lt(before));
    }
    find.order_by_desc(run::Column::Id).limit(limit).all(conn).await
}

pub async fn of_vehicles<C: ConnectionTrait>(conn: &C, vehicles: &[VehicleId]) -> Result<Vec<Reminder>, DbErr> {
    if vehicles.is_empty() {
        return Ok(vec![]);
    }
    Entity::find().filter(Column::VehicleId.is_in(vehicles.iter().copied())).all(conn).await
}

/// Writes what is due for vehicles, in place of what was known of it.
pub async fn put(tx: &Tx, rows: Vec<Reminder>) -> Result<(), DbErr> {
    let columns = Column::iter().filter(|column| !matches!(column, Column::Id | Column::VehicleId | Column::Kind));
    let overwrite = OnConflict::columns([Column::VehicleId, Column::Kind]).update_columns(columns).to_owned();
    for chunk in rows.chunks(500) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        Entity::insert_many(rows).on_conflict(overwrite.clone()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Open ones of a site that no run has looked at on this day.
pub async fn unseen<C: ConnectionTrait>(conn: &C, site: SiteId, today: NaiveDate, limit: u64) -> Result<Vec<Reminder>, DbErr> {
    let find = Entity::find().filter(Column::SiteId.eq(site)).filter(Column::IsOpen.eq(true)).filter(Column::SeenOn.lt(today));
    find.order_by_asc(Column::SeenOn).order_by_asc(Column::Id).limit(limit).all(conn).await
}

/// Whether a message was answered by a booking: its reminders have it, and stop.
pub async fn booked(tx: &Tx, code: &str, appointment: AppointmentId) -> Result<u64, DbErr> {
    let sql = "update notifications_reminders set appointment_id = $1, stopped = $2, next_on = null where code = $3";
    let values = [appointment.into(), Stop::Booked.to_value().into(), code.into()];
    Ok(db::execute(&**tx, sql, values).await?.rows_affected())
}

/// The booking was given up.
pub async fn unbooked(tx: &Tx, appointment: AppointmentId) -> Result<u64, DbErr> {
    let sql = "update notifications_reminders set appointment_id = null where appointment_id = $1";
    Ok(db::execute(&**tx, sql, [appointment.into()]).await?.rows_affected())
}

/// A reminder with how its message stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    pub id: Uuid,
    pub message_state: Option<MessageState>,
    pub message_error: Option<String>,
}

/// Of a site, by the day on which it is due; `limit + 1` rows.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    is_open: bool,
    after: Option<(NaiveDate, Uuid)>,
    limit: u64,
) -> Result<Vec<Reminder>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select * from notifications_reminders where site_id = {} and is_open = {}", binds.add(site), binds.add(is_open));
    if let Some((day, id)) = after {
        sql += &format!(" and (due_on, id) > ({}, {})", binds.add(day), binds.add(id));
    }
    sql += &format!(" order by due_on, id limit {}", limit + 1);
    db::all(conn, sql, binds.0).await
}

/// How the messages of these reminders stand.
pub async fn messages_of<C: ConnectionTrait>(conn: &C, rows: &[Reminder]) -> Result<Vec<Listed>, DbErr> {
    let ids: Vec<_> = rows.iter().filter_map(|row| row.message_id).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let places = binds.list(ids);
    let sql = format!("select id, state as message_state, error as message_error from notifications_messages where id in ({places})");
    db::all(conn, sql, binds.0).await
}
