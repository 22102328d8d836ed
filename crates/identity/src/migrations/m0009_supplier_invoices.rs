//! Who may write down what suppliers bill, and accept what differs.

use contracts::inventory::{PURCHASE_APPROVE, PURCHASE_INVOICE};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct SupplierInvoices;

impl MigrationName for SupplierInvoices {
    fn name(&self) -> &'static str {
        "m0009_supplier_invoices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SupplierInvoices {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[PURCHASE_INVOICE, PURCHASE_APPROVE]).await
    }
}
