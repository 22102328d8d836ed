//! What was taken from the shelf for lines while the work is under way.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

pub struct KeepIssued;

impl MigrationName for KeepIssued {
    fn name(&self) -> &'static str {
        "m0021_keep_issued"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepIssued {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["issued", "returned"] {
            let mut table = Table::alter();
            table.table("workshop_parts").add_column(big_integer(column).default(0));
            manager.alter_table(table.take()).await?;
        }
        Ok(())
    }
}
