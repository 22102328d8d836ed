//! Certificates by which customers buy without VAT. docs/decisions/0082-exemptions-from-vat.md.

use kernel::schema::{IndexOf, create_indexes};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, pk_uuid, string, uuid};

pub struct Exemptions;

impl MigrationName for Exemptions {
    fn name(&self) -> &'static str {
        "m0082_exemptions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Exemptions {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("customers_exemptions")
            .col(pk_uuid("id"))
            .col(uuid("customer_id"))
            .col(string("number"))
            .col(string("reason"))
            .col(date("valid_from"))
            .col(date("valid_until"))
            .take();
        manager.create_table(table).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] = &[("customers_exemptions", "customer", &["customer_id"], false)];
