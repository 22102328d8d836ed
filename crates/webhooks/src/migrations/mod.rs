//! The module's schema, step by step. A step that shipped is never edited.

mod m0113_create;

use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0113_create::Create), Box::new(kernel::schema::CreateAudit(crate::MODULE))]
    }

    fn migration_table_name() -> DynIden {
        "webhooks_migrations".into_iden()
    }
}
