//! Who may inspect vehicles, send reports and edit templates.

use contracts::workshop::{INSPECTION_CONFIGURE, INSPECTION_FILL, INSPECTION_SEND};
use sea_orm_migration::prelude::*;

use super::later_permissions::permit;

pub struct Inspections;

impl MigrationName for Inspections {
    fn name(&self) -> &'static str {
        "m0007_inspections"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Inspections {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        permit(manager, &[INSPECTION_FILL, INSPECTION_SEND, INSPECTION_CONFIGURE]).await
    }
}
