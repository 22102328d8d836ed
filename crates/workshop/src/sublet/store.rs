//! The only place that queries sublets.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::workshop::{LineId, WorkOrderId};
use kernel::{Amount, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::Serialize;

use crate::work_orders::store::put;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_sublets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub line_id: LineId,
    pub order_id: WorkOrderId,
    /// `LAC-2026-00042-S1`: the work order's, and which of its sublets it is.
    pub number: String,
    pub vendor: String,
    /// Net, in the order's currency.
    pub cost: Amount,
    pub expected_on: Option<NaiveDate>,
    pub vendor_invoice: Option<String>,
    pub ordered_at: DateTime<Utc>,
    pub ordered_by: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The first ordered first; also of lines that were taken off since, whose numbers are not given again.
pub async fn of_order<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::OrderId.eq(order)).order_by_asc(Column::OrderedAt).order_by_asc(Column::LineId).all(conn).await
}

/// What each line costs.
pub async fn costs<C: ConnectionTrait>(conn: &C, order: WorkOrderId) -> Result<HashMap<LineId, Amount>, DbErr> {
    Ok(of_order(conn, order).await?.into_iter().map(|row| (row.line_id, row.cost)).collect())
}

pub async fn save(tx: &Tx, row: &Model) -> Result<(), DbErr> {
    put::<Entity>(tx, vec![row.clone()]).await
}
