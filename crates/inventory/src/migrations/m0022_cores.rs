//! Old parts that are worth a deposit: of which articles, and where each of them is.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date_null, string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0022_cores"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut products = Table::alter();
        products.table("inventory_products").add_column(big_integer_null("core_charge"));
        manager.alter_table(products.take()).await?;
        manager.create_table(cores()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 2] = [
    "create index inventory_cores_order on inventory_cores (work_order_id)",
    // What is open, the oldest first.
    "create index inventory_cores_open on inventory_cores (site_id, since, line_id) where state in ('expected', 'in_hand', 'sent')",
];

fn cores() -> TableCreateStatement {
    Table::create()
        .table("inventory_cores")
        .col(uuid("line_id").primary_key())
        .col(uuid("work_order_id"))
        .col(string("order_number"))
        .col(string("vehicle_plate"))
        .col(string("customer_name"))
        .col(uuid("site_id"))
        .col(uuid("product_id"))
        .col(string("description"))
        .col(big_integer("quantity"))
        .col(big_integer("charge"))
        .col(string("currency"))
        .col(string("state"))
        .col(timestamp_with_time_zone("since"))
        .col(uuid_null("supplier_id"))
        .col(string_null("supplier_name"))
        .col(big_integer_null("expected_cost"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .col(string_null("credit_number"))
        .col(date_null("credited_on"))
        .col(big_integer_null("credit_cost"))
        .col(big_integer("version"))
        .take()
}
