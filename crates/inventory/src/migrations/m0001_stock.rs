//! The catalogue, stock levels, the ledger, and what work order lines consumed.

use kernel::schema::{create_module_tables, create_terms_table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, integer, string, string_null, timestamp_with_time_zone, uuid, uuid_null};

use crate::MODULE;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_stock"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_module_tables(manager, MODULE).await?;
        create_terms_table(manager, MODULE).await?;
        for table in [products(), stock(), movements(), consumptions()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 8] = [
    "create unique index inventory_products_sku on inventory_products (sku_key)",
    "create index inventory_products_name on inventory_products (sort_name, id)",
    "create index inventory_products_category_sku on inventory_products (category, sku_key)",
    "create index inventory_products_category_name on inventory_products (category, sort_name, id)",
    // The exceptions: few rows, however large the stock is.
    "create index inventory_stock_low on inventory_stock (site_id, product_id) where on_hand < minimum",
    "create index inventory_stock_negative on inventory_stock (site_id, product_id) where on_hand < 0",
    // A product's movements at a site, newest first.
    "create index inventory_movements_product on inventory_movements (product_id, site_id, at, id)",
    "create index inventory_consumptions_order on inventory_consumptions (work_order_id)",
];

fn products() -> TableCreateStatement {
    Table::create()
        .table("inventory_products")
        .col(uuid("id").primary_key())
        .col(string("sku"))
        .col(string("sku_key"))
        .col(string_null("barcode"))
        .col(string("name"))
        .col(string("sort_name"))
        .col(string_null("category"))
        .col(string("unit"))
        .col(big_integer("price"))
        .col(integer("vat_rate"))
        .col(boolean("tracked"))
        .col(boolean("archived"))
        .col(timestamp_with_time_zone("created_at"))
        .col(big_integer("version"))
        .take()
}

fn stock() -> TableCreateStatement {
    Table::create()
        .table("inventory_stock")
        .col(uuid("product_id"))
        .col(uuid("site_id"))
        .col(big_integer("on_hand"))
        .col(big_integer("minimum"))
        .col(big_integer("average_cost"))
        .primary_key(Index::create().col("product_id").col("site_id"))
        .take()
}

fn movements() -> TableCreateStatement {
    Table::create()
        .table("inventory_movements")
        .col(uuid("id").primary_key())
        .col(uuid("product_id"))
        .col(uuid("site_id"))
        .col(string("kind"))
        .col(big_integer("quantity"))
        .col(big_integer("on_hand"))
        .col(big_integer("unit_cost"))
        .col(string_null("reference_kind"))
        .col(uuid_null("reference_id"))
        .col(string_null("reference_label"))
        .col(uuid_null("line_id"))
        .col(string_null("reason"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .take()
}

fn consumptions() -> TableCreateStatement {
    Table::create()
        .table("inventory_consumptions")
        .col(uuid("line_id").primary_key())
        .col(uuid("work_order_id"))
        .col(uuid("product_id"))
        .col(uuid("site_id"))
        .col(big_integer("quantity"))
        .take()
}
