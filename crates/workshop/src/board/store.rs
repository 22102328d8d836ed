//! The only place that queries boards.

use contracts::workshop::{ColumnId, WorkOrderId};
use kernel::site_settings::{SiteSettings, of};
use kernel::{SiteId, Tx, db};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

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

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, columns: "[]".into(), version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    /// From left to right; none is the usual board.
    pub fn columns(&self) -> Vec<BoardColumn> {
        serde_json::from_str(&self.columns).unwrap_or_default()
    }
}

/// Those of a site.
pub async fn columns<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Vec<BoardColumn>, DbErr> {
    Ok(of::<Model, _>(conn, site).await?.columns())
}

/// Puts an order into a column.
pub async fn place(tx: &Tx, order: WorkOrderId, column: ColumnId) -> Result<(), DbErr> {
    let sql = "update workshop_orders set board_column = $1 where id = $2";
    db::execute(&**tx, sql, [column.into(), order.into()]).await.map(|_| ())
}
