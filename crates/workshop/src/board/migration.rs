//! A site's columns, and in which of them an order stands.

use sea_orm_migration::prelude::*;

pub struct CreateBoards;

impl MigrationName for CreateBoards {
    fn name(&self) -> &'static str {
        "m0012_create_boards"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateBoards {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let boards = Table::create()
            .table("workshop_boards")
            .col(ColumnDef::new("site_id").uuid().not_null().primary_key())
            .col(ColumnDef::new("columns").text().not_null())
            .col(ColumnDef::new("version").big_integer().not_null())
            .take();
        manager.create_table(boards).await?;
        // Not a matter of the order's rules: written by `place` alone, and read by lists.
        let column = ColumnDef::new("board_column").uuid().null().take();
        manager.alter_table(Table::alter().table("workshop_orders").add_column(column).take()).await
    }
}
