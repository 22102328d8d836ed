//! A garage's own texts, what a site wants sent and when, and the text of a try, by which it is known again.

use sea_orm_migration::prelude::*;

pub struct Texts;

impl MigrationName for Texts {
    fn name(&self) -> &'static str {
        "m0099_texts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Texts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(texts()).await?;
        manager.create_table(settings()).await?;
        let mut index = Index::create();
        index.name("notifications_texts_place").table("notifications_texts").unique();
        for column in ["site_id", "event", "channel", "language"] {
            index.col(column);
        }
        manager.create_index(index).await?;
        let text = ColumnDef::new("text").text().to_owned();
        manager.alter_table(Table::alter().table("notifications_tries").add_column(text).take()).await
    }
}

fn column(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.not_null();
    column
}

fn texts() -> TableCreateStatement {
    Table::create()
        .table("notifications_texts")
        .col(column("id").uuid().primary_key())
        .col(column("site_id").uuid())
        .col(column("event").string())
        .col(column("channel").string())
        .col(column("language").string())
        .col(column("subject").string())
        .col(ColumnDef::new("body").text())
        .col(column("written_by").string())
        .col(column("written_at").timestamp_with_time_zone())
        .col(column("version").big_integer())
        .to_owned()
}

fn settings() -> TableCreateStatement {
    Table::create()
        .table("notifications_settings")
        .col(column("site_id").uuid().primary_key())
        .col(column("quiet_from").integer())
        .col(column("quiet_until").integer())
        .col(column("off").text())
        .col(column("statuses").text())
        .col(column("version").big_integer())
        .to_owned()
}
