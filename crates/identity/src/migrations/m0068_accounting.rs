//! Who sees the journal, and who exports it.

use contracts::billing::{ACCOUNTING_EXPORT, ACCOUNTING_READ};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Accounting;

impl MigrationName for Accounting {
    fn name(&self) -> &'static str {
        "m0068_accounting"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Accounting {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[ACCOUNTING_READ, ACCOUNTING_EXPORT]).await
    }
}
