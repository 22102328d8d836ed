//! Where parts lie, and counts of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0012_stock_takes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [takes(), lines()] {
            manager.create_table(table).await?;
        }
        for statement in STATEMENTS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 7] = [
    "alter table inventory_stock add column bin text",
    // What moved a site's stock in a month.
    "create index inventory_movements_month on inventory_movements (site_id, at)",
    "create index inventory_stock_bin on inventory_stock (site_id, bin) where bin is not null",
    "create unique index inventory_stock_takes_number on inventory_stock_takes (site_id, number)",
    "create index inventory_stock_takes_newest on inventory_stock_takes (site_id, id)",
    "create index inventory_stock_takes_state on inventory_stock_takes (site_id, state, id)",
    "create index inventory_stock_take_lines_walk on inventory_stock_take_lines (take_id, bin, sku_key)",
];

fn takes() -> TableCreateStatement {
    Table::create()
        .table("inventory_stock_takes")
        .col(uuid("id").primary_key())
        .col(string("number"))
        .col(uuid("site_id"))
        .col(string_null("bin"))
        .col(string("state"))
        .col(string("currency"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .col(timestamp_with_time_zone_null("counted_at"))
        .col(string_null("approved_by"))
        .col(string_null("approval_reason"))
        .col(timestamp_with_time_zone_null("approved_at"))
        .col(string_null("cancel_reason"))
        .col(big_integer_null("variance_cost"))
        .col(big_integer("version"))
        .take()
}

fn lines() -> TableCreateStatement {
    Table::create()
        .table("inventory_stock_take_lines")
        .col(uuid("take_id"))
        .col(uuid("product_id"))
        .col(string("sku"))
        .col(string("sku_key"))
        .col(string("description"))
        .col(string("unit"))
        .col(string("bin"))
        .col(big_integer("snapshot"))
        .col(big_integer_null("counted"))
        .col(big_integer_null("book"))
        .col(string_null("counted_by"))
        .col(timestamp_with_time_zone_null("counted_at"))
        .col(big_integer("unit_cost"))
        .primary_key(Index::create().col("take_id").col("product_id"))
        .take()
}
