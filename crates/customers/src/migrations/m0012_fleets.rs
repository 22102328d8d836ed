//! Who may see a fleet with an account of their own.

use sea_orm_migration::prelude::*;

pub struct Fleets;

impl MigrationName for Fleets {
    fn name(&self) -> &'static str {
        "m0012_fleets"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Fleets {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("sees_fleet").boolean().not_null().default(false).take();
        manager.alter_table(Table::alter().table("customers_contacts").add_column(column).take()).await?;
        let index = "create index customers_contacts_fleet on customers_contacts (lower(email)) where sees_fleet";
        manager.get_connection().execute_unprepared(index).await.map(drop)
    }
}
