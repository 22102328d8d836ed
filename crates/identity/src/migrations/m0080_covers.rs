//! Who lets the garage bear what a job costs.

use contracts::workshop::WORK_ORDER_COVER;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Covers;

impl MigrationName for Covers {
    fn name(&self) -> &'static str {
        "m0080_covers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Covers {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[WORK_ORDER_COVER]).await
    }
}
