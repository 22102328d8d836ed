//! What was exported to accounting.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, date_null, pk_uuid, string, string_null, text, timestamp_with_time_zone, uuid, uuid_null,
};

pub struct Accounting;

impl MigrationName for Accounting {
    fn name(&self) -> &'static str {
        "m0068_accounting"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Accounting {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [charts(), exports(), entries()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 6] = [
    "create unique index billing_journal_exports_sequence on billing_journal_exports (site_id, sequence)",
    "create index billing_journal_exports_site on billing_journal_exports (site_id, id)",
    "create unique index billing_journal_entries_number on billing_journal_entries (export_id, number)",
    // What was issued in a time.
    "create index billing_invoices_issued_at on billing_invoices (site_id, issued_at) where issued_at is not null",
    "create index billing_credit_notes_issued_at on billing_credit_notes (site_id, issued_at)",
    "create index billing_day_closes_at on billing_day_closes (site_id, at)",
];

fn charts() -> TableCreateStatement {
    Table::create().table("billing_charts").col(pk_uuid("site_id")).col(text("accounts")).col(big_integer("version")).take()
}

fn exports() -> TableCreateStatement {
    Table::create()
        .table("billing_journal_exports")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(big_integer("sequence"))
        .col(date_null("counts_from"))
        .col(date("from_day"))
        .col(date("until_day"))
        .col(timestamp_with_time_zone("at"))
        .col(string("by_name"))
        .col(string("currency"))
        .col(big_integer("first_number"))
        .col(big_integer("last_number"))
        .col(big_integer("debit"))
        .take()
}

fn entries() -> TableCreateStatement {
    Table::create()
        .table("billing_journal_entries")
        .col(pk_uuid("id"))
        .col(uuid("export_id"))
        .col(big_integer("number"))
        .col(string("journal"))
        .col(date("on_day"))
        .col(string("piece"))
        .col(date("piece_on"))
        .col(text("label"))
        .col(uuid_null("customer_id"))
        .col(string_null("customer_name"))
        .col(text("lines"))
        .take()
}
