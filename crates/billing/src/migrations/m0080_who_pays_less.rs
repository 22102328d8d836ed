//! What is taken off lines, and drafts of who pays in the customer's place. docs/decisions/0080-who-pays-less.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string_null, uuid_null};

pub struct WhoPaysLess;

impl MigrationName for WhoPaysLess {
    fn name(&self) -> &'static str {
        "m0080_who_pays_less"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for WhoPaysLess {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("billing_invoices", uuid_null("payer_id")),
            ("billing_lines", big_integer("off").default(0).take()),
            ("billing_lines", big_integer("given").default(0).take()),
            ("billing_lines", string_null("cover")),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        for sql in INDEXES {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}

/// One draft of an order for its customer, and one for each who pays in their place.
const INDEXES: [&str; 4] = [
    "drop index billing_invoices_draft",
    "create unique index billing_invoices_draft on billing_invoices (work_order_id) where state = 'draft' and payer_id is null",
    "create unique index billing_invoices_draft_of_payer on billing_invoices (work_order_id, payer_id) where state = 'draft' and payer_id is not null",
    // Figures of what was taken off.
    "create index billing_lines_reduced on billing_lines (invoice_id) where off <> 0 or given <> 0",
];
