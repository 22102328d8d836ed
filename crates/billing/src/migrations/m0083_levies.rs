//! Levies in the base of VAT. docs/decisions/0083-levies.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text_null};

use super::m0072_chain::guard_column;

pub struct Levies;

impl MigrationName for Levies {
    fn name(&self) -> &'static str {
        "m0083_levies"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Levies {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let levy_rate = || integer("levy_rate").default(0).take();
        let columns =
            [("billing_lines", levy_rate()), ("billing_credit_lines", levy_rate()), ("billing_credit_notes", text_null("levies"))];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        guard_column(manager, "billing_credit_notes", "levies").await
    }
}
