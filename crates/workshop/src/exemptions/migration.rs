//! By which certificate an order is sold without VAT, and what was told to who approved.

use kernel::schema::optional;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, text};

pub struct KeepExemptions;

impl MigrationName for KeepExemptions {
    fn name(&self) -> &'static str {
        "m0082_keep_exemptions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepExemptions {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns =
            [("workshop_orders", optional(text("exemption"))), ("workshop_jobs", boolean("decided_exempt").default(false).take())];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        Ok(())
    }
}
