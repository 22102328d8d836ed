//! The only place that queries settings and locked days.

use chrono::NaiveDate;
use contracts::scheduling::LockedDayId;
use kernel::{Backend, Problem, SiteId, Tx};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::record::{Column, Entity, Model, locked_day};

pub async fn of<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Model, DbErr> {
    Ok(Entity::find_by_id(site).one(conn).await?.unwrap_or_else(|| Model::usual(site)))
}

/// The settings, locked until the transaction ends, where the site chose any.
pub async fn lock(tx: &Tx, site: SiteId) -> Result<Model, DbErr> {
    let mut find = Entity::find_by_id(site);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    Ok(find.one(&**tx).await?.unwrap_or_else(|| Model::usual(site)))
}

/// Writes the settings as the next version of themselves.
pub async fn save(tx: &Tx, settings: &mut Model) -> Result<(), DbErr> {
    settings.version += 1;
    let row = settings.clone().into_active_model();
    if settings.version == 1 {
        return Entity::insert(row).exec_without_returning(&**tx).await.map(|_| ());
    }
    Entity::update_many().set(row.reset_all()).filter(Column::SiteId.eq(settings.site_id)).exec(&**tx).await.map(|_| ())
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
