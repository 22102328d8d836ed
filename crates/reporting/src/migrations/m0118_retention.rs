//! Who comes again. docs/decisions/0118-figures-of-the-shelf-and-the-diary.md.

use sea_orm_migration::prelude::*;

use super::count;

pub struct Retention;

impl MigrationName for Retention {
    fn name(&self) -> &'static str {
        "m0118_retention"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Retention {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count(manager, &["customers", "seen_again"]).await
    }
}
