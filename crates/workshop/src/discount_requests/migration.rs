//! The table of requests.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, pk_uuid, string, text, uuid};

pub struct CreateDiscountRequests;

impl MigrationName for CreateDiscountRequests {
    fn name(&self) -> &'static str {
        "m0090_create_discount_requests"
    }
}

const TABLE: &str = "workshop_discount_requests";

const INDEXES: &[IndexOf] = &[
    (TABLE, "open", &["open_key"], true),
    (TABLE, "site", &["site_id", "state", "id"], false),
    (TABLE, "order", &["order_id", "id"], false),
];

#[async_trait::async_trait]
impl MigrationTrait for CreateDiscountRequests {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        create_indexes(manager, INDEXES).await
    }
}

fn table() -> TableCreateStatement {
    Table::create()
        .table(TABLE)
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(uuid("order_id"))
        .col(string("order_number"))
        .col(string("customer_name"))
        .col(optional(uuid("job_id")))
        .col(optional(uuid("line_id")))
        .col(optional(text("title")))
        .col(optional(integer("share")))
        .col(optional(big_integer("amount")))
        .col(string("currency"))
        .col(text("reason"))
        .col(uuid("asked_by"))
        .col(string("asked_by_name"))
        .col(big_integer("asked_at"))
        .col(string("state"))
        .col(optional(string("decided_by_name")))
        .col(optional(big_integer("decided_at")))
        .col(optional(text("word")))
        .col(optional(string("open_key")))
        .take()
}
