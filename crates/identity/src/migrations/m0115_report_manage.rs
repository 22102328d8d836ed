//! Who explains what leaks, sets goals and has reports sent.

use contracts::reporting::REPORT_MANAGE;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct ReportManage;

impl MigrationName for ReportManage {
    fn name(&self) -> &'static str {
        "m0115_report_manage"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ReportManage {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[REPORT_MANAGE]).await
    }
}
