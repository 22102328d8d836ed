//! Who counts the drawer in the evening.

use contracts::billing::DAY_CLOSE;
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct DayCloses;

impl MigrationName for DayCloses {
    fn name(&self) -> &'static str {
        "m0067_day_closes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for DayCloses {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[DAY_CLOSE]).await
    }
}
