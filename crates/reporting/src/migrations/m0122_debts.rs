//! What was open, and when. docs/decisions/0122-figures-by-technician-and-service.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, uuid};

pub struct Debts;

impl MigrationName for Debts {
    fn name(&self) -> &'static str {
        "m0122_debts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Debts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut debts = Table::create();
        debts.table("reporting_debts").col(uuid("invoice_id")).col(date("since")).col(uuid("site_id")).col(date("ends"));
        debts.col(date("due_on")).col(big_integer("open")).primary_key(Index::create().col("invoice_id").col("since"));
        manager.create_table(debts.take()).await?;
        let mut index = Index::create();
        index.name("reporting_debts_site").table("reporting_debts").col("site_id").col("ends").col("since");
        manager.create_index(index.take()).await
    }
}
