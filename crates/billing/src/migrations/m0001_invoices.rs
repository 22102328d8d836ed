//! Invoices, their lines, and payments.

use kernel::schema::{create_module_tables, create_terms_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date_null, integer, string, string_null, text_null, uuid, uuid_null,
};

use crate::MODULE;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_invoices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_module_tables(manager, MODULE).await?;
        create_terms_table(manager, MODULE).await?;
        manager.create_table(invoices()).await?;
        manager.create_table(lines()).await?;
        manager.create_table(payments()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 8] = [
    // Lists, newest first: of a site, of a site's state, of a customer.
    "create index billing_invoices_site on billing_invoices (site_id, id)",
    "create index billing_invoices_state on billing_invoices (site_id, state, id)",
    "create index billing_invoices_customer on billing_invoices (customer_id, id)",
    "create index billing_invoices_order on billing_invoices (work_order_id)",
    // The rules that hold whatever the code does: one draft per order, a number once.
    "create unique index billing_invoices_draft on billing_invoices (work_order_id) where state = 'draft'",
    "create unique index billing_invoices_series on billing_invoices (series, sequence)",
    "create index billing_lines_invoice on billing_lines (invoice_id, position)",
    "create index billing_payments_invoice on billing_payments (invoice_id, id)",
];

fn time(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().take()
}

fn invoices() -> TableCreateStatement {
    Table::create()
        .table("billing_invoices")
        .col(uuid("id").primary_key())
        .col(uuid("site_id"))
        .col(uuid("work_order_id"))
        .col(string("work_order_number"))
        .col(uuid("customer_id"))
        .col(string("customer_name"))
        .col(uuid("vehicle_id"))
        .col(string("vehicle_plate"))
        .col(string("vehicle_label"))
        .col(big_integer_null("odometer_km"))
        .col(string("state"))
        .col(boolean("held"))
        .col(string_null("series"))
        .col(big_integer_null("sequence"))
        .col(string_null("number").unique_key())
        .col(text_null("parties"))
        .col(string_null("language"))
        .col(string("currency"))
        .col(big_integer("net"))
        .col(big_integer("vat"))
        .col(big_integer("gross"))
        .col(big_integer("stamp_duty"))
        .col(big_integer("total"))
        .col(big_integer("paid"))
        .col(big_integer("due"))
        .col(time("issued_at"))
        .col(date_null("issued_on"))
        .col(date_null("due_on"))
        .col(time("created_at").not_null())
        .col(big_integer("version"))
        .take()
}

fn lines() -> TableCreateStatement {
    Table::create()
        .table("billing_lines")
        .col(uuid("line_id").primary_key())
        .col(uuid("invoice_id"))
        .col(integer("position"))
        .col(string("job_title"))
        .col(string("kind"))
        .col(uuid_null("product_id"))
        .col(string_null("code"))
        .col(string("description"))
        .col(string("unit"))
        .col(big_integer("quantity"))
        .col(big_integer("unit_price"))
        .col(integer("discount"))
        .col(integer("vat_rate"))
        .col(big_integer("net"))
        .foreign_key(ForeignKey::create().from("billing_lines", "invoice_id").to("billing_invoices", "id"))
        .take()
}

fn payments() -> TableCreateStatement {
    Table::create()
        .table("billing_payments")
        .col(uuid("id").primary_key())
        .col(uuid("invoice_id"))
        .col(string("tender"))
        .col(big_integer("amount"))
        .col(string_null("reference"))
        .col(string("by_name"))
        .col(time("at").not_null())
        .foreign_key(ForeignKey::create().from("billing_payments", "invoice_id").to("billing_invoices", "id"))
        .take()
}
