//! Money that goes back stands beside what came in.

use sea_orm_migration::prelude::*;

pub struct Refunds;

impl MigrationName for Refunds {
    fn name(&self) -> &'static str {
        "m0003_refunds"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Refunds {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let new_columns = [
            ColumnDef::new("kind").string().not_null().default("payment").take(),
            // Of a refund.
            ColumnDef::new("reason").text().take(),
        ];
        for column in new_columns {
            manager.alter_table(Table::alter().table("billing_payments").add_column(column).take()).await?;
        }
        Ok(())
    }
}
