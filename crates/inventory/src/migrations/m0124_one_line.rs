//! A piece with a serial number is on one line of the group, whoever fits it at the same moment; and lines whose numbers are missing are found
//! by their article.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0124_one_line"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in STATEMENTS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 4] = [
    "alter table inventory_numbers add column is_past boolean not null default false",
    // Of a piece that was received again between, only the last line has it.
    "update inventory_numbers set is_past = true where line_id is not null and is_serial and quantity > 0 and exists (select 1 from \
     inventory_numbers n where n.product_id = inventory_numbers.product_id and n.number_key = inventory_numbers.number_key \
     and n.line_id is not null and n.is_serial and n.quantity > 0 and (n.since, n.id) > (inventory_numbers.since, inventory_numbers.id))",
    "create unique index inventory_numbers_fitted on inventory_numbers (product_id, number_key) where line_id is not null and is_serial \
     and quantity > 0 and not is_past",
    "create index inventory_consumptions_product on inventory_consumptions (product_id, work_order_id, line_id)",
];
