//! What goes back to suppliers, what they credit, and parts that jobs no longer want.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, integer, string, string_null, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
    uuid, uuid_null,
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0010_supplier_returns"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [returns(), lines(), credits(), leftovers()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 10] = [
    "create unique index inventory_supplier_returns_number on inventory_supplier_returns (site_id, number)",
    "create index inventory_supplier_returns_newest on inventory_supplier_returns (site_id, id)",
    "create index inventory_supplier_returns_state on inventory_supplier_returns (site_id, state, id)",
    "create index inventory_supplier_returns_supplier on inventory_supplier_returns (supplier_id, id)",
    "create index inventory_supplier_return_lines_return on inventory_supplier_return_lines (return_id)",
    "create index inventory_supplier_credits_return on inventory_supplier_credits (return_id)",
    "create unique index inventory_supplier_credits_number on inventory_supplier_credits (supplier_id, number_key)",
    "create index inventory_leftovers_open on inventory_leftovers (id) where decision is null",
    "create index inventory_leftovers_line on inventory_leftovers (line_id)",
    "create index inventory_purchase_links_work on inventory_purchase_links (line_id)",
];

fn returns() -> TableCreateStatement {
    Table::create()
        .table("inventory_supplier_returns")
        .col(uuid("id").primary_key())
        .col(string("number"))
        .col(uuid("site_id"))
        .col(uuid("supplier_id"))
        .col(string("supplier_name"))
        .col(string("state"))
        .col(string("currency"))
        .col(text_null("notes"))
        .col(big_integer("expected_cost"))
        .col(big_integer("credited_cost"))
        .col(string_null("settled_by"))
        .col(string_null("settled_reason"))
        .col(timestamp_with_time_zone_null("settled_at"))
        .col(string_null("cancel_reason"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .col(timestamp_with_time_zone_null("shipped_at"))
        .col(timestamp_with_time_zone_null("credited_at"))
        .col(big_integer("version"))
        .take()
}

fn lines() -> TableCreateStatement {
    Table::create()
        .table("inventory_supplier_return_lines")
        .col(uuid("id").primary_key())
        .col(uuid("return_id"))
        .col(integer("position"))
        .col(uuid("product_id"))
        .col(string("sku"))
        .col(string("description"))
        .col(string("unit"))
        .col(big_integer("quantity"))
        .col(big_integer("unit_cost"))
        .col(string("reason"))
        .col(uuid_null("purchase_line_id"))
        .col(big_integer_null("stock_cost"))
        .take()
}

fn credits() -> TableCreateStatement {
    Table::create()
        .table("inventory_supplier_credits")
        .col(uuid("id").primary_key())
        .col(uuid("return_id"))
        .col(uuid("supplier_id"))
        .col(string("number"))
        .col(string("number_key"))
        .col(date("dated_on"))
        .col(big_integer("credit_cost"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .take()
}

fn leftovers() -> TableCreateStatement {
    Table::create()
        .table("inventory_leftovers")
        .col(uuid("id").primary_key())
        .col(uuid("site_id"))
        .col(uuid("product_id"))
        .col(uuid("line_id"))
        .col(uuid("work_order_id"))
        .col(string("order_number"))
        .col(uuid("supplier_id"))
        .col(string("supplier_name"))
        .col(uuid("purchase_line_id"))
        .col(big_integer("quantity"))
        .col(timestamp_with_time_zone("at"))
        .col(string_null("decision"))
        .col(string_null("reason"))
        .col(string_null("decided_by"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .take()
}
