//! What was counted in the evening.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, pk_uuid, string, text, text_null, timestamp_with_time_zone, uuid};

pub struct DayCloses;

impl MigrationName for DayCloses {
    fn name(&self) -> &'static str {
        "m0067_day_closes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for DayCloses {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(closes()).await?;
        manager.create_table(entries()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 6] = [
    "create unique index billing_day_closes_sequence on billing_day_closes (site_id, sequence)",
    "create index billing_day_closes_site on billing_day_closes (site_id, id)",
    "create index billing_day_entries_close on billing_day_entries (close_id)",
    // What moved since a moment.
    "create index billing_payments_at on billing_payments (at)",
    "create index billing_deposits_at on billing_deposits (site_id, at)",
    "create index billing_deposit_entries_at on billing_deposit_entries (at) where invoice_id is null",
];

fn closes() -> TableCreateStatement {
    Table::create()
        .table("billing_day_closes")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(big_integer("sequence"))
        .col(date("on_day"))
        .col(timestamp_with_time_zone("counts_from"))
        .col(timestamp_with_time_zone("at"))
        .col(string("currency"))
        .col(big_integer("begun_with"))
        .col(big_integer("cash"))
        .col(big_integer("kept"))
        .col(text("tenders"))
        .col(text_null("reason"))
        .col(string("by_name"))
        .take()
}

fn entries() -> TableCreateStatement {
    Table::create()
        .table("billing_day_entries")
        .col(pk_uuid("id"))
        .col(uuid("close_id"))
        .col(string("tender"))
        .col(big_integer("amount"))
        .take()
}
