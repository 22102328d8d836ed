//! The only place that queries series.

use contracts::scheduling::SeriesId;
use kernel::{Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

use super::record::{Column, Entity, Model};

pub async fn insert(tx: &Tx, series: &Model) -> Result<(), DbErr> {
    Entity::insert(series.clone().into_active_model()).exec_without_returning(&**tx).await.map(|_| ())
}

pub async fn lock(tx: &Tx, id: SeriesId) -> Result<Model, Problem> {
    let mut find = Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await?.ok_or_else(Problem::not_found)
}

pub async fn save(tx: &Tx, series: &mut Model) -> Result<(), DbErr> {
    series.version += 1;
    let row = series.clone().into_active_model().reset_all();
    Entity::update_many().set(row).filter(Column::Id.eq(series.id)).exec(&**tx).await.map(|_| ())
}

/// Newest first.
pub async fn list<C: ConnectionTrait>(
    conn: &C,
    sites: Option<&[SiteId]>,
    after: Option<SeriesId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut binds = Binds::default();
    let mut sql = format!("select r.* from scheduling_series r where true{}", binds.and_among("r.site_id", sites));
    if let Some(id) = after {
        sql += &format!(" and r.id < {}", binds.add(id));
    }
    sql += &format!(" order by r.id desc limit {limit}");
    db::all(conn, sql, binds.0).await
}
