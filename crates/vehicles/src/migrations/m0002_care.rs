//! What keeps a vehicle in order: more of its record, its plan, and when what is due. Old plates and changed ownerships besides.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_care"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (uuid, time, day) = match manager.get_database_backend() {
            sea_orm::DbBackend::Postgres => ("uuid", "timestamp with time zone", "date"),
            _ => ("uuid_blob", "timestamp_with_timezone_text", "date_text"),
        };
        let words = |text: &str| text.replace("{uuid}", uuid).replace("{time}", time).replace("{day}", day);
        for (table, column) in COLUMNS {
            let statement = words(&format!("alter table {table} add column {column}"));
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        for statement in TABLES.iter().chain(&INDEXES) {
            manager.get_connection().execute_unprepared(&words(statement)).await?;
        }
        Ok(())
    }
}

const COLUMNS: [(&str, &str); 23] = [
    ("vehicles_vehicles", "odometer_unit varchar not null default 'km'"),
    ("vehicles_vehicles", "usage varchar not null default 'private'"),
    ("vehicles_vehicles", "first_registered_on {day}"),
    ("vehicles_vehicles", "inspection_on {day}"),
    ("vehicles_vehicles", "insurance_on {day}"),
    ("vehicles_vehicles", "road_tax_on {day}"),
    ("vehicles_vehicles", "key_tag varchar"),
    ("vehicles_vehicles", "unit_number varchar"),
    ("vehicles_vehicles", "engine_code varchar"),
    ("vehicles_vehicles", "custom text not null default '{}'"),
    ("vehicles_vehicles", "archived_at {time}"),
    ("vehicles_vehicles", "service_on {day}"),
    ("vehicles_vehicles", "service_item varchar"),
    ("vehicles_vehicles", "daily bigint"),
    // Which version of the plan the three columns above were reckoned by; 0 for not at all.
    ("vehicles_vehicles", "planned bigint not null default 0"),
    ("vehicles_odometer", "doubt varchar"),
    ("vehicles_ownerships", "shares varchar not null default 'vehicle'"),
    ("vehicles_ownerships", "undone_at {time}"),
    ("vehicles_ownerships", "by_name varchar not null default ''"),
    ("vehicles_visits", "customer_id {uuid}"),
    ("vehicles_visits", "jobs text not null default '[]'"),
    ("vehicles_visits", "total bigint"),
    ("vehicles_visits", "currency varchar"),
];

const TABLES: [&str; 3] = [
    "create table vehicles_settings (name varchar not null primary key, value text not null, version bigint not null)",
    "create table vehicles_care (vehicle_id {uuid} not null, item varchar not null, km bigint, months integer, hours bigint, \
     done_on {day}, done_at bigint, is_off boolean not null, primary key (vehicle_id, item))",
    "create table vehicles_plates (id {uuid} not null primary key, vehicle_id {uuid} not null, country varchar not null, \
     kind varchar not null, text varchar not null, norm varchar not null, since {time}, until {time} not null)",
];

const INDEXES: [&str; 12] = [
    // The filters of the list, each in the order in which it is shown.
    "create index vehicles_vehicles_make on vehicles_vehicles (make, created_at, id)",
    "create index vehicles_vehicles_fuel on vehicles_vehicles (fuel, created_at, id)",
    "create index vehicles_vehicles_year on vehicles_vehicles (year, created_at, id)",
    "create index vehicles_vehicles_ownerless on vehicles_vehicles (created_at, id) where owner_id is null",
    "create index vehicles_vehicles_archived on vehicles_vehicles (created_at, id) where archived_at is not null",
    "create index vehicles_vehicles_service on vehicles_vehicles (service_on, id) where service_on is not null",
    "create index vehicles_vehicles_inspection on vehicles_vehicles (inspection_on, id) where inspection_on is not null",
    "create index vehicles_vehicles_insurance on vehicles_vehicles (insurance_on, id) where insurance_on is not null",
    "create index vehicles_vehicles_road_tax on vehicles_vehicles (road_tax_on, id) where road_tax_on is not null",
    "create index vehicles_vehicles_vin on vehicles_vehicles (vin) where vin is not null",
    // Those that a change of the plan left behind.
    "create index vehicles_vehicles_planned on vehicles_vehicles (planned, id)",
    "create index vehicles_plates_vehicle on vehicles_plates (vehicle_id, until)",
];
