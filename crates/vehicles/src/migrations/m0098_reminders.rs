//! What reminders ask for: at which site a vehicle was last, and more of what is due first. Vehicles that are there are reckoned anew.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0098_reminders"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (uuid, day, none) = match manager.get_database_backend() {
            sea_orm::DbBackend::Postgres => ("uuid", "date", "'00000000-0000-0000-0000-000000000000'"),
            _ => ("uuid_blob", "date_text", "x'00000000000000000000000000000000'"),
        };
        for statement in STATEMENTS {
            let statement = statement.replace("{uuid}", uuid).replace("{day}", day).replace("{none}", none);
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 9] = [
    "alter table vehicles_vehicles add column site_id {uuid} not null default {none}",
    "alter table vehicles_vehicles add column service_at bigint",
    "alter table vehicles_vehicles add column service_done_on {day}",
    "alter table vehicles_vehicles add column service_with varchar not null default ''",
    // What is due at a site, in the order of the days.
    "create index vehicles_vehicles_service_at on vehicles_vehicles (site_id, service_on, id) where service_on is not null",
    "create index vehicles_vehicles_inspection_at on vehicles_vehicles (site_id, inspection_on, id) where inspection_on is not null",
    "create index vehicles_vehicles_insurance_at on vehicles_vehicles (site_id, insurance_on, id) where insurance_on is not null",
    "create index vehicles_vehicles_road_tax_at on vehicles_vehicles (site_id, road_tax_on, id) where road_tax_on is not null",
    "update vehicles_vehicles set planned = 0",
];
