//! The orders and filters of the list, and when customers were here last.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, uuid};

pub struct Lists;

impl MigrationName for Lists {
    fn name(&self) -> &'static str {
        "m0006_lists"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Lists {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // In microseconds, 0 for never: sorts alike on both databases.
        let last_visit = ColumnDef::new("last_visit").big_integer().not_null().default(0).take();
        manager.alter_table(Table::alter().table("customers_customers").add_column(last_visit).take()).await?;
        manager.create_table(visits()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 4] = [
    "create index customers_customers_balance on customers_customers (archived, balance, id)",
    "create index customers_customers_last_visit on customers_customers (archived, last_visit, id)",
    "create index customers_customers_unmailed on customers_customers (id) where email is null",
    "create index customers_visits_customer on customers_visits (customer_id, at)",
];

/// Completed work orders.
fn visits() -> TableCreateStatement {
    Table::create()
        .table("customers_visits")
        .col(uuid("work_order_id").primary_key())
        .col(uuid("customer_id"))
        .col(big_integer("at"))
        .take()
}
