//! Threads of work orders. docs/decisions/0104-threads.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, pk_uuid, string, string_null, text, timestamp_with_time_zone, uuid, uuid_null};

pub struct Threads;

impl MigrationName for Threads {
    fn name(&self) -> &'static str {
        "m0104_threads"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Threads {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(threads()).await?;
        manager.create_table(entries()).await?;
        manager.create_table(pictures()).await?;
        let indexes = [
            ("notifications_threads_unread", "notifications_threads", ["site_id", "unread"]),
            ("notifications_entries_order", "notifications_entries", ["work_order_id", "id"]),
            ("notifications_pictures_due", "notifications_pictures", ["state", "next_at"]),
            ("notifications_pictures_entry", "notifications_pictures", ["entry_id", "id"]),
        ];
        for (name, table, columns) in indexes {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn threads() -> TableCreateStatement {
    Table::create()
        .table("notifications_threads")
        .col(pk_uuid("work_order_id"))
        .col(uuid("site_id"))
        .col(big_integer("unread"))
        .col(uuid_null("seen_id"))
        .col(uuid_null("advisor_id"))
        .col(string_null("advisor_name"))
        .take()
}

fn entries() -> TableCreateStatement {
    Table::create()
        .table("notifications_entries")
        .col(pk_uuid("id"))
        .col(string("key").unique_key())
        .col(string("kind"))
        .col(uuid("site_id"))
        .col(uuid("work_order_id"))
        .col(string_null("channel"))
        .col(string_null("by_name"))
        .col(string_null("to_name"))
        .col(text("text"))
        .col(timestamp_with_time_zone("created_at"))
        .take()
}

fn pictures() -> TableCreateStatement {
    Table::create()
        .table("notifications_pictures")
        .col(pk_uuid("id"))
        .col(uuid("entry_id"))
        .col(uuid("work_order_id"))
        .col(uuid("site_id"))
        .col(string("channel"))
        .col(text("source"))
        .col(string("state"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone("next_at"))
        .col(string_null("error"))
        .take()
}
