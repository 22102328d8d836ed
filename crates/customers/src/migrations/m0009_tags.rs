//! The garage's own words for customers, and who has which.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, string, uuid};

pub struct Tags;

impl MigrationName for Tags {
    fn name(&self) -> &'static str {
        "m0009_tags"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Tags {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The ids of their tags as JSON, brought up to `customers_tagged`: a list shows them without a query more.
        let tags = ColumnDef::new("tags").text().not_null().default("[]").take();
        manager.alter_table(Table::alter().table("customers_customers").add_column(tags).take()).await?;
        // Of a bulk action that puts a tag on or takes it off.
        let tag = ColumnDef::new("tag_id").uuid().take();
        manager.alter_table(Table::alter().table("customers_bulk").add_column(tag).take()).await?;
        manager.create_table(names()).await?;
        manager.create_table(tagged()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 2] = [
    "create unique index customers_tags_name_key on customers_tags (name_key)",
    "create index customers_tagged_tag on customers_tagged (tag_id, customer_id)",
];

fn names() -> TableCreateStatement {
    Table::create()
        .table("customers_tags")
        .col(uuid("id").primary_key())
        .col(string("name"))
        // The name in lower case.
        .col(string("name_key"))
        .col(string("colour"))
        .col(boolean("retired"))
        .take()
}

fn tagged() -> TableCreateStatement {
    Table::create()
        .table("customers_tagged")
        .col(uuid("customer_id"))
        .col(uuid("tag_id"))
        .primary_key(Index::create().col("customer_id").col("tag_id"))
        .take()
}
