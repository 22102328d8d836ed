//! What customers owed before this system counts in their balance, and not in what they spent.

use sea_orm_migration::prelude::*;

pub struct Openings;

impl MigrationName for Openings {
    fn name(&self) -> &'static str {
        "m0011_openings"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Openings {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("is_opening").boolean().not_null().default(false).take();
        manager.alter_table(Table::alter().table("customers_invoices").add_column(column).take()).await
    }
}
