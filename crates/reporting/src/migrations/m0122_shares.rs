//! Whose it is what was sold. docs/decisions/0122-figures-by-technician-and-service.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, pk_uuid, string, uuid};

pub struct Shares;

impl MigrationName for Shares {
    fn name(&self) -> &'static str {
        "m0122_shares"
    }
}

const COUNTS: [&str; 9] = ["sales", "labour", "parts", "sold", "billed", "cost", "attended", "worked", "jobs"];

#[async_trait::async_trait]
impl MigrationTrait for Shares {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut shares = Table::create();
        shares.table("reporting_shares").col(pk_uuid("id")).col(string("cut")).col(uuid("whose")).col(uuid("site_id")).col(date("day"));
        shares.col(string("number")).col(string("label")).col(string("document")).col(uuid("document_id"));
        let mut days = Table::create();
        days.table("reporting_share_days").col(uuid("site_id")).col(string("cut")).col(date("day")).col(uuid("whose"));
        for count in COUNTS {
            shares.col(big_integer(count));
            days.col(big_integer(count));
        }
        days.primary_key(Index::create().col("site_id").col("cut").col("day").col("whose"));
        let mut names = Table::create();
        names.table("reporting_names").col(string("cut")).col(uuid("id")).col(string("fr")).col(string("ar")).col(string("en"));
        names.primary_key(Index::create().col("cut").col("id"));
        for table in [shares, days, names] {
            manager.create_table(table).await?;
        }
        let mut index = Index::create();
        index.name("reporting_shares_whose").table("reporting_shares").col("site_id").col("cut").col("whose").col("day").col("id");
        manager.create_index(index.take()).await
    }
}
