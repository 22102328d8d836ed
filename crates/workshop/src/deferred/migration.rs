//! The table of deferred jobs.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;

pub struct CreateDeferredJobs;

impl MigrationName for CreateDeferredJobs {
    fn name(&self) -> &'static str {
        "m0010_create_deferred_jobs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateDeferredJobs {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        create_indexes(manager, INDEXES).await
    }
}

/// Who is offered what waits for them again is walked by the customer.
pub struct FindDeferredByCustomer;

impl MigrationName for FindDeferredByCustomer {
    fn name(&self) -> &'static str {
        "m0103_find_deferred_by_customer"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for FindDeferredByCustomer {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_indexes(manager, &[(super::TABLE, "waiting", &["site_id", "state", "customer_id", "deferred_at"], false)]).await
    }
}

const INDEXES: &[IndexOf] = &[
    (super::TABLE, "job", &["job_id"], true),
    (super::TABLE, "offered", &["offered_job_id"], true),
    (super::TABLE, "order", &["order_id"], false),
    (super::TABLE, "offered_order", &["offered_order_id"], false),
    (super::TABLE, "vehicle", &["vehicle_id", "id"], false),
    (super::TABLE, "customer", &["customer_id", "id"], false),
    (super::TABLE, "site", &["site_id", "state", "id"], false),
];

fn table() -> TableCreateStatement {
    Table::create()
        .table(super::TABLE)
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("vehicle_id").uuid().not_null())
        .col(ColumnDef::new("customer_id").uuid().not_null())
        .col(ColumnDef::new("order_id").uuid().not_null())
        .col(ColumnDef::new("order_number").string().not_null())
        .col(ColumnDef::new("job_id").uuid().not_null())
        .col(ColumnDef::new("title").string().not_null())
        .col(ColumnDef::new("concern").text())
        .col(ColumnDef::new("reason").text())
        .col(ColumnDef::new("lines").text().not_null())
        .col(ColumnDef::new("gross").big_integer().not_null())
        .col(ColumnDef::new("currency").string().not_null())
        .col(ColumnDef::new("deferred_at").big_integer().not_null())
        .col(ColumnDef::new("due_on").date())
        .col(ColumnDef::new("due_km").big_integer())
        .col(ColumnDef::new("state").string().not_null())
        .col(ColumnDef::new("closed_at").big_integer())
        .col(ColumnDef::new("closed_by").string())
        .col(ColumnDef::new("closed_note").text())
        .col(ColumnDef::new("offered_order_id").uuid())
        .col(ColumnDef::new("offered_order_number").string())
        .col(ColumnDef::new("offered_job_id").uuid())
        .col(ColumnDef::new("version").big_integer().not_null())
        .take()
}
