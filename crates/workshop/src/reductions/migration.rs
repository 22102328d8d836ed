//! What is taken off orders, jobs and lines.

use kernel::schema::optional;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, text, uuid};

pub struct KeepReductions;

impl MigrationName for KeepReductions {
    fn name(&self) -> &'static str {
        "m0080_keep_reductions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepReductions {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("workshop_orders", optional(text("discount"))),
            ("workshop_jobs", optional(text("reductions"))),
            ("workshop_lines", big_integer("off").default(0).take()),
            ("workshop_lines", big_integer("given").default(0).take()),
            ("workshop_lines", optional(uuid("other_line"))),
            ("workshop_invoices", boolean("is_payers").default(false).take()),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        Ok(())
    }
}
