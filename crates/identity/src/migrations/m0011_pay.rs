//! Who may see and say what people earn: the owner alone, and an accountant sees it.

use contracts::workshop::{PAY_READ, PAY_WRITE};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Pay;

impl MigrationName for Pay {
    fn name(&self) -> &'static str {
        "m0011_pay"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Pay {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[PAY_READ, PAY_WRITE]).await
    }
}
