//! What leaks, what was said of it, whether a morning's news were told, and when screens were told last. docs/decisions/0115-leaks.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, pk_uuid, string, text, timestamp_with_time_zone, uuid};

pub struct Leaks;

impl MigrationName for Leaks {
    fn name(&self) -> &'static str {
        "m0115_leaks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Leaks {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(leaks()).await?;
        manager.create_table(notes()).await?;
        let mornings = Table::create().table("reporting_mornings").col(pk_uuid("site_id")).col(date("told_on")).take();
        manager.create_table(mornings).await?;
        let told = Table::create().table("reporting_told").col(pk_uuid("site_id")).col(big_integer("told_at")).take();
        manager.create_table(told).await?;
        let mut all = Index::create();
        all.name("reporting_leaks_red").table("reporting_leaks").col("site_id").col("red_on").col("id");
        manager.create_index(all.take()).await?;
        let mut of_kind = Index::create();
        of_kind.name("reporting_leaks_kind").table("reporting_leaks").col("site_id").col("kind").col("red_on").col("id");
        manager.create_index(of_kind.take()).await
    }
}

fn leaks() -> TableCreateStatement {
    Table::create()
        .table("reporting_leaks")
        .col(pk_uuid("id"))
        .col(string("kind"))
        .col(uuid("site_id"))
        .col(date("since"))
        .col(date("red_on"))
        .col(big_integer("amount"))
        .col(string("number"))
        .col(string("label"))
        .col(string("document"))
        .col(uuid("document_id"))
        .take()
}

fn notes() -> TableCreateStatement {
    Table::create()
        .table("reporting_leak_notes")
        .col(pk_uuid("leak_id"))
        .col(big_integer("amount"))
        .col(text("reason"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("said_at"))
        .take()
}
