//! What happened with a customer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, string, string_null, text_null, timestamp_with_time_zone, uuid, uuid_null};

pub struct Timeline;

impl MigrationName for Timeline {
    fn name(&self) -> &'static str {
        "m0008_timeline"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Timeline {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(entries()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 2] = [
    "create index customers_timeline_customer on customers_timeline (customer_id, at, id)",
    // An order that is cancelled or taken up again is known by what it was before.
    "create index customers_timeline_record on customers_timeline (record_id, id) where record_id is not null",
];

fn entries() -> TableCreateStatement {
    Table::create()
        .table("customers_timeline")
        .col(uuid("id").primary_key())
        .col(uuid("customer_id"))
        .col(string("kind"))
        .col(string("action"))
        .col(timestamp_with_time_zone("at"))
        // Whose people see it; none for everybody's.
        .col(uuid_null("site_id"))
        // The work order, invoice, appointment, message or other customer.
        .col(uuid_null("record_id"))
        .col(string_null("label"))
        .col(big_integer_null("amount"))
        .col(string_null("currency"))
        // When an appointment is.
        .col(ColumnDef::new("due_at").timestamp_with_time_zone())
        .col(text_null("text"))
        .col(string("by_name"))
        .col(ColumnDef::new("struck_at").timestamp_with_time_zone())
        .col(string_null("struck_by"))
        .take()
}
