//! Who may choose how a site's workshop runs.

use contracts::workshop::WORKSHOP_CONFIGURE;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct HowWorkRuns;

impl MigrationName for HowWorkRuns {
    fn name(&self) -> &'static str {
        "m0009_how_work_runs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for HowWorkRuns {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[WORKSHOP_CONFIGURE]).await
    }
}
