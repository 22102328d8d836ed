//! Who keeps certificates of exemption from VAT.

use contracts::customers::CUSTOMER_EXEMPT;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Exemptions;

impl MigrationName for Exemptions {
    fn name(&self) -> &'static str {
        "m0082_exemptions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Exemptions {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[CUSTOMER_EXEMPT]).await
    }
}
