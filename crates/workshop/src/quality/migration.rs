//! Who passed an order's quality check.

use sea_orm_migration::prelude::*;

pub struct KeepChecks;

impl MigrationName for KeepChecks {
    fn name(&self) -> &'static str {
        "m0014_keep_checks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepChecks {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("checked_by").string().null().take();
        manager.alter_table(Table::alter().table("workshop_orders").add_column(column).take()).await
    }
}
