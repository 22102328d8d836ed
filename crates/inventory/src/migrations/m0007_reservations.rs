//! What work orders' lines want of the shelf, what is put aside for them, and how that came about.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date_null, string, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_reservations"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["reserved", "on_order", "maximum"] {
            let mut table = Table::alter();
            table.table("inventory_stock").add_column(big_integer(column).default(0));
            manager.alter_table(table.take()).await?;
        }
        for table in [claims(), reservations()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 6] = [
    // Who waits for a product at a site, the earliest promise first.
    "create index inventory_claims_product on inventory_claims (product_id, site_id, promise_key, line_id)",
    "create index inventory_claims_order on inventory_claims (work_order_id)",
    "create index inventory_claims_site on inventory_claims (site_id, promise_key, line_id)",
    // The morning list: few rows, however many claims there are.
    "create index inventory_claims_short on inventory_claims (site_id, promise_key, line_id) where reserved < wanted",
    "create index inventory_reservations_product on inventory_reservations (product_id, site_id, id)",
    "create index inventory_stock_reorder on inventory_stock (site_id, product_id) where on_hand - reserved + on_order < minimum",
];

fn claims() -> TableCreateStatement {
    Table::create()
        .table("inventory_claims")
        .col(uuid("line_id").primary_key())
        .col(uuid("work_order_id"))
        .col(string("order_number"))
        .col(string("vehicle_plate"))
        .col(uuid("job_id"))
        .col(string("job_title"))
        .col(string("description"))
        .col(uuid("product_id"))
        .col(uuid("site_id"))
        .col(big_integer("wanted"))
        .col(big_integer("reserved"))
        .col(big_integer("drafted"))
        .col(big_integer("ordered"))
        .col(date_null("expected_on"))
        .col(timestamp_with_time_zone_null("promised_at"))
        .col(big_integer("promise_key"))
        .take()
}

fn reservations() -> TableCreateStatement {
    Table::create()
        .table("inventory_reservations")
        .col(uuid("id").primary_key())
        .col(uuid("line_id"))
        .col(uuid("work_order_id"))
        .col(string("order_number"))
        .col(uuid("product_id"))
        .col(uuid("site_id"))
        .col(string("kind"))
        .col(big_integer("quantity"))
        .col(big_integer("reserved"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .take()
}
