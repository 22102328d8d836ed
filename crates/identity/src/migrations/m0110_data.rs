//! Who takes the whole garage's data along.

use contracts::identity::DATA_EXPORT;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Data;

impl MigrationName for Data {
    fn name(&self) -> &'static str {
        "m0110_data"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Data {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[DATA_EXPORT]).await
    }
}
