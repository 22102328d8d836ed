//! Who writes to many at once.

use contracts::identity::CAMPAIGN_MANAGE;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Campaigns;

impl MigrationName for Campaigns {
    fn name(&self) -> &'static str {
        "m0103_campaigns"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Campaigns {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[CAMPAIGN_MANAGE]).await
    }
}
