//! Levies that articles bear. docs/decisions/0083-levies.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0083_levies"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let levy = integer("levy_rate").default(0).take();
        manager.alter_table(Table::alter().table("inventory_products").add_column(levy).take()).await
    }
}
