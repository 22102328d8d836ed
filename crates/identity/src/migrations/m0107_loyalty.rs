//! Who gives and takes points by hand.

use contracts::billing::LOYALTY_MANAGE;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Loyalty;

impl MigrationName for Loyalty {
    fn name(&self) -> &'static str {
        "m0107_loyalty"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Loyalty {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[LOYALTY_MANAGE]).await
    }
}
