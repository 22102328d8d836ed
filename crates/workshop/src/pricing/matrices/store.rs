//! The only place with queries about matrices.

use contracts::workshop::MarkupMatrixId;
use kernel::{Problem, SiteId, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::tables::{Column, Entity, Model};

/// Of a site; more than anybody keeps apart.
pub const MOST_MATRICES: u64 = 100;

/// Those that count at a site: its own and those of everywhere, the newest first.
pub async fn at<C: ConnectionTrait>(conn: &C, site: SiteId, archived: bool) -> Result<Vec<Model>, DbErr> {
    let mut select = Entity::find().filter(Condition::any().add(Column::SiteId.eq(site)).add(Column::Everywhere.eq(true)));
    if !archived {
        select = select.filter(Column::Archived.eq(false));
    }
    select.order_by_desc(Column::Id).limit(2 * MOST_MATRICES).all(conn).await
}

/// The site's own, also those out of use.
pub async fn of_site<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::SiteId.eq(site)).order_by_desc(Column::Id).limit(MOST_MATRICES).all(conn).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: MarkupMatrixId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(conn).await
}

pub async fn insert(tx: &Tx, row: Model) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// Saves a matrix and raises its version; 412 when somebody else saved meanwhile.
pub async fn save(tx: &Tx, row: &mut Model) -> Result<(), Problem> {
    let read = row.version;
    row.version += 1;
    let update = Entity::update_many().set(row.clone().into_active_model().reset_all());
    let update = update.filter(Column::Id.eq(row.id)).filter(Column::Version.eq(read));
    if update.exec(&**tx).await?.rows_affected == 0 { Err(Problem::stale()) } else { Ok(()) }
}
