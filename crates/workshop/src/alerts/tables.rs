//! Promises that somebody was warned of. docs/decisions/0101-news-for-staff.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, uuid};

pub struct KeepPromiseWarnings;

impl MigrationName for KeepPromiseWarnings {
    fn name(&self) -> &'static str {
        "m0101_keep_promise_warnings"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepPromiseWarnings {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("workshop_promise_warnings")
            .col(uuid("order_id"))
            .col(big_integer("promise_key"))
            .primary_key(Index::create().col("order_id").col("promise_key"))
            .take();
        manager.create_table(table).await
    }
}
