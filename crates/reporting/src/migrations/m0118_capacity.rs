//! What the diary fills. docs/decisions/0118-figures-of-the-shelf-and-the-diary.md.

use sea_orm_migration::prelude::*;

use super::count;

pub struct Capacity;

impl MigrationName for Capacity {
    fn name(&self) -> &'static str {
        "m0118_capacity"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Capacity {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count(manager, &["bays_open", "bays_blocked", "bays_taken", "able", "sold"]).await
    }
}
