//! Rates, agreements, and what a line remembers of its price.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;

pub struct CreatePricing;

impl MigrationName for CreatePricing {
    fn name(&self) -> &'static str {
        "m0020_create_pricing"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreatePricing {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(rates()).await?;
        manager.create_table(agreements()).await?;
        create_indexes(manager, INDEXES).await?;
        add(manager, "workshop_orders", ColumnDef::new("labour_rate_id").uuid()).await?;
        for name in ["price_rule", "price_rule_name", "priced_by"] {
            add(manager, "workshop_lines", ColumnDef::new(name).string()).await?;
        }
        Ok(())
    }
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: &mut ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).take()).await
}

const INDEXES: &[IndexOf] = &[
    ("workshop_labour_rates", "name", &["site_id", "name_key"], true),
    ("workshop_price_agreements", "site", &["site_id", "id"], false),
    ("workshop_price_agreements", "customer", &["customer_id", "id"], false),
    ("workshop_price_agreements", "vehicle", &["vehicle_id", "id"], false),
];

fn rates() -> TableCreateStatement {
    Table::create()
        .table("workshop_labour_rates")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("name").string().not_null())
        .col(ColumnDef::new("name_key").string().not_null())
        .col(ColumnDef::new("per_hour").big_integer().not_null())
        .col(ColumnDef::new("archived").boolean().not_null())
        .col(ColumnDef::new("version").big_integer().not_null())
        .take()
}

fn agreements() -> TableCreateStatement {
    Table::create()
        .table("workshop_price_agreements")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("site_id").uuid().not_null())
        .col(ColumnDef::new("customer_id").uuid())
        .col(ColumnDef::new("vehicle_id").uuid())
        .col(ColumnDef::new("labour_rate_id").uuid().not_null())
        .col(ColumnDef::new("version").big_integer().not_null())
        .take()
}
