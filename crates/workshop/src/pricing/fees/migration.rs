//! The table of fees.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text;

pub struct CreateFees;

impl MigrationName for CreateFees {
    fn name(&self) -> &'static str {
        "m0023_create_fees"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateFees {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        create_indexes(manager, INDEXES).await
    }
}

/// Fees for tyres, and the lines that are of them.
pub struct FeesOfTyres;

impl MigrationName for FeesOfTyres {
    fn name(&self) -> &'static str {
        "m0066_fees_of_tyres"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for FeesOfTyres {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in [
            "alter table workshop_fees add column per_tyre bigint not null default 0",
            "alter table workshop_lines add column is_tyre boolean not null default false",
        ] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}

/// Which fees were taken off a job.
pub struct KeepFeesTakenOff;

impl MigrationName for KeepFeesTakenOff {
    fn name(&self) -> &'static str {
        "m0124_fees_taken_off"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepFeesTakenOff {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("workshop_jobs").add_column(optional(text("fees_off"))).take()).await
    }
}

const INDEXES: &[IndexOf] = &[("workshop_fees", "site", &["site_id", "id"], false)];

fn table() -> TableCreateStatement {
    Table::create()
        .table("workshop_fees")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("name").string().not_null())
        .col(ColumnDef::new("of_labour").integer().not_null())
        .col(ColumnDef::new("of_parts").integer().not_null())
        .col(ColumnDef::new("fixed").big_integer().not_null())
        .col(ColumnDef::new("most").big_integer())
        .col(ColumnDef::new("vat_rate").integer())
        .col(ColumnDef::new("archived").boolean().not_null())
        .col(ColumnDef::new("version").big_integer().not_null())
        .take()
}
