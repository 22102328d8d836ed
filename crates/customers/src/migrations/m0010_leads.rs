//! How visits came about, and what the figures of all customers are counted by.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, uuid};
use sea_orm_migration::sea_orm::DbBackend;

pub struct Leads;

impl MigrationName for Leads {
    fn name(&self) -> &'static str {
        "m0010_leads"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Leads {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let new = [
            // In microseconds, 0 for never: as `last_visit`.
            ColumnDef::new("first_visit").big_integer().not_null().default(0).take(),
            ColumnDef::new("first_source").string().take(),
            ColumnDef::new("last_source").string().take(),
        ];
        for column in new {
            manager.alter_table(Table::alter().table("customers_customers").add_column(column).take()).await?;
        }
        manager.create_table(leads()).await?;
        manager.create_table(revenue()).await?;
        let connection = manager.get_connection();
        for statement in INDEXES.into_iter().chain([FIRST_VISITS]) {
            connection.execute_unprepared(statement).await?;
        }
        for letters in [4, 7] {
            connection.execute_unprepared(&earned(manager.get_database_backend(), letters)).await?;
        }
        Ok(())
    }
}

const INDEXES: [&str; 7] = [
    "create index customers_leads_customer on customers_leads (customer_id, at)",
    "create index customers_leads_at on customers_leads (at, source)",
    "create index customers_visits_at on customers_visits (at)",
    "create index customers_revenue_greatest on customers_revenue (period, currency, amount, customer_id)",
    "create index customers_customers_first_visit on customers_customers (first_visit)",
    "create index customers_customers_kinds on customers_customers (archived, kind, language)",
    "create index customers_customers_source on customers_customers (archived, first_source)",
];

const FIRST_VISITS: &str = "update customers_customers set first_visit = coalesce(\
                            (select min(v.at) from customers_visits v where v.customer_id = customers_customers.id), 0)";

/// Of each work order of which it was asked.
fn leads() -> TableCreateStatement {
    Table::create()
        .table("customers_leads")
        .col(uuid("work_order_id").primary_key())
        .col(uuid("customer_id"))
        .col(string("source"))
        .col(big_integer("at"))
        .take()
}

/// What customers were invoiced in a month and in a year (UTC).
fn revenue() -> TableCreateStatement {
    Table::create()
        .table("customers_revenue")
        .col(uuid("customer_id"))
        // `2026` or `2026-11`.
        .col(string("period"))
        .col(string("currency"))
        .col(big_integer("amount"))
        .primary_key(Index::create().col("customer_id").col("period").col("currency"))
        .take()
}

/// Of the invoices that are there already: by year (4 letters) or month (7).
fn earned(backend: DbBackend, letters: u8) -> String {
    let day = match backend {
        DbBackend::Postgres => "to_char(issued_at at time zone 'UTC', 'YYYY-MM')",
        _ => "issued_at",
    };
    format!(
        "insert into customers_revenue (customer_id, period, currency, amount) \
         select customer_id, substr({day}, 1, {letters}), currency, sum(total) from customers_invoices group by 1, 2, 3"
    )
}
