use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer_null, string, string_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::MODULE;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_vehicles"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        kernel::schema::create_module_tables(manager, MODULE).await?;
        kernel::schema::create_terms_table(manager, MODULE).await?;
        for table in [vehicles(), ownerships(), odometer(), visits()] {
            manager.create_table(table).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 6] = [
    // The list: newest first, by plate, of an owner.
    "create index vehicles_vehicles_created on vehicles_vehicles (created_at, id)",
    "create index vehicles_vehicles_plate on vehicles_vehicles (plate_norm, id)",
    "create index vehicles_vehicles_owner on vehicles_vehicles (owner_id, created_at, id)",
    "create index vehicles_ownerships_vehicle on vehicles_ownerships (vehicle_id, since)",
    "create index vehicles_odometer_vehicle on vehicles_odometer (vehicle_id, at)",
    // The history, newest first.
    "create index vehicles_visits_vehicle on vehicles_visits (vehicle_id, completed_at, work_order_id)",
];

fn vehicles() -> TableCreateStatement {
    Table::create()
        .table("vehicles_vehicles")
        .col(uuid("id").primary_key())
        .col(uuid_null("owner_id"))
        .col(string_null("owner_name"))
        .col(string("plate_country"))
        .col(string("plate_kind"))
        .col(string("plate_text"))
        .col(string("plate_norm"))
        .col(string_null("vin"))
        .col(string("make"))
        .col(string("model"))
        .col(integer_null("year"))
        .col(string_null("fuel"))
        .col(string_null("colour"))
        .col(big_integer_null("odometer_km"))
        .col(timestamp_with_time_zone_null("odometer_at"))
        .col(text_null("notes"))
        .col(timestamp_with_time_zone("created_at"))
        .col(big_integer("version"))
        .take()
}

fn ownerships() -> TableCreateStatement {
    Table::create()
        .table("vehicles_ownerships")
        .col(uuid("id").primary_key())
        .col(uuid("vehicle_id"))
        .col(uuid("customer_id"))
        .col(timestamp_with_time_zone("since"))
        .col(timestamp_with_time_zone_null("until"))
        .take()
}

fn odometer() -> TableCreateStatement {
    Table::create()
        .table("vehicles_odometer")
        .col(uuid("id").primary_key())
        .col(uuid("vehicle_id"))
        .col(big_integer("km"))
        .col(timestamp_with_time_zone("at"))
        .col(string("source"))
        .col(string_null("reason"))
        .col(uuid_null("work_order_id"))
        .col(string("by_name"))
        .take()
}

fn visits() -> TableCreateStatement {
    Table::create()
        .table("vehicles_visits")
        .col(uuid("work_order_id").primary_key())
        .col(uuid("vehicle_id"))
        .col(string("number"))
        .col(uuid("site_id"))
        .col(timestamp_with_time_zone("completed_at"))
        .col(big_integer_null("odometer_km"))
        .col(text("summary"))
        .take()
}
