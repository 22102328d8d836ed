//! The only place that queries boards.

use contracts::workshop::{ColumnId, WorkOrderId};
use kernel::{Backend, SiteId, Tx, db};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, IntoActiveModel, QuerySelect};

use super::BoardColumn;

/// A site's board as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_boards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// JSON.
    pub columns: String,
    /// 0 while the site chose nothing.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, columns: "[]".into(), version: 0 }
    }

    /// From left to right; none is the usual board.
    pub fn columns(&self) -> Vec<BoardColumn> {
        serde_json::from_str(&self.columns).unwrap_or_default()
    }
}

pub async fn of<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Model, DbErr> {
    Ok(Entity::find_by_id(site).one(conn).await?.unwrap_or_else(|| Model::usual(site)))
}

/// Locked until the transaction ends, where the site chose any.
pub async fn lock(tx: &Tx, site: SiteId) -> Result<Model, DbErr> {
    let mut find = Entity::find_by_id(site);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    Ok(find.one(&**tx).await?.unwrap_or_else(|| Model::usual(site)))
}

/// Writes the board as the next version of itself.
pub async fn save(tx: &Tx, row: &mut Model) -> Result<(), DbErr> {
    row.version += 1;
    let active = row.clone().into_active_model();
    if row.version == 1 {
        return Entity::insert(active).exec_without_returning(&**tx).await.map(|_| ());
    }
    Entity::update_many().set(active.reset_all()).filter(Column::SiteId.eq(row.site_id)).exec(&**tx).await.map(|_| ())
}

/// Puts an order into a column.
pub async fn place(tx: &Tx, order: WorkOrderId, column: ColumnId) -> Result<(), DbErr> {
    let sql = "update workshop_orders set board_column = $1 where id = $2";
    db::execute(&**tx, sql, [column.into(), order.into()]).await.map(|_| ())
}
