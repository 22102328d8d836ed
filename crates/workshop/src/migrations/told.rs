//! Prices that were told with tax. docs/decisions/0093-prices-with-tax.md.

use kernel::schema::optional;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

pub struct KeepToldPrices;

impl MigrationName for KeepToldPrices {
    fn name(&self) -> &'static str {
        "m0093_keep_told_prices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepToldPrices {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = optional(big_integer("unit_price_with_tax"));
        manager.alter_table(Table::alter().table("workshop_lines").add_column(told).take()).await
    }
}
