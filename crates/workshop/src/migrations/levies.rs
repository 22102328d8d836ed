//! Levies that lines bear, in the base of their VAT. docs/decisions/0083-levies.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

pub struct KeepLevies;

impl MigrationName for KeepLevies {
    fn name(&self) -> &'static str {
        "m0083_keep_levies"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepLevies {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let levy = integer("levy_rate").default(0).take();
        manager.alter_table(Table::alter().table("workshop_lines").add_column(levy).take()).await
    }
}
