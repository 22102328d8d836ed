//! The table of contract prices.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;

pub struct CreateContractPrices;

impl MigrationName for CreateContractPrices {
    fn name(&self) -> &'static str {
        "m0022_create_contract_prices"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateContractPrices {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(table()).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("workshop_contract_prices", "site", &["site_id", "id"], false),
    ("workshop_contract_prices", "customer", &["customer_id", "product_id", "id"], false),
];

fn table() -> TableCreateStatement {
    Table::create()
        .table("workshop_contract_prices")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("customer_id").uuid().not_null())
        .col(ColumnDef::new("product_id").uuid())
        .col(ColumnDef::new("unit_price").big_integer())
        .col(ColumnDef::new("change").integer())
        .col(ColumnDef::new("version").big_integer().not_null())
        .take()
}
