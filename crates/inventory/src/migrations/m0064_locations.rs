//! Rooms and vans of a site, and what lies in each.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, string, string_null, timestamp_with_time_zone, uuid, uuid_null};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0064_locations"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [locations(), levels(), moves()] {
            manager.create_table(table).await?;
        }
        let takes = Table::alter().table("inventory_stock_takes").add_column(uuid_null("location_id")).take();
        manager.alter_table(takes).await?;
        for statement in STATEMENTS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 7] = [
    "alter table inventory_stock add column elsewhere bigint not null default 0",
    "create unique index inventory_locations_name on inventory_locations (site_id, name_key) where not archived",
    "create index inventory_location_levels_product on inventory_location_levels (product_id, site_id) where quantity > 0",
    "create index inventory_location_moves_newest on inventory_location_moves (location_id, id)",
    "create index inventory_location_moves_product on inventory_location_moves (product_id, location_id, id)",
    // What is short here although a van may have it is an exception as well.
    "drop index inventory_stock_negative",
    "create index inventory_stock_negative on inventory_stock (site_id, product_id) where on_hand < elsewhere",
];

fn locations() -> TableCreateStatement {
    Table::create()
        .table("inventory_locations")
        .col(uuid("id").primary_key())
        .col(uuid("site_id"))
        .col(string("name"))
        .col(string("name_key"))
        .col(string("kind"))
        .col(boolean("archived"))
        .col(big_integer("version"))
        .take()
}

fn levels() -> TableCreateStatement {
    Table::create()
        .table("inventory_location_levels")
        .col(uuid("location_id"))
        .col(uuid("product_id"))
        .col(uuid("site_id"))
        .col(big_integer("quantity"))
        .col(string_null("bin"))
        .primary_key(Index::create().col("location_id").col("product_id"))
        .take()
}

fn moves() -> TableCreateStatement {
    Table::create()
        .table("inventory_location_moves")
        .col(uuid("id").primary_key())
        .col(uuid("location_id"))
        .col(uuid("site_id"))
        .col(uuid("product_id"))
        .col(string("kind"))
        .col(big_integer("quantity"))
        .col(big_integer("balance"))
        .col(uuid_null("other_location_id"))
        .col(uuid_null("movement_id"))
        .col(string_null("reference_label"))
        .col(string_null("reason"))
        .col(string("by_name"))
        .col(timestamp_with_time_zone("at"))
        .take()
}
