//! Who hands out what is kept of a person, and forgets it.

use contracts::customers::{CUSTOMER_ERASE, CUSTOMER_EXPORT_SUBJECT};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Erasure;

impl MigrationName for Erasure {
    fn name(&self) -> &'static str {
        "m0114_erasure"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Erasure {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[CUSTOMER_EXPORT_SUBJECT, CUSTOMER_ERASE]).await
    }
}
