//! Tyres as they were found, and those that the garage keeps.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_tyres"
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

const STATEMENTS: [&str; 4] = [
    "create table vehicles_tyres (id {uuid} not null primary key, vehicle_id {uuid} not null, position varchar not null, \
     size varchar not null, dot varchar, tread integer, season varchar not null, at {time} not null, by_name varchar not null)",
    "create index vehicles_tyres_vehicle on vehicles_tyres (vehicle_id, at, id)",
    "create table vehicles_stored_tyres (id {uuid} not null primary key, vehicle_id {uuid} not null, location varchar not null, \
     description varchar not null, stored_at {time} not null, returned_at {time}, by_name varchar not null)",
    "create index vehicles_stored_tyres_vehicle on vehicles_stored_tyres (vehicle_id, stored_at, id)",
];
