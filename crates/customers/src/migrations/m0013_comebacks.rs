//! Which orders make an earlier one good: they are no visits of their own in figures.

use kernel::schema::optional;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid;

pub struct Comebacks;

impl MigrationName for Comebacks {
    fn name(&self) -> &'static str {
        "m0013_comebacks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Comebacks {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(Table::create().table("customers_comebacks").col(uuid("work_order_id").primary_key()).take()).await?;
        let column = optional(uuid("work_order_id"));
        manager.alter_table(Table::alter().table("customers_invoices").add_column(column).take()).await
    }
}
