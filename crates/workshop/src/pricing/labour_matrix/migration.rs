//! A site's matrix of labour, and what a line of labour costs an hour without it.

use sea_orm_migration::prelude::*;

pub struct CreateLabourMatrices;

impl MigrationName for CreateLabourMatrices {
    fn name(&self) -> &'static str {
        "m0050_create_labour_matrices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateLabourMatrices {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("workshop_labour_matrices")
            .col(ColumnDef::new("site_id").uuid().not_null().primary_key())
            .col(ColumnDef::new("tiers").text().not_null())
            .col(ColumnDef::new("version").big_integer().not_null())
            .take();
        manager.create_table(table).await?;
        for column in [ColumnDef::new("rate_price").big_integer().take(), ColumnDef::new("price_factor").integer().take()] {
            manager.alter_table(Table::alter().table("workshop_lines").add_column(column).take()).await?;
        }
        Ok(())
    }
}
