//! News for staff. docs/decisions/0101-news-for-staff.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    pk_uuid, string, string_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

pub struct News;

impl MigrationName for News {
    fn name(&self) -> &'static str {
        "m0101_news"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for News {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(news()).await?;
        let seen = Table::create().table("notifications_news_seen").col(pk_uuid("user_id")).col(uuid("news_id")).take();
        manager.create_table(seen).await?;
        for (name, column) in [("notifications_news_user", "user_id"), ("notifications_news_site", "site_id")] {
            let mut index = Index::create();
            manager.create_index(index.name(name).table("notifications_news").col(column).col("id").to_owned()).await?;
        }
        // What somebody writes back is about what they were written last.
        let mut written = Index::create();
        let written = written.name("notifications_messages_recipient").table("notifications_messages");
        manager.create_index(written.col("recipient").col("site_id").col("id").to_owned()).await
    }
}

fn news() -> TableCreateStatement {
    Table::create()
        .table("notifications_news")
        .col(pk_uuid("id"))
        .col(string("key").unique_key())
        .col(string("kind"))
        .col(uuid("site_id"))
        .col(uuid_null("user_id"))
        .col(uuid_null("work_order_id"))
        .col(string_null("number"))
        .col(string_null("vehicle"))
        .col(string_null("plate"))
        .col(string_null("customer"))
        .col(text("text"))
        .col(text_null("declined"))
        .col(timestamp_with_time_zone_null("promised_at"))
        .col(timestamp_with_time_zone("created_at"))
        .take()
}
