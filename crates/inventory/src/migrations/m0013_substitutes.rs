//! What comes in place of what was ordered.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0013_substitutes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let lines = Table::alter().table("inventory_purchase_lines").add_column(text_null("instead_of")).take();
        manager.alter_table(lines).await
    }
}
