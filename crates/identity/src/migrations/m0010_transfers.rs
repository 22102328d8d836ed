//! Who may send parts from one site to another, count what lies there, and let a count move the stock.

use contracts::inventory::{STOCK_APPROVE_COUNT, STOCK_COUNT, STOCK_TRANSFER};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Transfers;

impl MigrationName for Transfers {
    fn name(&self) -> &'static str {
        "m0010_transfers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Transfers {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[STOCK_TRANSFER, STOCK_COUNT, STOCK_APPROVE_COUNT]).await
    }
}
