//! Parts that go from one site to another, and what happened to them on the way.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, string, string_null, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0011_transfers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [transfers(), lines(), entries()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 6] = [
    "create unique index inventory_transfers_number on inventory_transfers (from_site, number)",
    "create index inventory_transfers_from on inventory_transfers (from_site, id)",
    "create index inventory_transfers_to on inventory_transfers (to_site, id)",
    "create index inventory_transfer_lines_transfer on inventory_transfer_lines (transfer_id)",
    "create index inventory_transfer_lines_open on inventory_transfer_lines (product_id) where shipped > received + kept + lost",
    "create index inventory_transfer_entries_transfer on inventory_transfer_entries (transfer_id)",
];

fn transfers() -> TableCreateStatement {
    Table::create()
        .table("inventory_transfers")
        .col(uuid("id").primary_key())
        .col(string("number"))
        .col(uuid("from_site"))
        .col(string("from_name"))
        .col(uuid("to_site"))
        .col(string("to_name"))
        .col(string("state"))
        .col(string("currency"))
        .col(text_null("notes"))
        .col(big_integer("open_cost"))
        .col(string_null("cancel_reason"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .col(timestamp_with_time_zone_null("shipped_at"))
        .col(timestamp_with_time_zone_null("received_at"))
        .col(big_integer("version"))
        .take()
}

fn lines() -> TableCreateStatement {
    Table::create()
        .table("inventory_transfer_lines")
        .col(uuid("id").primary_key())
        .col(uuid("transfer_id"))
        .col(integer("position"))
        .col(uuid("product_id"))
        .col(string("sku"))
        .col(string("description"))
        .col(string("unit"))
        .col(big_integer("requested"))
        .col(big_integer("shipped"))
        .col(big_integer("received"))
        .col(big_integer("kept"))
        .col(big_integer("lost"))
        .col(big_integer_null("unit_cost"))
        .take()
}

fn entries() -> TableCreateStatement {
    Table::create()
        .table("inventory_transfer_entries")
        .col(uuid("id").primary_key())
        .col(uuid("transfer_id"))
        .col(uuid("line_id"))
        .col(string("step"))
        .col(big_integer("quantity"))
        .col(big_integer("unit_cost"))
        .col(string_null("reason"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .take()
}
