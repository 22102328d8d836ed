//! The customer's own order numbers, and invoices of several orders. docs/decisions/0084-orders-of-a-fleet.md.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, string, uuid};

pub struct KeepPoNumbers;

impl MigrationName for KeepPoNumbers {
    fn name(&self) -> &'static str {
        "m0084_keep_po_numbers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepPoNumbers {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns =
            [("workshop_orders", optional(string("po_number"))), ("workshop_invoices", boolean("is_together").default(false).take())];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        let together = Table::create()
            .table("workshop_invoices_together")
            .col(uuid("invoice_id"))
            .col(uuid("order_id"))
            .primary_key(Index::create().col("invoice_id").col("order_id"))
            .take();
        manager.create_table(together).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[("workshop_invoices_together", "order", &["order_id"], false)];
