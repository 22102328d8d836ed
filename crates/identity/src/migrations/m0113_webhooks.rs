//! Who reads what happened, and has programs of others told of it.

use contracts::webhooks::{EVENT_READ, WEBHOOK_MANAGE};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Webhooks;

impl MigrationName for Webhooks {
    fn name(&self) -> &'static str {
        "m0113_webhooks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Webhooks {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[EVENT_READ, WEBHOOK_MANAGE]).await
    }
}
