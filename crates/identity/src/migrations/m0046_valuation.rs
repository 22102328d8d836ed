//! Who chooses how a site values its stock.

use contracts::inventory::STOCK_CONFIGURE;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Valuation;

impl MigrationName for Valuation {
    fn name(&self) -> &'static str {
        "m0046_valuation"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Valuation {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[STOCK_CONFIGURE]).await
    }
}
