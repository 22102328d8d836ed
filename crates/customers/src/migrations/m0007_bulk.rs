//! Actions on many customers at once.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, string_null, text, text_null, timestamp_with_time_zone, uuid};

pub struct Bulk;

impl MigrationName for Bulk {
    fn name(&self) -> &'static str {
        "m0007_bulk"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Bulk {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(actions()).await?;
        manager.create_table(rows()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 2] = [
    "create index customers_bulk_open on customers_bulk (id) where state in ('running', 'undoing')",
    "create index customers_bulk_rows_outcome on customers_bulk_rows (bulk_id, outcome, place)",
];

fn actions() -> TableCreateStatement {
    Table::create()
        .table("customers_bulk")
        .col(uuid("id").primary_key())
        .col(string("action"))
        .col(string("state"))
        .col(big_integer("total"))
        // Who asked, with what they might do then.
        .col(text("actor"))
        .col(timestamp_with_time_zone("at"))
        .take()
}

fn rows() -> TableCreateStatement {
    Table::create()
        .table("customers_bulk_rows")
        .col(uuid("bulk_id"))
        .col(big_integer("place"))
        .col(uuid("customer_id"))
        .col(string("name"))
        .col(string("outcome"))
        // Of the rule that forbade it.
        .col(string_null("code"))
        // What an undo needs to know, as JSON.
        .col(text_null("kept"))
        .primary_key(Index::create().col("bulk_id").col("place"))
        .take()
}
