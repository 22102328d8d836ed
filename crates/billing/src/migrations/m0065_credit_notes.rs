//! What was taken back of invoices.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, integer, pk_uuid, string, string_null, text, timestamp_with_time_zone, uuid};

pub struct CreditNotes;

impl MigrationName for CreditNotes {
    fn name(&self) -> &'static str {
        "m0065_credit_notes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreditNotes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(notes()).await?;
        manager.create_table(lines()).await?;
        for statement in STATEMENTS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 7] = [
    "alter table billing_invoices add column credited bigint not null default 0",
    "create unique index billing_credit_notes_number on billing_credit_notes (series, sequence)",
    "create index billing_credit_notes_site on billing_credit_notes (site_id, id)",
    "create index billing_credit_notes_customer on billing_credit_notes (customer_id, id)",
    "create index billing_credit_notes_invoice on billing_credit_notes (invoice_id, id)",
    "create index billing_credit_lines_note on billing_credit_lines (credit_note_id, position)",
    "create index billing_credit_lines_invoice on billing_credit_lines (invoice_id)",
];

fn notes() -> TableCreateStatement {
    Table::create()
        .table("billing_credit_notes")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(uuid("invoice_id"))
        .col(string("invoice_number"))
        .col(string("work_order_number"))
        .col(uuid("customer_id"))
        .col(string("customer_name"))
        .col(string("vehicle_plate"))
        .col(string("vehicle_label"))
        .col(string("series"))
        .col(big_integer("sequence"))
        .col(string("number"))
        .col(text("reason"))
        .col(text("parties"))
        .col(string("language"))
        .col(string("currency"))
        .col(big_integer("net"))
        .col(big_integer("vat"))
        .col(text("vat_groups"))
        .col(big_integer("gross"))
        .col(big_integer("stamp_duty"))
        .col(big_integer("total"))
        .col(timestamp_with_time_zone("issued_at"))
        .col(date("issued_on"))
        .col(string("by_name"))
        .take()
}

fn lines() -> TableCreateStatement {
    Table::create()
        .table("billing_credit_lines")
        .col(pk_uuid("id"))
        .col(uuid("credit_note_id"))
        .col(uuid("invoice_id"))
        .col(uuid("line_id"))
        .col(integer("position"))
        .col(string("job_title"))
        .col(string_null("code"))
        .col(string("description"))
        .col(string("unit"))
        .col(big_integer("quantity"))
        .col(big_integer("unit_price"))
        .col(integer("discount"))
        .col(integer("vat_rate"))
        .col(big_integer("net"))
        .take()
}
