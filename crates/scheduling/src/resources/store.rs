//! The only place that queries resources and absences.

use contracts::scheduling::{AbsenceId, ResourceId};
use kernel::{Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::record::{Column, Entity, Model, absence};
use crate::time::Interval;

pub async fn find<C: ConnectionTrait>(conn: &C, id: ResourceId) -> Result<Model, Problem> {
    Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn find_many<C: ConnectionTrait>(conn: &C, ids: &[ResourceId]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(conn).await
}

/// The resources, locked until the transaction ends; in the order of their ids, so that nobody waits in a circle.
pub async fn lock_many(tx: &Tx, ids: &[ResourceId]) -> Result<Vec<Model>, DbErr> {
    let mut find = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.all(&**tx).await
}

pub async fn lock(tx: &Tx, id: ResourceId) -> Result<Model, Problem> {
    lock_many(tx, &[id]).await?.into_iter().next().ok_or_else(Problem::not_found)
}

/// Those of a site, in the order of their names.
pub async fn all_of<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<Model>, DbErr> {
    let all = Entity::find().filter(Column::SiteId.eq(site));
    all.order_by_asc(Column::Name).order_by_asc(Column::Id).all(conn).await
}

/// Oldest first.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    after: Option<ResourceId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select r.* from scheduling_resources r where true{}", binds.and_among("r.site_id", sites));
    if let Some(id) = after {
        sql += &format!(" and r.id > {}", binds.add(id));
    }
    sql += &format!(" order by r.id limit {limit}");
    db::all(conn, sql, binds.0).await
}

pub async fn insert(tx: &Tx, resource: &Model) -> Result<(), DbErr> {
    Entity::insert(resource.clone().into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

/// Writes the resource as the next version of itself.
pub async fn save(tx: &Tx, resource: &mut Model) -> Result<(), Problem> {
    let read = resource.version;
    resource.version += 1;
    let row = sea_orm::ActiveModelTrait::reset_all(resource.clone().into_active_model());
    let update = Entity::update_many().set(row).filter(Column::Id.eq(resource.id)).filter(Column::Version.eq(read));
    if update.exec(&**tx).await?.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}

pub async fn insert_absence(tx: &Tx, absence: &absence::Model) -> Result<(), DbErr> {
    absence::Entity::insert(absence.clone().into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

pub async fn find_absence<C: ConnectionTrait>(conn: &C, id: AbsenceId) -> Result<absence::Model, Problem> {
    absence::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn delete_absence(tx: &Tx, id: AbsenceId) -> Result<u64, DbErr> {
    absence::Entity::delete_by_id(id).exec(&**tx).await.map(|done| done.rows_affected)
}

/// Of a resource, the latest end first.
pub async fn absences_of<C: ConnectionTrait>(
    conn: &C,
    resource: ResourceId,
    after: Option<(i64, AbsenceId)>,
    limit: u64,
) -> Result<Vec<absence::Model>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select a.* from scheduling_absences a where a.resource_id = {}", binds.add(resource));
    if let Some((ends, id)) = after {
        sql += &format!(" and (a.ends, a.id) < ({}, {})", binds.add(ends), binds.add(id));
    }
    sql += &format!(" order by a.ends desc, a.id desc limit {limit}");
    db::all(conn, sql, binds.0).await
}

/// At the site, of what overlaps the time.
pub async fn absences_at<C: ConnectionTrait>(conn: &C, site: SiteId, time: Interval) -> Result<Vec<absence::Model>, DbErr> {
    let sql = "select a.* from scheduling_absences a where a.site_id = $1 and a.ends > $2 and a.starts < $3 order by a.starts, a.id";
    db::all(conn, sql, [site.into(), time.from.into(), time.until.into()]).await
}
