//! Who takes back what an invoice asked for.

use contracts::billing::INVOICE_CREDIT;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct CreditNotes;

impl MigrationName for CreditNotes {
    fn name(&self) -> &'static str {
        "m0065_credit_notes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreditNotes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[INVOICE_CREDIT]).await
    }
}
