//! What articles are also sold in.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0045_sale_packs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("packs").text().null().take();
        manager.alter_table(Table::alter().table("inventory_products").add_column(column).take()).await
    }
}
