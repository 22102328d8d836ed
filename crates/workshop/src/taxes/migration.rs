//! Which rates a site chose, and those of an order; neither has a row or a value while all is taxed at the site's rate.

use kernel::schema::optional;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, uuid};

pub struct KeepTaxRates;

impl MigrationName for KeepTaxRates {
    fn name(&self) -> &'static str {
        "m0092_keep_tax_rates"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepTaxRates {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("workshop_tax_rates")
            .col(uuid("site_id").primary_key())
            .col(text("rates"))
            .col(big_integer("version"))
            .take();
        manager.create_table(table).await?;
        manager.alter_table(Table::alter().table("workshop_orders").add_column(optional(text("tax_rates"))).take()).await
    }
}
