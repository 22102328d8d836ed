//! The only place that queries series.

use contracts::scheduling::SeriesId;
use kernel::{Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QuerySelect,
};

use super::record::{Column, Entity, Model};
use crate::appointments::store::open_states;

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

/// What is known of a series by its appointments.
#[derive(FromQueryResult)]
pub struct Standing {
    pub series_id: SeriesId,
    pub customer_name: String,
    pub plate: Option<String>,
    /// Open ones that are still to come.
    pub ahead: i64,
    pub next: Option<i64>,
}

/// Of several series at once, at an instant.
pub async fn standing<C: ConnectionTrait>(conn: &C, series: &[SeriesId], now: i64) -> Result<Vec<Standing>, DbErr> {
    if series.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let now = binds.add(now);
    let series = binds.list(series.iter().copied());
    let ahead = format!("case when r.starts >= {now} and r.state in ({}) then r.starts end", open_states());
    let sql = format!(
        "select r.series_id, max(r.customer_name) as customer_name, max(r.plate) as plate, count({ahead}) as ahead, min({ahead}) as next \
         from scheduling_appointments r where r.series_id in ({series}) group by r.series_id"
    );
    db::all(conn, sql, binds.0).await
}
