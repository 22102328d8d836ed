//! What customers paid ahead lowers what they use of their credit.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, text, uuid};

pub struct Credit;

impl MigrationName for Credit {
    fn name(&self) -> &'static str {
        "m0075_credit"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Credit {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("customers_deposits")
            .col(uuid("deposit_id").primary_key())
            .col(uuid("customer_id"))
            .col(string("currency"))
            .col(big_integer("open"))
            .take();
        manager.create_table(table).await?;
        create_indexes(manager, INDEXES).await?;
        let column = text("credits").default("[]").take();
        manager.alter_table(Table::alter().table("customers_customers").add_column(column).take()).await
    }
}

const INDEXES: &[IndexOf] = &[("customers_deposits", "customer", &["customer_id"], false)];
