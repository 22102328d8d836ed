//! What is paid online: a site's accounts with providers, links to pay by, checkouts, and what providers told.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, pk_uuid, string, string_null, text, text_null, timestamp_with_time_zone as time,
    timestamp_with_time_zone_null as time_null, uuid, uuid_null,
};

pub struct Online;

impl MigrationName for Online {
    fn name(&self) -> &'static str {
        "m0069_online"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Online {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [accounts(), links(), checkouts(), events()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 9] = [
    "create unique index billing_pay_links_hash on billing_pay_links (hash)",
    "create index billing_pay_links_invoice on billing_pay_links (invoice_id)",
    "create unique index billing_checkouts_request on billing_checkouts (request_key)",
    "create unique index billing_checkouts_reference on billing_checkouts (provider, reference)",
    "create index billing_checkouts_invoice on billing_checkouts (invoice_id, id)",
    "create index billing_checkouts_site on billing_checkouts (site_id, id)",
    "create index billing_checkouts_site_state on billing_checkouts (site_id, state, id)",
    "create index billing_checkouts_ask on billing_checkouts (ask_at) where state = 'open'",
    "create unique index billing_provider_events_event on billing_provider_events (provider, event_id)",
];

fn accounts() -> TableCreateStatement {
    Table::create()
        .table("billing_provider_accounts")
        .col(uuid("site_id"))
        .col(string("provider"))
        .col(boolean("enabled"))
        .col(boolean("test_mode"))
        .col(text_null("account"))
        .col(text_null("secret"))
        .col(text_null("webhook_secret"))
        .col(big_integer("version"))
        .primary_key(Index::create().col("site_id").col("provider"))
        .take()
}

fn links() -> TableCreateStatement {
    Table::create()
        .table("billing_pay_links")
        .col(pk_uuid("id"))
        .col(string("hash"))
        .col(uuid("invoice_id"))
        .col(uuid("site_id"))
        .col(string("made_by"))
        .col(time("made_at"))
        .col(time("expires_at"))
        .col(time_null("revoked_at"))
        .take()
}

fn checkouts() -> TableCreateStatement {
    Table::create()
        .table("billing_checkouts")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(uuid_null("invoice_id"))
        .col(string("invoice_number"))
        .col(string("provider"))
        .col(string("request_key"))
        .col(string("reference"))
        .col(text("url"))
        .col(big_integer("amount"))
        .col(string("currency"))
        .col(boolean("test_mode"))
        .col(string("state"))
        .col(string_null("difference"))
        .col(big_integer_null("told_amount"))
        .col(string_null("told_currency"))
        .col(time("created_at"))
        .col(time("expires_at"))
        .col(time_null("closed_at"))
        .col(time("asked_at"))
        .col(time("ask_at"))
        .take()
}

/// What was heard, once each.
fn events() -> TableCreateStatement {
    Table::create()
        .table("billing_provider_events")
        .col(pk_uuid("id"))
        .col(string("provider"))
        .col(string("event_id"))
        .col(uuid("site_id"))
        .col(uuid_null("checkout_id"))
        .col(time("at"))
        .take()
}
