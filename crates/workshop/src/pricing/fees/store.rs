//! The only place with queries about fees.

use contracts::workshop::FeeId;
use kernel::{Problem, SiteId, Tx};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::tables::{Column, Entity, Model};

/// More than anybody wants to explain.
pub const MOST_FEES: u64 = 20;

/// Oldest first: the order in which they stand on a job.
pub async fn list<C: ConnectionTrait>(conn: &C, site: SiteId, archived: bool) -> Result<Vec<Model>, DbErr> {
    let mut select = Entity::find().filter(Column::SiteId.eq(site));
    if !archived {
        select = select.filter(Column::Archived.eq(false));
    }
    select.order_by_asc(Column::Id).limit(MOST_FEES).all(conn).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: FeeId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(conn).await
}

pub async fn insert(tx: &Tx, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// Saves a fee and raises its version; 412 when somebody else saved meanwhile.
pub async fn save(tx: &Tx, row: &mut Model) -> Result<(), Problem> {
    let read = row.version;
    row.version += 1;
    let update = Entity::update_many().set(row.clone().into_active_model().reset_all());
    let update = update.filter(Column::Id.eq(row.id)).filter(Column::Version.eq(read));
    if update.exec(&**tx).await?.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}
