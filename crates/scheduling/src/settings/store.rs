//! The only place that queries settings and locked days.

use chrono::NaiveDate;
use contracts::scheduling::LockedDayId;
use kernel::{Problem, SiteId, Tx, site_settings};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::record::{Model, locked_day};

pub async fn of<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Model, DbErr> {
    site_settings::of(conn, site).await
}

pub async fn insert_locked(tx: &Tx, day: &locked_day::Model) -> Result<(), DbErr> {
    locked_day::Entity::insert(day.clone().into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

pub async fn find_locked<C: ConnectionTrait>(conn: &C, id: LockedDayId) -> Result<locked_day::Model, Problem> {
    locked_day::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn delete_locked(tx: &Tx, id: LockedDayId) -> Result<u64, DbErr> {
    locked_day::Entity::delete_by_id(id).exec(&**tx).await.map(|done| done.rows_affected)
}

/// Of a site from one day to another, both included.
pub async fn locked_between<C: ConnectionTrait>(
    conn: &C,
    site: SiteId,
    from: NaiveDate,
    until: NaiveDate,
    limit: u64,
) -> Result<Vec<locked_day::Model>, DbErr> {
    let days = locked_day::Entity::find().filter(locked_day::Column::SiteId.eq(site)).filter(locked_day::Column::Day.between(from, until));
    days.order_by_asc(locked_day::Column::Day).limit(limit).all(conn).await
}
