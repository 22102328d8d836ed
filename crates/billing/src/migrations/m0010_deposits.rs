//! Money that came before there was an invoice, and what it was used for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, pk_uuid, string, string_null, text_null, timestamp_with_time_zone, uuid, uuid_null};

pub struct Deposits;

impl MigrationName for Deposits {
    fn name(&self) -> &'static str {
        "m0010_deposits"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Deposits {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(deposits()).await?;
        manager.create_table(entries()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 7] = [
    "create unique index billing_deposits_number on billing_deposits (series, sequence)",
    "create index billing_deposits_order on billing_deposits (work_order_id, id)",
    "create index billing_deposits_customer on billing_deposits (customer_id, id)",
    "create index billing_deposits_site on billing_deposits (site_id, id)",
    "create index billing_deposits_open on billing_deposits (site_id, id) where open > 0",
    "create index billing_deposit_entries_deposit on billing_deposit_entries (deposit_id, id)",
    "create index billing_deposit_entries_invoice on billing_deposit_entries (invoice_id) where invoice_id is not null",
];

fn deposits() -> TableCreateStatement {
    Table::create()
        .table("billing_deposits")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(uuid("work_order_id"))
        .col(string("work_order_number"))
        .col(uuid("customer_id"))
        .col(string("customer_name"))
        .col(string("series"))
        .col(big_integer("sequence"))
        .col(string("number"))
        .col(string("currency"))
        .col(big_integer("amount"))
        .col(big_integer("open"))
        .col(string("tender"))
        .col(text_null("reference"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .take()
}

fn entries() -> TableCreateStatement {
    Table::create()
        .table("billing_deposit_entries")
        .col(pk_uuid("id"))
        .col(uuid("deposit_id"))
        .col(big_integer("amount"))
        .col(uuid_null("invoice_id"))
        .col(string_null("tender"))
        .col(text_null("reason"))
        .col(text_null("reference"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .take()
}
