//! Points of customers: what sites promise, the ledger, balances, and what each invoice earned. docs/decisions/0107-loyalty.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, pk_uuid, string, string_null, text, timestamp_with_time_zone as time, uuid, uuid_null,
};

pub struct Loyalty;

impl MigrationName for Loyalty {
    fn name(&self) -> &'static str {
        "m0107_loyalty"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Loyalty {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [settings(), entries(), accounts(), earnings()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 6] = [
    "create unique index billing_loyalty_entries_key on billing_loyalty_entries (key)",
    "create index billing_loyalty_entries_account on billing_loyalty_entries (customer_id, site_id, currency, id)",
    "create index billing_loyalty_entries_site on billing_loyalty_entries (site_id, currency, customer_id)",
    "create index billing_loyalty_entries_day on billing_loyalty_entries (site_id, on_day)",
    "create index billing_loyalty_entries_invoice on billing_loyalty_entries (invoice_id) where invoice_id is not null",
    "create index billing_loyalty_earnings_order on billing_loyalty_earnings (work_order_id)",
];

fn settings() -> TableCreateStatement {
    Table::create()
        .table("billing_loyalty_settings")
        .col(pk_uuid("site_id"))
        .col(boolean("is_on"))
        .col(big_integer("per_visit"))
        .col(big_integer("amount_per_point"))
        .col(big_integer("worth"))
        .col(big_integer("least"))
        .col(big_integer("months"))
        .col(text("levels"))
        .col(big_integer("version"))
        .take()
}

fn entries() -> TableCreateStatement {
    Table::create()
        .table("billing_loyalty_entries")
        .col(pk_uuid("id"))
        .col(uuid("customer_id"))
        .col(uuid("site_id"))
        .col(string("currency"))
        .col(string("kind"))
        .col(big_integer("points"))
        .col(big_integer_null("amount"))
        .col(uuid_null("invoice_id"))
        .col(string_null("document"))
        .col(string_null("reason"))
        .col(string("by_name"))
        .col(time("at"))
        .col(date("on_day"))
        .col(time("earned_at"))
        .col(string("key"))
        .take()
}

fn accounts() -> TableCreateStatement {
    Table::create()
        .table("billing_loyalty_accounts")
        .col(uuid("customer_id"))
        .col(uuid("site_id"))
        .col(string("currency"))
        .col(big_integer("balance"))
        .primary_key(Index::create().col("customer_id").col("site_id").col("currency"))
        .take()
}

fn earnings() -> TableCreateStatement {
    Table::create()
        .table("billing_loyalty_earnings")
        .col(pk_uuid("invoice_id"))
        .col(uuid("work_order_id"))
        .col(big_integer("visits"))
        .col(big_integer("per_visit"))
        .col(big_integer("amount_per_point"))
        .col(big_integer("bonus"))
        .col(big_integer("points"))
        .col(time("at"))
        .take()
}
