//! Contacts, consents, merges, and what stands against a customer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, string, string_null, text, text_null, timestamp_with_time_zone, uuid};

pub struct FrontDesk;

impl MigrationName for FrontDesk {
    fn name(&self) -> &'static str {
        "m0004_front_desk"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for FrontDesk {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in new_columns() {
            manager.alter_table(Table::alter().table("customers_customers").add_column(column).take()).await?;
        }
        for table in [contacts(), consents(), invoices(), no_shows(), merges()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 12] = [
    // What duplicates are known by, beside the telephone number.
    "create index customers_customers_email on customers_customers (lower(email))",
    "create index customers_customers_tax_id on customers_customers (tax_id)",
    "create index customers_contacts_customer on customers_contacts (customer_id, id)",
    "create index customers_contacts_phone on customers_contacts (phone_e164)",
    "create index customers_contacts_email on customers_contacts (lower(email))",
    "create index customers_consents_customer on customers_consents (customer_id, id)",
    "create index customers_invoices_customer on customers_invoices (customer_id)",
    "create index customers_no_shows_customer on customers_no_shows (customer_id)",
    "create index customers_merges_from on customers_merges (from_id, id)",
    "create index customers_merges_into on customers_merges (into_id, id)",
    // The few that a list may be about.
    "create index customers_customers_held on customers_customers (id) where hold_reason is not null",
    "create index customers_customers_owing on customers_customers (id) where balance > 0",
];

fn time(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().take()
}

fn new_columns() -> Vec<ColumnDef> {
    vec![
        // Whom they were merged into: they stay so that old links and documents find somebody.
        ColumnDef::new("merged_into").uuid().take(),
        // The greatest of `balances`, to sort by.
        ColumnDef::new("balance").big_integer().not_null().default(0).take(),
        // What is due by currency, as JSON.
        ColumnDef::new("balances").text().not_null().default("[]").take(),
        ColumnDef::new("no_shows").big_integer().not_null().default(0).take(),
        ColumnDef::new("hold_reason").text().take(),
        time("held_at"),
        ColumnDef::new("held_by").string().take(),
        ColumnDef::new("credit_limit").big_integer().take(),
        ColumnDef::new("credit_currency").string().take(),
    ]
}

fn contacts() -> TableCreateStatement {
    Table::create()
        .table("customers_contacts")
        .col(uuid("id").primary_key())
        .col(uuid("customer_id"))
        .col(string("name"))
        .col(string("role"))
        .col(string_null("phone_e164"))
        .col(string_null("phone_display"))
        .col(string_null("email"))
        .col(string_null("language"))
        .col(text_null("notes"))
        .take()
}

fn consents() -> TableCreateStatement {
    Table::create()
        .table("customers_consents")
        .col(uuid("id").primary_key())
        .col(uuid("customer_id"))
        .col(string("channel"))
        .col(string("purpose"))
        .col(boolean("granted"))
        .col(string("source"))
        .col(text_null("note"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .take()
}

/// What billing told last of each issued invoice.
fn invoices() -> TableCreateStatement {
    Table::create()
        .table("customers_invoices")
        .col(uuid("invoice_id").primary_key())
        .col(uuid("customer_id"))
        .col(string("currency"))
        .col(big_integer("total"))
        .col(big_integer("due"))
        .col(timestamp_with_time_zone("issued_at"))
        .take()
}

fn no_shows() -> TableCreateStatement {
    Table::create()
        .table("customers_no_shows")
        .col(uuid("appointment_id").primary_key())
        .col(uuid("customer_id"))
        .col(timestamp_with_time_zone("at"))
        .take()
}

fn merges() -> TableCreateStatement {
    Table::create()
        .table("customers_merges")
        .col(uuid("id").primary_key())
        .col(uuid("from_id"))
        .col(string("from_name"))
        .col(uuid("into_id"))
        // What the merge changed, as JSON.
        .col(text("kept"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .col(time("undone_at"))
        .col(string_null("undone_by"))
        .take()
}
