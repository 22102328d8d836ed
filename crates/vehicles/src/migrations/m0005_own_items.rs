//! Items of the plan that one vehicle has: of jobs that were done to it and are done again.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_own_items"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("vehicles_own_items")
            .col(ColumnDef::new("vehicle_id").uuid().not_null())
            .col(ColumnDef::new("item").string().not_null())
            .col(ColumnDef::new("title").text().not_null())
            .col(ColumnDef::new("words").text().not_null())
            .col(ColumnDef::new("km").big_integer())
            .col(ColumnDef::new("months").integer())
            .primary_key(Index::create().col("vehicle_id").col("item"))
            .take();
        manager.create_table(table).await
    }
}
