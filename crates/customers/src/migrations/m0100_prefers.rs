//! What customers would rather be written by. docs/decisions/0100-whatsapp.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

pub struct Prefers;

impl MigrationName for Prefers {
    fn name(&self) -> &'static str {
        "m0100_prefers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Prefers {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = string_null("prefers").take();
        manager.alter_table(Table::alter().table("customers_customers").add_column(column).take()).await
    }
}
