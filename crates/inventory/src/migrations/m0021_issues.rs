//! Parts that are taken from the shelf before the work is completed, and the codes that they are scanned by.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0021_issues"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [big_integer("issued").default(0), big_integer("returned").default(0), boolean("is_approved").default(true)] {
            let mut table = Table::alter();
            table.table("inventory_claims").add_column(column);
            manager.alter_table(table.take()).await?;
        }
        for statement in STATEMENTS {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 3] = [
    // What was taken for work that is under way: few rows, however many claims there are.
    "create index inventory_claims_issued on inventory_claims (site_id, promise_key, line_id) where issued > 0",
    // Of products that share a code the oldest keeps it: a scan must find one.
    "update inventory_products set barcode = null where barcode is not null and exists (select 1 from inventory_products o \
     where o.barcode = inventory_products.barcode and o.id < inventory_products.id)",
    "create unique index inventory_products_barcode on inventory_products (barcode) where barcode is not null",
];
