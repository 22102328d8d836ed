//! The feed, webhooks, and what came of telling them. docs/decisions/0113-webhooks.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, integer_null, pk_uuid, string, string_null, text, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::MODULE;

pub struct Create;

impl MigrationName for Create {
    fn name(&self) -> &'static str {
        "m0113_create"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Create {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        kernel::schema::create_module_tables(manager, MODULE).await?;
        manager.create_table(events()).await?;
        manager.create_table(endpoints()).await?;
        manager.create_table(deliveries()).await?;
        kernel::schema::create_indexes(
            manager,
            &[
                ("webhooks_events", "seq", &["seq"], true),
                ("webhooks_events", "site", &["site_id", "seq"], false),
                ("webhooks_events", "kind", &["kind", "seq"], false),
                ("webhooks_events", "at", &["at", "seq"], false),
                ("webhooks_endpoints", "due", &["state", "due_at"], false),
                ("webhooks_deliveries", "endpoint", &["endpoint_id", "id"], false),
            ],
        )
        .await?;
        let new = "create index webhooks_events_new on webhooks_events (id) where seq is null";
        manager.get_connection().execute_unprepared(new).await.map(drop)
    }
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("webhooks_events")
        .col(pk_uuid("id"))
        .col(big_integer_null("seq"))
        .col(string("kind"))
        .col(uuid_null("site_id"))
        .col(timestamp_with_time_zone("at"))
        .col(text("body"))
        .take()
}

fn endpoints() -> TableCreateStatement {
    Table::create()
        .table("webhooks_endpoints")
        .col(pk_uuid("id"))
        .col(string("name"))
        .col(string("url"))
        .col(text("kinds"))
        .col(text("sites"))
        .col(string("state"))
        .col(string("secret"))
        .col(string_null("old_secret"))
        .col(timestamp_with_time_zone_null("old_until"))
        .col(big_integer("place"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone("due_at"))
        .col(uuid_null("claim"))
        .col(string_null("said"))
        .col(timestamp_with_time_zone_null("told_at"))
        .col(uuid_null("user_id"))
        .col(string("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .col(big_integer("version"))
        .take()
}

fn deliveries() -> TableCreateStatement {
    Table::create()
        .table("webhooks_deliveries")
        .col(pk_uuid("id"))
        .col(uuid("endpoint_id"))
        .col(uuid("event_id"))
        .col(string("kind"))
        .col(integer("attempt"))
        .col(boolean("is_trial"))
        .col(boolean("is_taken"))
        .col(integer_null("status"))
        .col(big_integer("duration_ms"))
        .col(string_null("said"))
        .col(timestamp_with_time_zone("at"))
        .take()
}
