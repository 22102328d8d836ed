//! Who sees the figures of the garage.

use contracts::reporting::REPORT_READ;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Reports;

impl MigrationName for Reports {
    fn name(&self) -> &'static str {
        "m0109_reports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Reports {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[REPORT_READ]).await
    }
}
