//! Browsers that are told, and what waits for them. docs/decisions/0106-web-push.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, pk_uuid, string, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null};

pub struct Push;

impl MigrationName for Push {
    fn name(&self) -> &'static str {
        "m0106_push"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Push {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = Table::create()
            .table("notifications_push_keys")
            .col(integer("id").primary_key())
            .col(text("sealed"))
            .col(timestamp_with_time_zone("created_at"))
            .take();
        manager.create_table(keys).await?;
        manager.create_table(devices()).await?;
        let pushes = Table::create()
            .table("notifications_pushes")
            .col(pk_uuid("id"))
            .col(uuid("news_id"))
            .col(uuid_null("device_id"))
            .col(integer("attempts"))
            .col(timestamp_with_time_zone("due_at"))
            .take();
        manager.create_table(pushes).await?;
        for (name, table, columns) in [
            ("notifications_push_devices_user", "notifications_push_devices", ["user_id", "id"]),
            ("notifications_push_devices_customer", "notifications_push_devices", ["customer_id", "id"]),
            ("notifications_pushes_due", "notifications_pushes", ["due_at", "id"]),
            ("notifications_pushes_device", "notifications_pushes", ["device_id", "id"]),
        ] {
            let mut index = Index::create();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index.name(name).table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn devices() -> TableCreateStatement {
    Table::create()
        .table("notifications_push_devices")
        .col(pk_uuid("id"))
        .col(string("digest").unique_key())
        .col(uuid_null("user_id"))
        .col(uuid_null("customer_id"))
        .col(text("endpoint"))
        .col(string("p256dh"))
        .col(string("auth"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("told_at"))
        .take()
}
