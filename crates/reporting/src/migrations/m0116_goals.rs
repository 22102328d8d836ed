//! What figures are to be. docs/decisions/0116-goals.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, string, uuid};

pub struct Goals;

impl MigrationName for Goals {
    fn name(&self) -> &'static str {
        "m0116_goals"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Goals {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("reporting_goals")
            .col(uuid("site_id"))
            .col(date("month"))
            .col(string("kpi"))
            .col(big_integer("value"))
            .primary_key(Index::create().col("site_id").col("month").col("kpi"))
            .take();
        manager.create_table(table).await
    }
}
