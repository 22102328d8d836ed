//! What customers say of visits. docs/decisions/0105-feedback.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, pk_uuid, small_integer, small_integer_null, string, string_null, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid,
};

pub struct Feedback;

impl MigrationName for Feedback {
    fn name(&self) -> &'static str {
        "m0105_feedback"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Feedback {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(settings()).await?;
        manager.create_table(feedback()).await?;
        let indexes = [
            ("notifications_feedback_state", &["site_id", "state", "id"][..]),
            ("notifications_feedback_month", &["site_id", "month"]),
            ("notifications_feedback_customer", &["customer_id", "site_id", "asked_at"]),
        ];
        for (name, columns) in indexes {
            let mut index = Index::create();
            index.name(name).table("notifications_feedback");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn settings() -> TableCreateStatement {
    Table::create()
        .table("notifications_feedback_settings")
        .col(pk_uuid("site_id"))
        .col(boolean("enabled"))
        .col(small_integer("after_hours"))
        .col(small_integer("every_days"))
        .col(small_integer("low_score"))
        .col(string_null("review_url"))
        .col(big_integer("version"))
        .take()
}

fn feedback() -> TableCreateStatement {
    Table::create()
        .table("notifications_feedback")
        .col(pk_uuid("id"))
        .col(string("code").unique_key())
        .col(uuid("site_id"))
        .col(uuid("work_order_id").unique_key())
        .col(string("number"))
        .col(uuid("customer_id"))
        .col(string("customer"))
        .col(string("plate"))
        .col(string("vehicle"))
        .col(string("state"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(small_integer_null("score"))
        .col(text("words"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .col(string_null("month"))
        .col(timestamp_with_time_zone_null("handled_at"))
        .col(string_null("handled_by"))
        .col(text_null("note"))
        .take()
}
