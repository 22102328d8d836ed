//! What is sold without VAT, by which certificate. docs/decisions/0082-exemptions-from-vat.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer_null, text_null};

use super::m0072_chain::guard_column;

pub struct Exemptions;

impl MigrationName for Exemptions {
    fn name(&self) -> &'static str {
        "m0082_exemptions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Exemptions {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("billing_invoices", text_null("exemption")),
            ("billing_lines", integer_null("exempt_from")),
            ("billing_credit_notes", text_null("exemption")),
            ("billing_credit_lines", integer_null("exempt_from")),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        for table in ["billing_invoices", "billing_credit_notes"] {
            guard_column(manager, table, "exemption").await?;
        }
        Ok(())
    }
}
