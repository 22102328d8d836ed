//! Who was forgotten, when, and when the rest is due. docs/decisions/0114-erasure.md.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date_null, integer_null, pk_uuid, string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};

pub struct Erasures;

impl MigrationName for Erasures {
    fn name(&self) -> &'static str {
        "m0114_erasures"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Erasures {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = timestamp_with_time_zone_null("erased_at").take();
        manager.alter_table(Table::alter().table("customers_customers").add_column(column).take()).await?;
        let table = Table::create()
            .table("customers_erasures")
            .col(pk_uuid("id"))
            .col(uuid("customer_id"))
            .col(string("state"))
            .col(timestamp_with_time_zone("asked_at"))
            .col(string_null("asked_by"))
            .col(date_null("due_on"))
            .col(string_null("country"))
            .col(integer_null("years"))
            .col(big_integer("documents"))
            .col(timestamp_with_time_zone_null("done_at"))
            .take();
        manager.create_table(table).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("customers_erasures", "customer", &["customer_id"], true),
    ("customers_erasures", "due", &["state", "due_on"], false),
    ("customers_customers", "merged", &["merged_into"], false),
];
