//! Where electronic documents reach a customer. docs/decisions/0096-peppol.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

pub struct ElectronicAddresses;

impl MigrationName for ElectronicAddresses {
    fn name(&self) -> &'static str {
        "m0096_electronic_addresses"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ElectronicAddresses {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = string_null("electronic_address").take();
        manager.alter_table(Table::alter().table("customers_customers").add_column(column).take()).await
    }
}
