//! Whether a site's documents leave electronically, as what, since when, and through whom. docs/decisions/0078-sending-e-invoices.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, date_null, integer, pk_uuid, string, string_null, text_null};

pub struct EInvoicing;

impl MigrationName for EInvoicing {
    fn name(&self) -> &'static str {
        "m0078_einvoicing"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for EInvoicing {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let settings = Table::create()
            .table("billing_einvoicing")
            .col(pk_uuid("site_id"))
            .col(string_null("format"))
            .col(date_null("since"))
            .col(string("platform"))
            .col(text_null("login"))
            .col(text_null("secret"))
            .col(boolean("test_mode"))
            .col(integer("overdue_hours"))
            .col(big_integer("version"))
            .take();
        manager.create_table(settings).await
    }
}
