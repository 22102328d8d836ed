//! What was open before this system, among the invoices, and what it is made up of.

use sea_orm_migration::prelude::*;

pub struct Openings;

impl MigrationName for Openings {
    fn name(&self) -> &'static str {
        "m0004_openings"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Openings {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (uuid, time) = match manager.get_database_backend() {
            sea_orm::DbBackend::Postgres => ("uuid", "timestamp with time zone"),
            _ => ("uuid_blob", "timestamp_with_timezone_text"),
        };
        for statement in STATEMENTS {
            let statement = statement.replace("{uuid}", uuid).replace("{time}", time);
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

const STATEMENTS: [&str; 4] = [
    "alter table billing_invoices add column document varchar",
    "create index billing_invoices_document on billing_invoices (customer_id, id) where document is not null",
    "create table billing_openings (id {uuid} not null primary key, invoice_id {uuid} not null, amount bigint not null, \
     by_name varchar not null, at {time} not null)",
    "create index billing_openings_invoice on billing_openings (invoice_id, id)",
];
