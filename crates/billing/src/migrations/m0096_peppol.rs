//! An access point of Peppol: the site's address and key, and where the buyer of a document is found. docs/decisions/0096-peppol.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string_null, text_null};

pub struct Peppol;

impl MigrationName for Peppol {
    fn name(&self) -> &'static str {
        "m0096_peppol"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Peppol {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("billing_einvoicing", string_null("participant")),
            ("billing_einvoicing", text_null("api_key")),
            ("billing_einvoices", string_null("electronic_address")),
        ];
        for (table, mut column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column.take()).take()).await?;
        }
        Ok(())
    }
}
