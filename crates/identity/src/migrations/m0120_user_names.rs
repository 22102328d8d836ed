//! What people may sign in with in place of their address.

use sea_orm_migration::prelude::*;

pub struct UserNames;

impl MigrationName for UserNames {
    fn name(&self) -> &'static str {
        "m0120_user_names"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for UserNames {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = [
            "alter table identity_users add column user_name varchar",
            // Who is disabled leaves the name to others.
            "create unique index identity_users_user_name on identity_users (user_name) where not disabled",
        ];
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
