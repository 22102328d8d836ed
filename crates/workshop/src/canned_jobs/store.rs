//! The only place with queries about canned jobs.

use contracts::workshop::CannedJobId;
use kernel::{Binds, Problem, Tx, db};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter};

use super::tables::{Column, Entity, Model};
use crate::work_orders::job::AuthorisationState;

pub async fn find<C: ConnectionTrait>(conn: &C, id: CannedJobId) -> Result<Model, Problem> {
    Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

/// Those in use.
pub async fn find_many<C: ConnectionTrait>(conn: &C, ids: &[CannedJobId]) -> Result<Vec<Model>, DbErr> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    Entity::find().filter(Column::Id.is_in(ids.to_vec())).filter(Column::Archived.eq(false)).all(conn).await
}

/// Those out of use too.
pub async fn with_archived<C: ConnectionTrait>(conn: &C, ids: &[CannedJobId]) -> Result<Vec<Model>, DbErr> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    Entity::find().filter(Column::Id.is_in(ids.to_vec())).all(conn).await
}

pub async fn insert(tx: &Tx, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// Saves it and raises its version; 412 when somebody else saved meanwhile.
pub async fn save(tx: &Tx, row: &mut Model) -> Result<(), Problem> {
    let read = row.version;
    row.version += 1;
    let update = Entity::update_many().set(row.clone().into_active_model().reset_all());
    let update = update.filter(Column::Id.eq(row.id)).filter(Column::Version.eq(read));
    if update.exec(&**tx).await?.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}

/// What to list: those whose names have all these words, normalised.
pub struct Filter {
    pub words: Vec<String>,
    pub archived: bool,
    pub after: Option<(String, CannedJobId)>,
    pub limit: u64,
}

/// By name.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Model>, DbErr> {
    let mut binds = Binds::default();
    let archived = binds.add(filter.archived);
    let mut sql = format!("select * from workshop_canned_jobs where archived = {archived}");
    for word in &filter.words {
        sql += &format!(" and words like {}", binds.add(format!("%{word}%")));
    }
    if let Some((name, id)) = &filter.after {
        let (name, again, id) = (binds.add(name.clone()), binds.add(name.clone()), binds.add(*id));
        sql += &format!(" and (sort_name > {name} or (sort_name = {again} and id > {id}))");
    }
    sql += &format!(" order by sort_name, id limit {}", filter.limit);
    db::all(conn, sql, binds.0).await
}

/// How often a canned job was used.
#[derive(FromQueryResult)]
pub struct Usage {
    pub canned_job_id: CannedJobId,
    pub offered: i64,
    pub approved: i64,
}

pub async fn usage<C: ConnectionTrait>(conn: &C, ids: &[CannedJobId]) -> Result<Vec<Usage>, DbErr> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let approved = binds.add(AuthorisationState::Approved);
    let ids = binds.list(ids.iter().copied());
    let sql = format!(
        "select canned_job_id, count(*) as offered, cast(sum(case when authorisation = {approved} then 1 else 0 end) as bigint) as approved \
         from workshop_jobs where canned_job_id in ({ids}) and removed_in is null group by canned_job_id"
    );
    db::all(conn, sql, binds.0).await
}
