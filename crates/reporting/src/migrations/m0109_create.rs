//! Sites, sources, facts and days. docs/decisions/0109-figures.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, date, pk_uuid, string, text, uuid};

use crate::MODULE;

pub struct Create;

impl MigrationName for Create {
    fn name(&self) -> &'static str {
        "m0109_create"
    }
}

/// What is counted, as this step began with.
const MEASURES: [&str; 39] = [
    "sales",
    "visit_sales",
    "labour",
    "parts",
    "others",
    "hours",
    "visit_hours",
    "discounts",
    "credit_sales",
    "cars",
    "parts_cost",
    "free_parts_cost",
    "sublet_cost",
    "attended",
    "worked",
    "waiting_approval",
    "waiting_parts",
    "waiting_bay",
    "waiting_diagnosis",
    "labour_cost",
    "opened",
    "comebacks",
    "inspected",
    "ready",
    "promised",
    "on_first_promise",
    "on_last_promise",
    "cycle",
    "touch",
    "shown",
    "no_shows",
    "open",
    "offered",
    "offered_value",
    "approved",
    "approved_value",
    "undecided",
    "deferred",
    "deferred_sold",
];

#[async_trait::async_trait]
impl MigrationTrait for Create {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        kernel::schema::create_module_tables(manager, MODULE).await?;
        manager.create_table(sites()).await?;
        manager.create_table(sources()).await?;
        manager.create_table(facts()).await?;
        manager.create_table(days()).await?;
        let mut index = Index::create();
        index.name("reporting_facts_day").table("reporting_facts").col("site_id").col("kind").col("day").col("id");
        manager.create_index(index.take()).await
    }
}

fn sites() -> TableCreateStatement {
    Table::create()
        .table("reporting_sites")
        .col(pk_uuid("id"))
        .col(string("name"))
        .col(string("time_zone"))
        .col(string("currency"))
        .col(big_integer("labour_rate"))
        .take()
}

fn sources() -> TableCreateStatement {
    Table::create()
        .table("reporting_sources")
        .col(string("kind"))
        .col(uuid("id"))
        .col(text("body"))
        .primary_key(Index::create().col("kind").col("id"))
        .take()
}

fn facts() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("reporting_facts")
        .col(pk_uuid("id"))
        .col(string("kind"))
        .col(uuid("site_id"))
        .col(date("day"))
        .col(string("number"))
        .col(string("label"))
        .col(string("document"))
        .col(uuid("document_id"));
    for measure in MEASURES {
        table.col(big_integer_null(measure));
    }
    table.take()
}

fn days() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("reporting_days").col(uuid("site_id")).col(date("day"));
    for measure in MEASURES {
        table.col(big_integer(measure));
    }
    table.primary_key(Index::create().col("site_id").col("day")).take()
}
