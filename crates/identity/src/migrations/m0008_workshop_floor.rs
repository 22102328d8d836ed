//! Who may clock their time, read and correct that of others, and buy parts; and who may bring balances of before in.

use contracts::billing::BALANCE_IMPORT;
use contracts::inventory::{PURCHASE_READ, PURCHASE_WRITE, SUPPLIER_WRITE};
use contracts::workshop::{TIME_CLOCK, TIME_CORRECT, TIME_READ};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct WorkshopFloor;

impl MigrationName for WorkshopFloor {
    fn name(&self) -> &'static str {
        "m0008_workshop_floor"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for WorkshopFloor {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[TIME_CLOCK, TIME_READ, TIME_CORRECT, PURCHASE_READ, PURCHASE_WRITE, SUPPLIER_WRITE, BALANCE_IMPORT]).await
    }
}
