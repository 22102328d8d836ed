//! Old parts that are worth a deposit, and the lines that charge it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, string_null, uuid_null};

pub struct KeepCores;

impl MigrationName for KeepCores {
    fn name(&self) -> &'static str {
        "m0022_keep_cores"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepCores {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [big_integer_null("core_charge"), string_null("core_state"), uuid_null("core_of")] {
            let mut table = Table::alter();
            table.table("workshop_lines").add_column(column);
            manager.alter_table(table.take()).await?;
        }
        Ok(())
    }
}
