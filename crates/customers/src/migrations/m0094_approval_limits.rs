//! Up to what a contact approves. docs/decisions/0094-approval-limits.md.

use kernel::schema::optional;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

pub struct ApprovalLimits;

impl MigrationName for ApprovalLimits {
    fn name(&self) -> &'static str {
        "m0094_approval_limits"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ApprovalLimits {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = optional(big_integer("approves_up_to"));
        manager.alter_table(Table::alter().table("customers_contacts").add_column(column).take()).await
    }
}
