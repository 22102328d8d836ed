//! Prices that were told with tax, and what they round documents by. docs/decisions/0093-prices-with-tax.md.

use kernel::schema::optional;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

use super::m0072_chain::guard_column;

pub struct Rounding;

impl MigrationName for Rounding {
    fn name(&self) -> &'static str {
        "m0093_rounding"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Rounding {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = optional(big_integer("unit_price_with_tax"));
        manager.alter_table(Table::alter().table("billing_lines").add_column(told).take()).await?;
        for table in ["billing_invoices", "billing_credit_notes"] {
            let rounding = big_integer("rounding").default(0).take();
            manager.alter_table(Table::alter().table(table).add_column(rounding).take()).await?;
            guard_column(manager, table, "rounding").await?;
        }
        Ok(())
    }
}
