//! What a site's receipts are printed on: A4, or the roll of a till's printer.

use sea_orm_migration::prelude::*;

pub struct ReceiptsOn;

impl MigrationName for ReceiptsOn {
    fn name(&self) -> &'static str {
        "m0120_receipts_on"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ReceiptsOn {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statement = "alter table billing_styles add column receipts_on varchar not null default 'a4'";
        manager.get_connection().execute_unprepared(statement).await.map(|_| ())
    }
}
