//! Who may see and change the schedule.

use contracts::scheduling::{APPOINTMENT_CANCEL, APPOINTMENT_WRITE, SCHEDULE_MANAGE, SCHEDULE_OVERBOOK, SCHEDULE_READ};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Scheduling;

impl MigrationName for Scheduling {
    fn name(&self) -> &'static str {
        "m0006_scheduling"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Scheduling {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[SCHEDULE_READ, APPOINTMENT_WRITE, APPOINTMENT_CANCEL, SCHEDULE_OVERBOOK, SCHEDULE_MANAGE]).await
    }
}
