//! What is written for the customer of an order, and what of it an invoice says.

use kernel::schema::optional;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, uuid};

pub struct Notes;

impl MigrationName for Notes {
    fn name(&self) -> &'static str {
        "m0005_notes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Notes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create().table("billing_order_notes").col(uuid("order_id").primary_key()).col(text("notes")).take();
        manager.create_table(table).await?;
        manager.alter_table(Table::alter().table("billing_invoices").add_column(optional(text("notes"))).take()).await
    }
}
