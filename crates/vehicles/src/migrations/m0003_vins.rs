use sea_orm_migration::prelude::*;

/// An import looks for vehicles by their VIN.
pub struct Vins;

impl MigrationName for Vins {
    fn name(&self) -> &'static str {
        "m0003_vins"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Vins {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = "create index if not exists vehicles_vehicles_vin on vehicles_vehicles (vin) where vin is not null";
        manager.get_connection().execute_unprepared(index).await.map(|_| ())
    }
}
