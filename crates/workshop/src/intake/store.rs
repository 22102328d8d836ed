//! The only place with queries about intake sheets. They are locked by locking their order.

use contracts::workshop::{IntakeId, WorkOrderId};
use kernel::{Problem, Tx};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::tables::sheet;
use crate::work_orders::store::put;

/// Sheets that an order may have.
pub const MOST_SHEETS: i64 = 20;
/// Photos of a sheet.
pub const MOST_PHOTOS: u64 = 40;

pub async fn find<C: ConnectionTrait>(conn: &C, id: IntakeId) -> Result<sheet::Model, Problem> {
    sheet::Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

/// The sheets of an order, newest first.
pub async fn of_order<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<sheet::Model>, DbErr> {
    sheet::Entity::find().filter(sheet::Column::OrderId.eq(order)).order_by_desc(sheet::Column::Number).all(conn).await
}

pub async fn save(tx: &Tx, row: sheet::Model) -> Result<(), DbErr> {
    put::<sheet::Entity>(tx, vec![row]).await
}
