//! What lies on the shelves. docs/decisions/0118-figures-of-the-shelf-and-the-diary.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, uuid};

use super::count;

pub struct Stock;

impl MigrationName for Stock {
    fn name(&self) -> &'static str {
        "m0118_stock"
    }
}

const MEASURES: [&str; 8] =
    ["purchased", "stock_sold", "supplier_returned", "scrapped", "stock_brought", "stock_change", "stock_moment", "dead"];

#[async_trait::async_trait]
impl MigrationTrait for Stock {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count(manager, &MEASURES).await?;
        let months = Table::create()
            .table("reporting_months")
            .col(uuid("site_id"))
            .col(date("month"))
            .col(big_integer("stock_change"))
            .col(big_integer("dead"))
            .primary_key(Index::create().col("site_id").col("month"))
            .take();
        manager.create_table(months).await
    }
}
