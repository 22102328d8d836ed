//! How a site values its stock, and what lies there by what it cost.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, timestamp_with_time_zone, uuid, uuid_null};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0046_layers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let valuations = Table::create()
            .table("inventory_valuations")
            .col(uuid("site_id").primary_key())
            .col(string("method"))
            .col(big_integer("version"))
            .take();
        let layers = Table::create()
            .table("inventory_layers")
            .col(uuid("id").primary_key())
            .col(uuid("product_id"))
            .col(uuid("site_id"))
            .col(big_integer("choice"))
            .col(big_integer("place"))
            .col(uuid_null("movement_id"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(big_integer("received"))
            .col(big_integer("remaining"))
            .col(big_integer("unit_cost"))
            .take();
        for table in [valuations, layers] {
            manager.create_table(table).await?;
        }
        // What leaves first; what is empty is read by nobody but the doctor.
        let open = "create index inventory_layers_open on inventory_layers (product_id, site_id, choice, place) where remaining > 0";
        manager.get_connection().execute_unprepared(open).await.map(drop)
    }
}
