use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, string, string_null, text_null, timestamp_with_time_zone, uuid};

use crate::MODULE;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_customers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        kernel::schema::create_module_tables(manager, MODULE).await?;
        kernel::schema::create_terms_table(manager, MODULE).await?;
        manager.create_table(customers()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 5] = [
    // The list, newest first or by name.
    "create index customers_customers_created on customers_customers (archived, created_at, id)",
    "create index customers_customers_name on customers_customers (archived, sort_name, id)",
    // What an import, and vehicles looking for an owner, know people by.
    "create index customers_customers_phone on customers_customers (phone_e164)",
    "create index customers_customers_sort_name on customers_customers (sort_name)",
    "create unique index customers_customers_external_ref on customers_customers (external_ref)",
];

fn customers() -> TableCreateStatement {
    Table::create()
        .table("customers_customers")
        .col(uuid("id").primary_key())
        .col(string("kind"))
        .col(string("name"))
        .col(string("sort_name"))
        .col(string_null("phone_e164"))
        .col(string_null("phone_display"))
        .col(string_null("email"))
        .col(string("language"))
        .col(string_null("tax_id"))
        .col(text_null("address"))
        .col(text_null("notes"))
        .col(string_null("external_ref"))
        .col(boolean("archived"))
        .col(timestamp_with_time_zone("created_at"))
        .col(big_integer("version"))
        .take()
}
