//! Customers' own order numbers, and invoices of several orders. docs/decisions/0084-orders-of-a-fleet.md.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string_null, text_null, uuid};

use super::m0072_chain::guard_whole;

pub struct Orders;

impl MigrationName for Orders {
    fn name(&self) -> &'static str {
        "m0084_orders"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Orders {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [string_null("po_number"), text_null("together")] {
            manager.alter_table(Table::alter().table("billing_invoices").add_column(column).take()).await?;
        }
        let together = Table::create()
            .table("billing_invoice_orders")
            .col(uuid("invoice_id"))
            .col(uuid("work_order_id"))
            .primary_key(Index::create().col("invoice_id").col("work_order_id"))
            .take();
        manager.create_table(together).await?;
        create_indexes(manager, INDEXES).await?;
        manager.get_connection().execute_unprepared(DRAFTS).await?;
        guard_whole(manager, "billing_invoice_orders").await
    }
}

const INDEXES: &[IndexOf] = &[("billing_invoice_orders", "order", &["work_order_id"], false)];

/// Drafts of a site by customer, for what may be issued together.
const DRAFTS: &str = "create index billing_invoices_drafts_of on billing_invoices (site_id, customer_id) where state = 'draft'";
