//! Suppliers and what they sell; purchase orders, what job they are for, and what came of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date_null, integer, string, string_null, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid,
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0008_purchasing"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [suppliers(), supplier_items(), orders(), lines(), links(), receipts(), receipt_lines()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 11] = [
    // What a site has: read in this order for what did not move.
    "create index inventory_stock_held on inventory_stock (site_id, product_id) where on_hand > 0",
    "create index inventory_suppliers_name on inventory_suppliers (sort_name, id)",
    "create index inventory_supplier_items_product on inventory_supplier_items (product_id)",
    "create unique index inventory_purchase_orders_number on inventory_purchase_orders (site_id, number)",
    "create index inventory_purchase_orders_newest on inventory_purchase_orders (site_id, id)",
    "create index inventory_purchase_orders_state on inventory_purchase_orders (site_id, state, id)",
    "create index inventory_purchase_orders_supplier on inventory_purchase_orders (supplier_id, id)",
    "create index inventory_purchase_lines_order on inventory_purchase_lines (order_id)",
    "create index inventory_purchase_lines_product on inventory_purchase_lines (product_id)",
    "create index inventory_purchase_links_line on inventory_purchase_links (line_id)",
    "create index inventory_receipts_order on inventory_receipts (order_id)",
];

fn suppliers() -> TableCreateStatement {
    Table::create()
        .table("inventory_suppliers")
        .col(uuid("id").primary_key())
        .col(string("name"))
        .col(string("sort_name"))
        .col(string_null("contact"))
        .col(string_null("phone"))
        .col(string_null("email"))
        .col(string("currency"))
        .col(integer("terms_days"))
        .col(integer("lead_days"))
        .col(text_null("notes"))
        .col(boolean("archived"))
        .col(timestamp_with_time_zone("created_at"))
        .col(big_integer("version"))
        .take()
}

fn supplier_items() -> TableCreateStatement {
    Table::create()
        .table("inventory_supplier_items")
        .col(uuid("supplier_id"))
        .col(uuid("product_id"))
        .col(string_null("article_number"))
        .col(big_integer("pack_size"))
        .col(big_integer_null("pack_cost"))
        .col(boolean("preferred"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("supplier_id").col("product_id"))
        .take()
}

fn orders() -> TableCreateStatement {
    Table::create()
        .table("inventory_purchase_orders")
        .col(uuid("id").primary_key())
        .col(string("number"))
        .col(uuid("site_id"))
        .col(uuid("supplier_id"))
        .col(string("supplier_name"))
        .col(string("state"))
        .col(string("currency"))
        .col(date_null("expected_on"))
        .col(text_null("notes"))
        .col(text_null("cancel_reason"))
        .col(big_integer("total_cost"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(big_integer("version"))
        .take()
}

fn lines() -> TableCreateStatement {
    Table::create()
        .table("inventory_purchase_lines")
        .col(uuid("id").primary_key())
        .col(uuid("order_id"))
        .col(integer("position"))
        .col(uuid("product_id"))
        .col(string("sku"))
        .col(string_null("article_number"))
        .col(string("description"))
        .col(string("unit"))
        .col(big_integer("pack_size"))
        .col(big_integer("quantity"))
        .col(big_integer("received"))
        .col(big_integer("pack_cost"))
        .take()
}

fn links() -> TableCreateStatement {
    Table::create()
        .table("inventory_purchase_links")
        .col(uuid("purchase_line_id"))
        .col(uuid("line_id"))
        .col(uuid("work_order_id"))
        .col(string("order_number"))
        .col(big_integer("quantity"))
        .col(big_integer("served"))
        .primary_key(Index::create().col("purchase_line_id").col("line_id"))
        .take()
}

fn receipts() -> TableCreateStatement {
    Table::create()
        .table("inventory_receipts")
        .col(uuid("id").primary_key())
        .col(uuid("order_id"))
        .col(string_null("delivery_number"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .take()
}

fn receipt_lines() -> TableCreateStatement {
    Table::create()
        .table("inventory_receipt_lines")
        .col(uuid("receipt_id"))
        .col(uuid("purchase_line_id"))
        .col(big_integer("quantity"))
        .col(big_integer("unit_cost"))
        .primary_key(Index::create().col("receipt_id").col("purchase_line_id"))
        .take()
}
