//! How hard each rule of the gate is at a site; a site that chose nothing has no row. And which orders somebody let go on.

use sea_orm_migration::prelude::*;

pub struct CreateGates;

impl MigrationName for CreateGates {
    fn name(&self) -> &'static str {
        "m0011_create_gates"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateGates {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("workshop_gates")
            .col(ColumnDef::new("site_id").uuid().not_null().primary_key())
            .col(ColumnDef::new("levels").text().not_null())
            .col(ColumnDef::new("version").big_integer().not_null())
            .take();
        manager.create_table(table).await
    }
}

pub struct AllowCredit;

impl MigrationName for AllowCredit {
    fn name(&self) -> &'static str {
        "m0075_allow_credit"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AllowCredit {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("credit_allowed").text().take();
        manager.alter_table(Table::alter().table("workshop_orders").add_column(column).take()).await
    }
}
