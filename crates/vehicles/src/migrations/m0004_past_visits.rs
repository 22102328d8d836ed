//! Visits out of an earlier system, with the readings that they told.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_past_visits"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (uuid, time) = match manager.get_database_backend() {
            sea_orm::DbBackend::Postgres => ("uuid", "timestamp with time zone"),
            _ => ("uuid_blob", "timestamp_with_timezone_text"),
        };
        for statement in STATEMENTS {
            let statement = statement.replace("{uuid}", uuid).replace("{time}", time);
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 5] = [
    "create table vehicles_past_visits (id {uuid} not null primary key, vehicle_id {uuid} not null, site_id {uuid} not null, \
     at {time} not null, summary text not null, number varchar, garage varchar, odometer_km bigint, total bigint, \
     currency varchar not null, version bigint not null)",
    // The history, newest first.
    "create index vehicles_past_visits_vehicle on vehicles_past_visits (vehicle_id, at, id)",
    "alter table vehicles_odometer add column past_visit_id {uuid}",
    "create index vehicles_odometer_past on vehicles_odometer (past_visit_id) where past_visit_id is not null",
    // Rows of an old file name the plate of then.
    "create index vehicles_plates_norm on vehicles_plates (norm, country)",
];
