//! How a company wants to be invoiced. docs/decisions/0084-orders-of-a-fleet.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::boolean;

pub struct AccountTerms;

impl MigrationName for AccountTerms {
    fn name(&self) -> &'static str {
        "m0084_account_terms"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AccountTerms {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["po_required", "invoices_together"] {
            let column = boolean(name).default(false).take();
            manager.alter_table(Table::alter().table("customers_customers").add_column(column).take()).await?;
        }
        Ok(())
    }
}
