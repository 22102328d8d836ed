//! Who sets prices.

use contracts::workshop::{CANNED_JOB_WRITE, PRICE_CONFIGURE};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Prices;

impl MigrationName for Prices {
    fn name(&self) -> &'static str {
        "m0020_prices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Prices {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[PRICE_CONFIGURE, CANNED_JOB_WRITE]).await
    }
}
