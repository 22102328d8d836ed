//! What suppliers bill, and what a movement was worth.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, date_null, integer, string, string_null, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_supplier_invoices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [invoices(), lines()] {
            manager.create_table(table).await?;
        }
        for statement in STATEMENTS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 9] = [
    "alter table inventory_purchase_lines add column billed bigint not null default 0",
    // What moved before was worth its quantity at its cost; what the average was then is not known.
    "alter table inventory_movements add column value bigint",
    "alter table inventory_movements add column average_cost bigint",
    "create index inventory_purchase_lines_unbilled on inventory_purchase_lines (id) where received > billed",
    // A number that was typed wrong and cancelled is free again.
    "create unique index inventory_supplier_invoices_number on inventory_supplier_invoices (supplier_id, number_key) where state <> 'cancelled'",
    "create index inventory_supplier_invoices_newest on inventory_supplier_invoices (site_id, id)",
    "create index inventory_supplier_invoices_state on inventory_supplier_invoices (site_id, state, id)",
    "create index inventory_supplier_invoice_lines_invoice on inventory_supplier_invoice_lines (invoice_id)",
    "create index inventory_supplier_invoice_lines_order on inventory_supplier_invoice_lines (order_id) where order_id is not null",
];

fn invoices() -> TableCreateStatement {
    Table::create()
        .table("inventory_supplier_invoices")
        .col(uuid("id").primary_key())
        .col(string("number"))
        .col(string("number_key"))
        .col(uuid("site_id"))
        .col(uuid("supplier_id"))
        .col(string("supplier_name"))
        .col(string("state"))
        .col(string("currency"))
        .col(date("dated_on"))
        .col(date_null("due_on"))
        .col(text_null("notes"))
        .col(big_integer("total_cost"))
        .col(big_integer("difference_cost"))
        .col(string_null("approved_by"))
        .col(string_null("approval_reason"))
        .col(timestamp_with_time_zone_null("approved_at"))
        .col(string_null("cancel_reason"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .col(big_integer("version"))
        .take()
}

fn lines() -> TableCreateStatement {
    Table::create()
        .table("inventory_supplier_invoice_lines")
        .col(uuid("id").primary_key())
        .col(uuid("invoice_id"))
        .col(integer("position"))
        .col(uuid_null("purchase_line_id"))
        .col(uuid_null("order_id"))
        .col(string_null("order_number"))
        .col(uuid_null("product_id"))
        .col(string("description"))
        .col(string_null("article_number"))
        .col(string("unit"))
        .col(big_integer("pack_size"))
        .col(big_integer("packs"))
        .col(big_integer("pack_cost"))
        .col(big_integer("matched"))
        .col(big_integer("expected_cost"))
        .col(big_integer_null("stock_cost"))
        .take()
}
