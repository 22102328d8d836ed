//! The module's schema, step by step. A step that shipped is never edited.

mod m0109_create;
mod m0115_leaks;
mod m0116_goals;
mod m0119_saved_reports;

use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0109_create::Create),
            Box::new(kernel::schema::CreateAudit(crate::MODULE)),
            Box::new(m0115_leaks::Leaks),
            Box::new(m0116_goals::Goals),
            Box::new(m0119_saved_reports::SavedReports),
        ]
    }

    fn migration_table_name() -> DynIden {
        "reporting_migrations".into_iden()
    }
}
