//! What is owed is found without what is paid.

use sea_orm_migration::prelude::*;

pub struct Owed;

impl MigrationName for Owed {
    fn name(&self) -> &'static str {
        "m0066_owed"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Owed {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index =
            "create index billing_invoices_owed on billing_invoices (customer_id, site_id, due_on) where due <> 0 and state <> 'draft'";
        manager.get_connection().execute_unprepared(index).await.map(|_| ())
    }
}
