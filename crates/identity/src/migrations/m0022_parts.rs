//! Who may hand parts to jobs, and take them back.

use contracts::inventory::STOCK_ISSUE;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Parts;

impl MigrationName for Parts {
    fn name(&self) -> &'static str {
        "m0022_parts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Parts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[STOCK_ISSUE]).await
    }
}
