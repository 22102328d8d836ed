//! What billing holds on orders, as it told.

use contracts::billing::DepositId;
use contracts::workshop::WorkOrderId;
use kernel::Amount;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_deposits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DepositId,
    pub order_id: WorkOrderId,
    /// What is left of it.
    pub open: Amount,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
