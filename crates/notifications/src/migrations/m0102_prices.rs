//! What short messages cost. docs/decisions/0102-prices-of-messages.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer_null;

pub struct Prices;

impl MigrationName for Prices {
    fn name(&self) -> &'static str {
        "m0102_prices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Prices {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns =
            [("notifications_sms_gateways", "price"), ("notifications_whatsapp_gateways", "price"), ("notifications_tries", "cost")];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(big_integer_null(column)).take()).await?;
        }
        Ok(())
    }
}
