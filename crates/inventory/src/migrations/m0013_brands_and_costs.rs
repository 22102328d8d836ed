//! Whose make an article is; and what it cost when it was bought last, found without walking over what moved since.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0013_brands_and_costs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in STATEMENTS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 2] = [
    "alter table inventory_products add column brand text",
    "create index inventory_movements_receipts on inventory_movements (product_id, site_id, at, id) where kind = 'receipt'",
];
