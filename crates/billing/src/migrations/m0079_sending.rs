//! Electronic documents on their way, and every try. docs/decisions/0078-sending-e-invoices.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, integer, pk_uuid, string, string_null, text_null, timestamp_with_time_zone as time,
    timestamp_with_time_zone_null as time_null, uuid,
};

pub struct Sending;

impl MigrationName for Sending {
    fn name(&self) -> &'static str {
        "m0079_sending"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Sending {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(documents()).await?;
        manager.create_table(attempts()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 7] = [
    "create unique index billing_einvoices_document on billing_einvoices (document_id)",
    "create index billing_einvoices_invoice on billing_einvoices (invoice_id)",
    "create index billing_einvoices_site on billing_einvoices (site_id, id)",
    "create index billing_einvoices_site_state on billing_einvoices (site_id, state, id)",
    "create index billing_einvoices_due on billing_einvoices (next_at) where next_at is not null",
    "create index billing_einvoices_open on billing_einvoices (site_id, state, overdue_at) where state <> 'accepted'",
    "create index billing_einvoice_attempts_document on billing_einvoice_attempts (einvoice_id, id)",
];

fn documents() -> TableCreateStatement {
    Table::create()
        .table("billing_einvoices")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(string("kind"))
        .col(uuid("document_id"))
        .col(uuid("invoice_id"))
        .col(string("number"))
        .col(uuid("customer_id"))
        .col(string("customer_name"))
        .col(string("format"))
        .col(string("platform"))
        .col(string("state"))
        .col(string_null("tax_id"))
        .col(text_null("xml"))
        .col(string_null("external_id"))
        .col(string_null("refused_id"))
        .col(string_null("reference"))
        .col(text_null("code"))
        .col(text_null("why"))
        .col(boolean("tried"))
        .col(integer("failures"))
        .col(integer("faults"))
        .col(time("issued_at"))
        .col(time("changed_at"))
        .col(time("overdue_at"))
        .col(time_null("next_at"))
        .col(big_integer("version"))
        .take()
}

/// Only added to.
fn attempts() -> TableCreateStatement {
    Table::create()
        .table("billing_einvoice_attempts")
        .col(pk_uuid("id"))
        .col(uuid("einvoice_id"))
        .col(string("step"))
        .col(string("outcome"))
        .col(text_null("told"))
        .col(string_null("by_name"))
        .col(time("at"))
        .take()
}
