//! What documents of earlier systems say in all, beside what was open of them.

use sea_orm_migration::prelude::*;

pub struct Documents;

impl MigrationName for Documents {
    fn name(&self) -> &'static str {
        "m0117_documents"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Documents {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statement = "alter table billing_invoices add column document_total bigint";
        manager.get_connection().execute_unprepared(statement).await.map(|_| ())
    }
}
