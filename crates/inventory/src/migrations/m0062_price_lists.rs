//! Items of a supplier are found by its own numbers.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0062_price_lists"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(NUMBERS).await.map(|_| ())
    }
}

const NUMBERS: &str = "create index inventory_supplier_items_number on inventory_supplier_items (supplier_id, article_number) where article_number is not null";
