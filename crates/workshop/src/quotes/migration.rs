//! When a quote was asked for, until when it holds, when it became a visit, and how it stands.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string, timestamp_with_time_zone as time};

pub struct KeepQuotes;

impl MigrationName for KeepQuotes {
    fn name(&self) -> &'static str {
        "m0060_keep_quotes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepQuotes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [string("quote_state"), time("quote_asked_at"), time("quote_until"), time("quote_converted_at")];
        for column in columns {
            manager.alter_table(Table::alter().table("workshop_orders").add_column(optional(column)).take()).await?;
        }
        create_indexes(manager, INDEXES).await
    }
}

/// The list of all, of a site's, and of those that stand alike: none walks the orders that were never quotes.
const INDEXES: &[IndexOf] = &[
    ("workshop_orders", "quotes", &["quote_asked_at", "id"], false),
    ("workshop_orders", "site_quotes", &["site_id", "quote_asked_at", "id"], false),
    ("workshop_orders", "quote_states", &["quote_state", "quote_asked_at", "id"], false),
];
