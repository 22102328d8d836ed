//! What reminders bring. docs/decisions/0118-figures-of-the-shelf-and-the-diary.md.

use sea_orm_migration::prelude::*;

use super::count;

pub struct Reminders;

impl MigrationName for Reminders {
    fn name(&self) -> &'static str {
        "m0118_reminders"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Reminders {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count(manager, &["reminded", "booked"]).await
    }
}
