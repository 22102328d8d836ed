//! Pieces that are known by a serial number or a batch: where they are, and how they came there.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0063_numbers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut products = Table::alter();
        products.table("inventory_products").add_column(string("numbering").default("none"));
        manager.alter_table(products.take()).await?;
        let is_postgres = manager.get_database_backend() == sea_orm::DbBackend::Postgres;
        let (uuid, instant) =
            if is_postgres { ("uuid", "timestamp with time zone") } else { ("uuid_blob", "timestamp_with_timezone_text") };
        // In the order of its bytes, so that a beginning is a range.
        let key = if is_postgres { "varchar collate \"C\"" } else { "varchar" };
        let tables = [
            format!(
                "create table inventory_numbers (id {uuid} not null primary key, product_id {uuid} not null, site_id {uuid} not null, \
                 number varchar not null, number_key {key} not null, is_serial boolean not null, line_id {uuid}, work_order_id {uuid}, \
                 quantity bigint not null, untold bigint not null, since {instant} not null, by_name varchar not null)"
            ),
            format!(
                "create table inventory_number_entries (id {uuid} not null primary key, number_id {uuid} not null, \
                 product_id {uuid} not null, kind varchar not null, quantity bigint not null, work_order_id {uuid}, reference varchar, \
                 reason varchar, by_name varchar not null, at {instant} not null)"
            ),
        ];
        for statement in tables.iter().map(String::as_str).chain(INDEXES) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 7] = [
    "create unique index inventory_numbers_shelf on inventory_numbers (product_id, site_id, number_key) where line_id is null",
    "create unique index inventory_numbers_line on inventory_numbers (line_id, product_id, number_key) where line_id is not null",
    // A piece lies on one shelf of the group, whoever receives at the same moment.
    "create unique index inventory_numbers_piece on inventory_numbers (product_id, number_key) where line_id is null and is_serial \
     and quantity > 0",
    // A recall: of an article, or of whatever has the number.
    "create index inventory_numbers_article on inventory_numbers (product_id, number_key, id) where quantity > 0",
    "create index inventory_numbers_number on inventory_numbers (number_key, id) where quantity > 0",
    "create index inventory_numbers_order on inventory_numbers (work_order_id) where work_order_id is not null",
    "create index inventory_number_entries_number on inventory_number_entries (number_id)",
];
