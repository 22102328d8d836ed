//! What the shelf served. docs/decisions/0118-figures-of-the-shelf-and-the-diary.md.

use sea_orm_migration::prelude::*;

use super::count;

pub struct Demand;

impl MigrationName for Demand {
    fn name(&self) -> &'static str {
        "m0118_demand"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Demand {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count(manager, &["demand_lines", "served_lines"]).await
    }
}
