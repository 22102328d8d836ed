//! Which margins a site wants; a site that chose nothing has no row.

use sea_orm_migration::prelude::*;

pub struct CreateMarginGuards;

impl MigrationName for CreateMarginGuards {
    fn name(&self) -> &'static str {
        "m0029_create_margin_guards"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateMarginGuards {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("workshop_margin_guards")
            .col(ColumnDef::new("site_id").uuid().not_null().primary_key())
            .col(ColumnDef::new("levels").text().not_null())
            .col(ColumnDef::new("version").big_integer().not_null())
            .take();
        manager.create_table(table).await
    }
}
