//! The table of intake sheets.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;

use super::tables::SHEETS;

pub struct CreateIntakes;

impl MigrationName for CreateIntakes {
    fn name(&self) -> &'static str {
        "m0012_create_intakes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateIntakes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[(SHEETS, "order", &["order_id", "number"], true)];

fn table() -> TableCreateStatement {
    Table::create()
        .table(SHEETS)
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("order_id").uuid().not_null())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("number").big_integer().not_null())
        .col(ColumnDef::new("content").text().not_null())
        .col(ColumnDef::new("begun_at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("begun_by").string().not_null())
        .col(ColumnDef::new("signed_at").timestamp_with_time_zone())
        .col(ColumnDef::new("signed_by").string())
        .col(ColumnDef::new("signature_id").uuid())
        .col(ColumnDef::new("version").big_integer().not_null())
        .take()
}
