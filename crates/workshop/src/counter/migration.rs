//! Whom a site sells to at its counter when nobody gives a name; a site that chose nobody has no row.

use sea_orm_migration::prelude::*;

pub struct CreateCounters;

impl MigrationName for CreateCounters {
    fn name(&self) -> &'static str {
        "m0044_create_counters"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateCounters {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(super::TABLE)
            .col(ColumnDef::new("site_id").uuid().not_null().primary_key())
            .col(ColumnDef::new("customer_id").uuid().null())
            .col(ColumnDef::new("version").big_integer().not_null())
            .take();
        manager.create_table(table).await
    }
}
