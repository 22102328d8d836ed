//! Who sells over the counter: the parts desk invoices what it sells, and takes the money.

use contracts::billing::{INVOICE_ISSUE, INVOICE_READ, PAYMENT_TAKE};
use contracts::workshop::COUNTER_SELL;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Counter;

impl MigrationName for Counter {
    fn name(&self) -> &'static str {
        "m0044_counter"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Counter {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[COUNTER_SELL, INVOICE_READ, INVOICE_ISSUE, PAYMENT_TAKE]).await
    }
}
