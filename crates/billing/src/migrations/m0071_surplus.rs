//! Money that an invoice no longer asks for becomes the customer's credit.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

pub struct Surplus;

impl MigrationName for Surplus {
    fn name(&self) -> &'static str {
        "m0071_surplus"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Surplus {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let from_invoice = Table::alter().table("billing_deposits").add_column(uuid_null("from_invoice_id")).take();
        manager.alter_table(from_invoice).await
    }
}
